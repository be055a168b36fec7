// Reads how a file is laid out, so that what is written into it looks like what is there.
import type { Comment, Document } from '../document.ts'
import type { Range } from '../range.ts'
import type { ObjectValue } from '../value.ts'

/** The line break that the text uses first, else a line feed. */
export function lineBreakOf(text: string): string {
  const lineFeed = text.indexOf('\n')
  return lineFeed > 0 && text.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n'
}

/** What one level of indentation is: the blanks of the first indented line, else two blanks. */
export function indentationUnitOf(text: string): string {
  const [, unit] = /^(\t| {1,8})[^\s#/*]/m.exec(text) ?? []
  return unit ?? '  '
}

/** The offset of the first character of the line. */
export function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** The offset of the line's end, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  if (lineFeed < 0) return text.length
  return lineFeed > offset && text.charAt(lineFeed - 1) === '\r' ? lineFeed - 1 : lineFeed
}

/** The blanks at the beginning of the line. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartOf(text, offset)
  return text.slice(start, skipBlanks(text, start))
}

/** Says whether nothing but blanks stands before the offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return skipBlanks(text, lineStartOf(text, offset)) >= offset
}

/** Says whether the range holds a line break. */
export function spansLines(text: string, range: Range): boolean {
  const lineFeed = text.indexOf('\n', range.start)
  return lineFeed >= 0 && lineFeed < range.end
}

/** The offset after blanks and tabs. */
export function skipBlanks(text: string, offset: number): number {
  let i = offset
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++
  return i
}

/** The offset of the comma that follows a value, over line breaks and comments; undefined where something else follows. */
export function commaAfter({ text, comments }: Document, end: number): number | undefined {
  let i = end
  for (;;) {
    while (i < text.length && /[ \t\r\n]/.test(text.charAt(i))) i++
    const comment = commentAt(comments, i)
    if (comment === undefined) return text.charAt(i) === ',' ? i : undefined
    i = comment.range.end
  }
}

export interface Rest {
  /** After the value's comma and the comment of its line. */
  readonly end: number
  /** Nothing else stands on the line. */
  readonly endsLine: boolean
}

/** What belongs to a value on the line where it ends. */
export function restOfLine({ text, comments }: Document, end: number): Rest {
  let i = skipBlanks(text, end)
  if (text.charAt(i) === ',') i = skipBlanks(text, i + 1)
  const comment = commentAt(comments, i)
  if (comment !== undefined && !spansLines(text, comment.range)) i = comment.range.end
  const next = skipBlanks(text, i)
  const endsLine = next >= text.length || next === lineEndOf(text, next)
  return { end: endsLine ? i : skipComma(text, end), endsLine }
}

function skipComma(text: string, end: number): number {
  const i = skipBlanks(text, end)
  return text.charAt(i) === ',' ? i + 1 : end
}

/** Says whether an object stands in braces; the whole of an HCL file and the object that a label makes do not. */
export function isBraced(text: string, { range }: ObjectValue): boolean {
  return text.charAt(range.start) === '{' && text.charAt(range.end - 1) === '}' && range.end - range.start >= 2
}

/** The comment that begins at the offset. */
export function commentAt(comments: readonly Comment[], offset: number): Comment | undefined {
  const comment = lastBefore(comments, offset)
  return comment?.range.start === offset ? comment : undefined
}

/** The comment that ends at the offset. */
export function commentEndingAt(comments: readonly Comment[], offset: number): Comment | undefined {
  const comment = lastBefore(comments, offset - 1)
  return comment?.range.end === offset ? comment : undefined
}

/** The last comment that begins at the offset or before it; they stand in the order of the text. */
function lastBefore(comments: readonly Comment[], offset: number): Comment | undefined {
  let low = 0
  let high = comments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((comments[middle]?.range.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return comments[low - 1]
}
