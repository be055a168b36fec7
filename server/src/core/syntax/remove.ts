// Takes a member or an element out of its file, with its separator, its lines and the comment behind it.
import type { Comment, Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'
import type { ListValue, Value } from '../value.ts'
import { beginsLine, commaAfter, commentEndingAt, isBraced, lineEndOf, lineStartOf, restOfLine, skipBlanks } from './layout.ts'
import type { Place } from './place.ts'

/** The edits that remove one member. The comma before it goes as well where nothing would follow it any more. */
export function removeMember(document: Document, { object, member, index }: Place): readonly TextEdit[] {
  const partAt = (at: number): Part | undefined =>
    object.members[at] && { range: object.members[at].range, value: object.members[at].value }
  const holder = { range: object.range, isBraced: isBraced(document.text, object) }
  return removePart(document, holder, {
    part: { range: member.range, value: member.value },
    before: partAt(index - 1),
    after: partAt(index + 1),
  })
}

/** The edits that remove one element of a list, in the same manner. */
export function removeElement(document: Document, from: ListValue, element: Value): readonly TextEdit[] {
  const index = from.elements.indexOf(element)
  const partAt = (at: number): Part | undefined => from.elements[at] && { range: from.elements[at].range, value: from.elements[at] }
  const part = partAt(index)
  if (part === undefined) return []
  return removePart(document, { range: from.range, isBraced: true }, { part, before: partAt(index - 1), after: partAt(index + 1) })
}

/** An object or a list. */
interface Holder {
  readonly range: Range
  readonly isBraced: boolean
}

/** A member or an element, and its value. */
interface Part {
  readonly range: Range
  readonly value: Value
}

function isHeredoc(value: Value): boolean {
  return value.type === 'string' && value.heredoc
}

function removePart(document: Document, holder: Holder, { part, before, after }: Parts): readonly TextEdit[] {
  const { text } = document
  const rest = restOfLine(document, part.range.end)
  const comma = commaAfter(document, part.range.end)
  const lostComma = comma === undefined && after === undefined && before !== undefined ? commaAfter(document, before.range.end) : undefined
  if (beginsLine(text, part.range.start) && rest.endsLine) {
    const lines = linesOf(text, part.range.start, rest.end)
    const isElsewhere = (offset: number) => offset < lines.start || offset >= lines.end
    const commas = [lostComma, comma].flatMap((offset) =>
      offset !== undefined && isElsewhere(offset) ? { start: offset, end: offset + 1 } : [],
    )
    return toEdits([lines, ...commas])
  }
  return toEdits(inlineRanges(document, holder, { part, before, after, lostComma, rest }))
}

function toEdits(ranges: readonly Range[]): readonly TextEdit[] {
  return [...ranges].sort((a, b) => a.start - b.start).map((range) => ({ range, newText: '' }))
}

/** Whole lines with their line break, or with the one before where the file ends. */
function linesOf(text: string, from: number, to: number): Range {
  const start = lineStartOf(text, from)
  const lineFeed = text.indexOf('\n', to)
  if (lineFeed >= 0) return { start, end: lineFeed + 1 }
  return { start: start === 0 ? 0 : lineEndOf(text, lineStartOf(text, start - 1)), end: text.length }
}

interface Parts {
  readonly part: Part
  readonly before: Part | undefined
  readonly after: Part | undefined
}

interface Neighbours extends Parts {
  readonly lostComma: number | undefined
  readonly rest: { readonly end: number; readonly endsLine: boolean }
}

/** The part with its separator. A separator behind a comment is a range of its own, so that the comment stays. */
function inlineRanges(document: Document, holder: Holder, neighbours: Neighbours): readonly Range[] {
  const { text } = document
  const { part, lostComma } = neighbours
  const own = commaAfter(document, part.range.end)
  const apart: number[] = []
  if (own !== undefined && !isBlank(text, part.range.end, own)) apart.push(own)
  if (lostComma !== undefined && !isBlank(text, lostComma + 1, part.range.start)) apart.push(lostComma)
  const near = lostComma !== undefined && !apart.includes(lostComma) ? lostComma : undefined
  return [
    inlineRange(document, holder, { ...neighbours, lostComma: near }),
    ...apart.map((offset): Range => ({ start: offset, end: offset + 1 })),
  ]
}

function inlineRange(document: Document, holder: Holder, { part, before, after, lostComma, rest }: Neighbours): Range {
  const { text } = document
  const { start, end } = part.range
  const own = commaAfter(document, end)
  const restEnd = own !== undefined && skipBlanks(text, end) === own ? own + 1 : end
  // Followed on its line by another member: up to that one.
  if (after !== undefined && skipBlanks(text, restEnd) === after.range.start) return { start, end: after.range.start }
  if (before !== undefined && lineStartOf(text, before.range.end) === lineStartOf(text, start)) {
    const gap = afterComma(document, before.range.end)
    const from = lostComma ?? (isBlank(text, gap, start) ? gap : start)
    return { start: from, end: rest.endsLine ? rest.end : restEnd }
  }
  const inside = { start: holder.range.start + 1, end: holder.range.end - 1 }
  const isAlone = before === undefined && after === undefined && holder.isBraced
  if (isAlone && isBlank(text, inside.start, start) && isBlank(text, restEnd, inside.end)) return inside
  const needsLineBreak = before !== undefined && isHeredoc(before.value)
  return {
    start: needsLineBreak ? blanksStart(text, start) : gapStart(document, start, lostComma),
    end: rest.endsLine ? rest.end : restEnd,
  }
}

/** The beginning of the line if nothing else stands before the member, else the member itself. */
function blanksStart(text: string, start: number): number {
  return beginsLine(text, start) ? lineStartOf(text, start) : start
}

/** Where the blanks before a member begin, line breaks included unless they end a comment. */
function gapStart({ text, comments }: Document, start: number, lostComma: number | undefined): number {
  const gap = text.slice(0, start).trimEnd().length
  if (commentEndingAt(comments, gap)) return blanksStart(text, start)
  return lostComma === gap - 1 ? lostComma : gap
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === ''
}

function afterComma(document: Document, end: number): number {
  const comma = commaAfter(document, end)
  return comma === undefined ? end : comma + 1
}

/** The edits that take a comment out; its whole line where it is alone on it. */
export function removeComment({ text }: Document, { range }: Comment): readonly TextEdit[] {
  const endsLine = skipBlanks(text, range.end) >= lineEndOf(text, range.end)
  if (endsLine && beginsLine(text, range.start)) return toEdits([linesOf(text, range.start, range.end)])
  const before = text.slice(0, range.start).trimEnd().length
  const start = Math.max(before, lineStartOf(text, range.start))
  return toEdits([{ start: endsLine ? start : range.start, end: endsLine ? range.end : skipBlanks(text, range.end) }])
}
