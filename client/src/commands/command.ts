// The form of a command, and what commands may use. No command knows VS Code, so that each can be tested without it.
import type { Explanation } from '../../../consul/src/errors.ts'
import type { Clusters } from '../clusters.ts'
import type { Connections } from '../connections.ts'
import type { Pages } from '../pages.ts'
import type { Paths } from '../paths.ts'
import type { Readings } from '../readings.ts'
import type { Sections } from '../sections.ts'
import type { TargetPlaces } from '../target.ts'
import type { Ui } from '../ui.ts'

/** One command: the file, the entry in package.json and the line in `index.ts` have the same name. */
export interface Command {
  readonly id: `consulPeering.${string}`
  /** Ends quietly, with nothing changed, when a person leaves a question unanswered. */
  run(deps: CommandDependencies, ...given: readonly unknown[]): Promise<void>
}

/** What of the live library commands start; it is loaded with the first use. */
export type LiveFlows = Omit<typeof import('../live.ts'), 'createConsulClient' | 'readSnapshot' | 'waitForChange'>

/** What of the editor a command may touch beyond questions. */
export interface Editor {
  /** Brings the Clusters view to the front. */
  showClusters(): Promise<void>
  /** The text that narrows the Clusters view; empty when it shows all. */
  filter(): string
  setFilter(text: string): void
  openSettings(query: string): Promise<void>
  openLog(): void
  /** Writes a line into the log, for a failure that no message tells. */
  note(line: string): void
  /** Puts a text that is no secret into the clipboard. */
  copy(text: string): Promise<void>
  /** Runs another command. */
  runCommand(id: Command['id'], ...given: readonly unknown[]): Promise<void>
  /** The codes of all rules that have a page. */
  listRules(): Promise<readonly string[]>
  /** Opens the page of a rule that comes with the extension. */
  openRulePage(code: string): Promise<void>
  /** Starts the language server anew with the same open files, settings and Facts. */
  restartServer(): Promise<void>
}

/** What commands may use. */
export interface CommandDependencies {
  readonly ui: Ui
  readonly clusters: Clusters
  readonly connections: Connections
  readonly readings: Readings
  readonly sections: Pick<Sections, 'refresh'>
  /** Loads the live library on first use. */
  readonly live: () => Promise<LiveFlows>
  readonly editor: Editor
  readonly pages: Pages
  readonly targets: TargetPlaces
  readonly paths: Paths
}

/** A message with its next step. */
export function sentence({ message, next }: Explanation): string {
  return `${message} ${next}`
}
