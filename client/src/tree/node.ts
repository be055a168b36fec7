// A row of the Clusters view, free of VS Code.
import type { SectionKey } from '../../../consul/src/sections.ts'

/** Colour of an icon, by what it says. */
export type Tone = 'good' | 'warning' | 'bad'

/** What clicking a row does. */
export interface NodeCommand {
  readonly command: string
  readonly title: string
}

/** One row and what is below it. */
export interface TreeNode {
  /** Stays the same over readings, so that what is expanded stays expanded. */
  readonly id: string
  readonly label: string
  /** Shown dimmed behind the label. */
  readonly description?: string | undefined
  /** Markdown. */
  readonly tooltip?: string | undefined
  readonly icon: string
  readonly tone?: Tone | undefined
  /** Tokens with `;` between; menus look for them. */
  readonly context: string
  readonly clusterId: string
  /** Run when the row is clicked, with the id of the row. */
  readonly command?: NodeCommand | undefined
  /** What is read when the row is opened. */
  readonly section?: SectionKey | undefined
  readonly children: readonly TreeNode[]
  readonly startsExpanded: boolean
}
