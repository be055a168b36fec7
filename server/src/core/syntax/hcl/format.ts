// Lays HCL out as HashiCorp's current formatter does (hclwrite/format.go of hashicorp/hcl v2.24.0), also where only HCL 1 reads it.
import type { TextEdit } from '../../edit.ts'
import { COMMENT, type LayoutToken, LINE_BREAK, layoutLines } from './layoutTokens.ts'
import { parseHcl } from './parser.ts'
import { ASSIGN, CLOSE_BRACE, CLOSE_BRACKET, COMMA, HEREDOC, IDENTIFIER, INTEGER, OPEN_BRACE, OPEN_BRACKET } from './tokens.ts'

/** The parts of a line that are aligned with those of its neighbours; a part that is empty is not there. */
interface Line {
  readonly lead: readonly LayoutToken[]
  /** From the `=` on, where the value ends on the line. */
  readonly assign: readonly LayoutToken[]
  readonly comment: readonly LayoutToken[]
}

/**
 * The edits that lay out a text: blanks between tokens, nothing else. Lines stay where they are, and so does what is quoted,
 * in which HCL 2 would also lay out a `${…}`: to HCL 1 that is text. `undefined` for a text that HCL 1 refuses.
 */
export function formatHcl(text: string): readonly TextEdit[] | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0
  if (parseHcl(text.slice(start)).problems.length > 0) return undefined
  const tokens = layoutLines(text, start)
  const lines = tokens.map((line) => toLine(line))
  indent(lines)
  for (const { lead, assign } of lines) {
    space(lead)
    space(assign)
  }
  align(
    lines,
    text,
    ({ assign }) => assign,
    ({ lead }) => lead,
  )
  align(
    lines,
    text,
    ({ comment }) => comment,
    ({ lead, assign }) => [...lead, ...assign],
  )
  return editsOf(tokens.flat(), text, start)
}

function editsOf(tokens: readonly LayoutToken[], text: string, start: number): readonly TextEdit[] {
  const edits: TextEdit[] = []
  let end = start
  for (const { range, spaces } of tokens) {
    const newText = ' '.repeat(spaces)
    if (text.slice(end, range.start) !== newText) edits.push({ range: { start: end, end: range.start }, newText })
    end = range.end
  }
  return edits
}

function toLine(tokens: readonly LayoutToken[]): Line {
  const hasComment = tokens.length > 1 && tokens.at(-1)?.kind === COMMENT
  const code = hasComment ? tokens.slice(0, -1) : tokens
  const comment = hasComment ? tokens.slice(-1) : []
  const equals = code.findIndex(({ kind }, i) => i > 0 && kind === ASSIGN)
  if (equals < 0 || bracketsOpened(code.slice(equals)) !== 0) return { lead: code, assign: [], comment }
  return { lead: code.slice(0, equals), assign: code.slice(equals), comment }
}

/** A line that opens brackets indents what follows by one level, however many they are; the line that closes as many ends it. */
function indent(lines: readonly Line[]): void {
  const levels: number[] = []
  for (const { lead, assign } of lines) {
    const [first] = lead
    if (!first) continue
    if (first.kind === LINE_BREAK) {
      first.spaces = 0
      continue
    }
    const opened = bracketsOpened(lead) + bracketsOpened(assign)
    if (opened < 0) closeLevels(levels, -opened)
    first.spaces = 2 * levels.length
    if (opened > 0) levels.push(opened)
  }
}

function closeLevels(levels: number[], brackets: number): void {
  let closed = brackets
  while (closed > 0) {
    const level = levels.pop()
    if (level === undefined) return
    if (closed < level) levels.push(level - closed)
    closed -= level
  }
}

function space(tokens: readonly LayoutToken[]): void {
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1]
    if (before) token.spaces = isSpaced(before.kind, token.kind) ? 1 : 0
  }
}

function isSpaced(left: number, right: number): boolean {
  if (right === LINE_BREAK || right === COMMA) return false
  if (left === COMMA) return true
  if (right === OPEN_BRACKET && (left === IDENTIFIER || left === INTEGER || bracketChange(left) < 0)) return false
  if (left === OPEN_BRACE || right === CLOSE_BRACE) return left !== OPEN_BRACE || right !== CLOSE_BRACE
  return bracketChange(left) <= 0 && bracketChange(right) >= 0
}

type Part = (line: Line) => readonly LayoutToken[]

/** Puts a part of the lines that follow each other into one column, right behind the widest of what stands before it. */
function align(lines: readonly Line[], text: string, part: Part, before: Part): void {
  let run: (readonly [first: LayoutToken, width: number])[] = []
  const close = (): void => {
    const widest = Math.max(0, ...run.map(([, width]) => width))
    for (const [first, width] of run) first.spaces = widest - width + 1
    run = []
  }
  for (const line of lines) {
    const [first] = part(line)
    if (first) run.push([first, widthOf(before(line), text)])
    else close()
  }
  close()
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** In columns: one for each character as people count them. */
function widthOf(tokens: readonly LayoutToken[], text: string): number {
  let width = 0
  for (const { spaces, range } of tokens) {
    const written = text.slice(range.start, range.end)
    width += spaces + (/^[ -~]*$/.test(written) ? written.length : [...graphemes.segment(written)].length)
  }
  return width
}

function bracketsOpened(tokens: readonly LayoutToken[]): number {
  const heredoc = tokens.findIndex(({ kind }) => kind === HEREDOC)
  const counted = heredoc < 0 ? tokens : tokens.slice(0, heredoc + 1)
  return counted.reduce((sum, { kind }) => sum + bracketChange(kind), 0)
}

function bracketChange(kind: number): number {
  if (kind === OPEN_BRACE || kind === OPEN_BRACKET) return 1
  return kind === CLOSE_BRACE || kind === CLOSE_BRACKET ? -1 : 0
}
