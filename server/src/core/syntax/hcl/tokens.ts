// The words of HCL 1 as numbers, and the state of the one reader that walks a text: what lexer, strings and parser share.
import type { Comment, SyntaxProblem } from '../../document.ts'

export const END = 0
/** A character that HCL 1 does not know; the lexer has reported it. */
export const ILLEGAL = 1
export const IDENTIFIER = 2
export const STRING = 3
export const HEREDOC = 4
export const INTEGER = 5
export const FLOAT = 6
export const BOOLEAN = 7
export const OPEN_BRACE = 8
export const CLOSE_BRACE = 9
export const OPEN_BRACKET = 10
export const CLOSE_BRACKET = 11
export const COMMA = 12
export const ASSIGN = 13
/** `+`, `-` and `.` on their own: tokens of HCL 1 that no place in the grammar takes. */
export const SIGN = 14

/** Walks a text; `advance` moves it to the next token, which the fields from `kind` on then describe. */
export interface Lexer {
  readonly text: string
  /**
   * `exact` reads as Consul does and is of use up to the first problem; the other two go on after it.
   * `layout` trusts the indentation where braces do not match.
   */
  readonly mode: 'exact' | 'tolerant' | 'layout'
  /** Where the next token is looked for. */
  position: number
  kind: number
  start: number
  end: number
  /** The token is the first one on its line. */
  first: boolean
  /** A string without escapes and interpolation: its value is the text between its quotes. */
  plain: boolean
  /** A string that has its closing quote. */
  closed: boolean
  /** Counts line breaks up to the token. */
  line: number
  lineStart: number
  /** The column of the first token on the token's line. */
  indent: number
  /** How many characters may still be read twice: keeps the search for lost ends linear. */
  spare: number
  /** The line of the last problem: one line shows one problem, since the next ones mostly follow from it. */
  problemLine: number
  readonly problems: SyntaxProblem[]
  readonly comments: Comment[]
}

const mostProblems = 100

/** Says whether the kind is a value in one token. */
export function isLiteral(kind: number): boolean {
  return kind >= STRING && kind <= BOOLEAN
}

/** Notes what is wrong between two offsets of a line, unless the line has the last problem already. */
export function report(lexer: Lexer, start: number, end: number, message: string, line: number = lexer.line): void {
  if (lexer.problemLine === line || lexer.problems.length >= mostProblems) return
  lexer.problemLine = line
  lexer.problems.push({ message, range: { start, end } })
}
