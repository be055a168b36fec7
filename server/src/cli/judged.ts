// What a check has found, before it is written in some format.
import type { Document } from '../core/document.ts'
import type { Finding } from '../core/rules/rule.ts'
import type { LeftOut } from '../workspace/indexing.ts'

export interface JudgedFile {
  /** Absolute. */
  readonly path: string
  readonly document: Document
  readonly findings: readonly Finding[]
}

export interface Judged {
  /** All files that hold something to judge, by path. */
  readonly files: readonly JudgedFile[]
  readonly leftOut: readonly LeftOut[]
  /** How many files `--fix` has written. */
  readonly fixed: number
}

/** The text that came from standard input, under an absolute path. */
export interface InputText {
  readonly path: string
  readonly text: string
}
