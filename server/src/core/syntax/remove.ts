// Takes a member out of its file, with its separator, its lines and the comment behind it.
import type { Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'
import type { Member, ObjectValue } from '../value.ts'
import { beginsLine, commaAfter, isBraced, lineEndOf, lineStartOf, restOfLine, skipBlanks } from './layout.ts'

/** The edits that remove one member. The comma before it goes as well where nothing would follow it any more. */
export function removeMember(document: Document, from: ObjectValue, member: Member): readonly TextEdit[] {
  const { text } = document
  const index = from.members.indexOf(member)
  const before = from.members[index - 1]
  const after = from.members[index + 1]
  const rest = restOfLine(document, member.range.end)
  const comma = commaAfter(document, member.range.end)
  const lostComma = comma === undefined && after === undefined && before !== undefined ? commaAfter(document, before.range.end) : undefined
  if (beginsLine(text, member.range.start) && rest.endsLine) {
    const lines = linesOf(text, member.range.start, rest.end)
    const isElsewhere = (offset: number) => offset < lines.start || offset >= lines.end
    const commas = [lostComma, comma].flatMap((offset) =>
      offset !== undefined && isElsewhere(offset) ? { start: offset, end: offset + 1 } : [],
    )
    return toEdits([lines, ...commas])
  }
  return toEdits([inlineRange(document, from, { member, before, after, lostComma, rest })])
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

interface Neighbours {
  readonly member: Member
  readonly before: Member | undefined
  readonly after: Member | undefined
  readonly lostComma: number | undefined
  readonly rest: { readonly end: number; readonly endsLine: boolean }
}

function inlineRange(document: Document, from: ObjectValue, { member, before, after, lostComma, rest }: Neighbours): Range {
  const { text } = document
  const { start, end } = member.range
  const own = commaAfter(document, end)
  const restEnd = own !== undefined && skipBlanks(text, end) === own ? own + 1 : end
  // Followed on its line by another member: up to that one.
  if (after !== undefined && skipBlanks(text, restEnd) === after.range.start) return { start, end: after.range.start }
  if (before !== undefined && lineStartOf(text, before.range.end) === lineStartOf(text, start)) {
    return { start: lostComma ?? afterComma(document, before.range.end), end: rest.endsLine ? rest.end : restEnd }
  }
  const inside = { start: from.range.start + 1, end: from.range.end - 1 }
  const isAlone = before === undefined && after === undefined && isBraced(text, from)
  if (isAlone && isBlank(text, inside.start, start) && isBlank(text, restEnd, inside.end)) return inside
  const needsLineBreak = before?.value.type === 'string' && before.value.heredoc
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
  if (comments.some(({ range }) => range.end === gap)) return blanksStart(text, start)
  return lostComma === gap - 1 ? lostComma : gap
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === ''
}

function afterComma(document: Document, end: number): number {
  const comma = commaAfter(document, end)
  return comma === undefined ? end : comma + 1
}
