// The colours of reports in a terminal.
import type { Severity } from '../../core/model/project.ts'

export interface Paint {
  strong(text: string): string
  faint(text: string): string
  as(severity: Severity, text: string): string
}

const codes: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 34, hint: 36 }

/** Paints by the escape sequences that every terminal knows. */
export const coloured: Paint = {
  strong: (text) => `\u001B[1m${text}\u001B[22m`,
  faint: (text) => `\u001B[2m${text}\u001B[22m`,
  as: (severity, text) => `\u001B[${codes[severity]}m${text}\u001B[39m`,
}

/** Leaves everything as it is. */
export const plain: Paint = { strong: (text) => text, faint: (text) => text, as: (_severity, text) => text }
