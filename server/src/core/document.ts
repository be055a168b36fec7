// A text that was read: its tree, what is wrong with its syntax, and its comments.
import type { Range } from './range.ts'
import type { Value } from './value.ts'

export type Format = 'hcl' | 'json' | 'yaml' | CommandFormat

/** Texts that are read for the commands in them. */
export type CommandFormat = 'shell' | 'markdown' | 'tasks'

/** Says whether texts of the format hold commands, not entries. */
export function holdsCommands(format: Format): format is CommandFormat {
  return format === 'shell' || format === 'markdown' || format === 'tasks'
}

/** What the syntax alone refuses. `message` is one sentence for a person. */
export interface SyntaxProblem {
  readonly message: string
  readonly range: Range
}

export interface Comment {
  /** Includes the comment signs. */
  readonly range: Range
  /** Without the comment signs and the blanks around. */
  readonly text: string
}

/** What a parser makes of a text; it exists for every text. */
export interface ParsedText {
  /** HCL: one object over the whole text. JSON: the one value, none for an empty text. YAML: one value a document. Commands: one object each. */
  readonly roots: readonly Value[]
  /** In the order of the text; empty exactly when Consul's own reader takes the text. */
  readonly problems: readonly SyntaxProblem[]
  readonly comments: readonly Comment[]
}

/** What a parser makes of one value within a text in which nothing is wrong. */
export interface ParsedValue {
  readonly value: Value
  /** Those within the value. */
  readonly comments: readonly Comment[]
}

/** A parsed text under its name. */
export interface Document extends ParsedText {
  readonly uri: string
  readonly format: Format
  readonly text: string
}

/** The folder from which the commands of a document name files, as a URI with a slash at its end: tasks run in the workspace folder. */
export function folderOf({ uri, format }: Pick<Document, 'uri' | 'format'>): string {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1)
  return format === 'tasks' ? folder.replace(/(?<=^|\/)\.vscode\/$/, '') : folder
}
