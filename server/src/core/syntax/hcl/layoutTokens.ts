// Cuts a text of HCL 1 into what its layout is made of: tokens, comments and line breaks, line by line.
import type { Range } from '../../range.ts'
import { advance, createLexer } from './lexer.ts'
import { END } from './tokens.ts'

export const LINE_BREAK = -1
export const COMMENT = -2

/** A token, a comment or a line break. A line comment holds its line break. */
export interface LayoutToken {
  /** One of `tokens.ts`, `LINE_BREAK` or `COMMENT`. */
  readonly kind: number
  readonly range: Range
  /** How many blanks stand before it; what the layout decides. */
  spaces: number
}

/** The tokens of each line of a text that HCL 1 takes, from `start` on; strings and heredocs are one token each. */
export function layoutLines(text: string, start: number): readonly (readonly LayoutToken[])[] {
  const tokens = layoutTokens(text, start)
  const lines: LayoutToken[][] = [[]]
  for (const token of tokens) {
    lines.at(-1)?.push(token)
    if (endsLine(token, text)) lines.push([])
  }
  return lines
}

function layoutTokens(text: string, start: number): readonly LayoutToken[] {
  const lexer = createLexer(text, 'exact')
  lexer.position = start
  const tokens: LayoutToken[] = []
  let end = start
  let comments = 0
  const add = (kind: number, range: Range): void => {
    tokens.push({ kind, range, spaces: range.start - end })
    end = range.end
  }
  const addLineBreaks = (until: number): void => {
    for (let i = text.indexOf('\n', end); i >= 0 && i < until; i = text.indexOf('\n', end)) {
      add(LINE_BREAK, { start: i > end && text.charCodeAt(i - 1) === 13 ? i - 1 : i, end: i + 1 })
    }
  }
  do {
    advance(lexer)
    for (; comments < lexer.comments.length; comments++) {
      const range = lexer.comments[comments]?.range ?? lexer
      addLineBreaks(range.start)
      add(COMMENT, text.startsWith('/*', range.start) ? range : { start: range.start, end: lineEnd(text, range.end) })
    }
    addLineBreaks(lexer.start)
    if (lexer.kind !== END) add(lexer.kind, { start: lexer.start, end: lexer.end })
  } while (lexer.kind !== END)
  return tokens
}

function lineEnd(text: string, from: number): number {
  const lineFeed = text.indexOf('\n', from)
  return lineFeed < 0 ? text.length : lineFeed + 1
}

function endsLine({ kind, range }: LayoutToken, text: string): boolean {
  return kind === LINE_BREAK || (kind === COMMENT && text.charCodeAt(range.end - 1) === 10)
}
