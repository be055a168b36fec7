// Reads HCL 1 as Consul's parser (hashicorp/hcl v1.0.0) does, and makes a tree of any other text as well.
import type { ParsedText, ParsedValue, SyntaxProblem } from '../../document.ts'
import { createParser, type Parser } from './frames.ts'
import { advance, createLexer } from './lexer.ts'
import { readElement } from './list.ts'
import { readMember } from './object.ts'
import { END, type Lexer } from './tokens.ts'

/**
 * Reads a text as HCL 1. `problems` is empty exactly when Consul takes the text; else the first one stands where Consul's
 * parser stops, or at the key, brace or quote that made it stop there. The tree of a text that Consul refuses is a guess.
 */
export function parseHcl(text: string): ParsedText {
  const forbidden = findForbidden(text)
  const exact = read(text, 'exact')
  const stop = exact.lexer.problems[0]
  if (stop === undefined) return toParsedText(exact, merge(exact.crashes, forbidden))
  const tolerant = read(text, 'tolerant')
  const best = tolerant.isUnbalanced && tolerant.indentedFrames > 0 ? read(text, 'layout') : tolerant
  const problems = merge([...best.lexer.problems, ...best.crashes], forbidden)
  return toParsedText(best, problems.length > 0 ? problems : [stop])
}

/**
 * Reads the object or the string that begins at `start`, with `depth` values around it, as it is read as a part of the whole text.
 * Undefined where anything is wrong with it: then only the whole text tells what.
 */
export function parseHclValue(text: string, start: number, depth: number): ParsedValue | undefined {
  const lexer = createLexer(text, 'exact')
  lexer.position = start
  const parser = createParser(lexer, { isList: true, depth: depth - 1 })
  const { elements } = parser.frame
  advance(lexer)
  while (elements.length === 0) {
    if (parser.frame.isList) readElement(parser)
    else readMember(parser)
    if (lexer.problems.length > 0 || (lexer.kind === END && parser.stack.length > 0)) return undefined
  }
  const [value] = elements
  if (!value || parser.crashes.length > 0 || findForbidden(text).length > 0) return undefined
  return { value, comments: lexer.comments.filter(({ range }) => range.end <= value.range.end) }
}

function read(text: string, mode: Lexer['mode']): Parser {
  const lexer = createLexer(text, mode)
  const parser = createParser(lexer)
  advance(lexer)
  while (lexer.kind !== END || parser.stack.length > 0) {
    if (parser.frame.isList) readElement(parser)
    else readMember(parser)
    if (mode === 'exact' && lexer.problems.length > 0) break
  }
  return parser
}

/** The characters that Consul's scanner refuses even within strings and comments. */
function findForbidden(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const nul = text.indexOf('\0')
  if (nul >= 0) problems.push({ message: 'Consul refuses a file with a NUL character. Remove it.', range: { start: nul, end: nul + 1 } })
  const reserved = text.indexOf('\ue123')
  if (reserved >= 0) {
    problems.push({ message: "Consul's parser keeps U+E123 for itself. Remove it.", range: { start: reserved, end: reserved + 1 } })
  }
  return problems
}

/** In the order of the text, each place once. */
function merge(some: readonly SyntaxProblem[], others: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  if (some.length + others.length < 2) return some.length > 0 ? some : others
  const sorted = [...some, ...others].sort((a, b) => a.range.start - b.range.start)
  return sorted.filter((problem, i) => problem.range.start !== sorted[i - 1]?.range.start)
}

function toParsedText(parser: Parser, problems: readonly SyntaxProblem[]): ParsedText {
  const root = parser.stack[0] ?? parser.frame
  const { text, comments } = parser.lexer
  return { roots: [{ type: 'object', range: { start: 0, end: text.length }, members: root.members }], problems, comments }
}
