// Puts a new member into an object, in the manner of its neighbours.
import type { Document } from '../document.ts'
import type { Edit, PlainValue, TextEdit } from '../edit.ts'
import type { Member, ObjectValue } from '../value.ts'
import {
  beginsLine,
  commaAfter,
  indentationAt,
  indentationUnitOf,
  isBraced,
  lineBreakOf,
  lineStartOf,
  restOfLine,
  skipBlanks,
  spansLines,
} from './layout.ts'
import { isPlainObject, type Spelling, spellKey, spellString, spellValue } from './spell.ts'

type Insertion = Edit & { readonly type: 'insertMember' }

/** The edits that insert one member, which never reach over existing text but blanks. */
export function insertMember(document: Document, format: Spelling['format'], edit: Insertion): readonly TextEdit[] {
  if (format === 'hcl' && edit.value === null) return []
  const anchor = edit.after ?? edit.into.members.at(-1)
  if (anchor !== undefined) return insertAfter(document, format, edit, anchor)
  if (isBraced(document.text, edit.into)) return insertFirst(document, format, edit)
  return format === 'hcl' ? appendToFile(document, edit) : []
}

function insertAfter(document: Document, format: Spelling['format'], edit: Insertion, anchor: Member): readonly TextEdit[] {
  const { text } = document
  const { members } = edit.into
  const isLast = members.at(-1) === anchor
  const rest = restOfLine(document, anchor.range.end)
  const comma = commaAfter(document, anchor.range.end)
  if (beginsLine(text, anchor.range.start) && (rest.endsLine || format === 'json')) {
    const indentation = indentationAt(text, anchor.range.start)
    const member = spellMember(document, format, edit, { anchor, indentation, oneLine: false })
    const line = lineBreakOf(text) + indentation + member
    if (format === 'hcl') return [insertAt(rest.end, line + (comma !== undefined && comma < rest.end ? ',' : ''))]
    // One edit with its own comma, so that several insertions at one place add up.
    return comma === undefined ? [insertAt(anchor.range.end, `,${line}`)] : [insertAt(comma, `,${line}`)]
  }
  const member = spellMember(document, format, edit, { anchor, indentation: indentationAt(text, anchor.range.start), oneLine: true })
  if (anchor.value.type === 'string' && anchor.value.heredoc) return [insertAt(rest.end, lineBreakOf(text) + member)]
  if (comma !== undefined) return [insertAt(comma, `, ${member}`)]
  const usesBlanks = format === 'hcl' && members.length > 1 && !members.some((one) => commaAfter(document, one.range.end) !== undefined)
  return [insertAt(anchor.range.end, (usesBlanks ? ' ' : separatorOf(text, format, isLast)) + member)]
}

function separatorOf(text: string, format: Spelling['format'], isLast: boolean): string {
  if (format === 'hcl' && !isLast) return ' '
  return format === 'json' && !/,\s/.test(text) && /[,:][^\s]/.test(text) && !/:\s/.test(text) ? ',' : ', '
}

function insertFirst(document: Document, format: Spelling['format'], edit: Insertion): readonly TextEdit[] {
  const { text, comments } = document
  const { start, end } = edit.into.range
  const indentation = indentationAt(text, start)
  const lineBreak = lineBreakOf(text)
  const staysOnLine = !spansLines(text, edit.into.range) && !comments.some(({ range }) => range.start > start && range.end < end)
  if (staysOnLine && (format === 'hcl' || !text.trim().includes('\n')) && !holdsObject(edit.value)) {
    const member = spellMember(document, format, edit, { anchor: undefined, indentation, oneLine: true })
    return [{ range: { start: start + 1, end: end - 1 }, newText: ` ${member} ` }]
  }
  const inner = indentation + indentationUnitOf(text)
  const member = spellMember(document, format, edit, { anchor: undefined, indentation: inner, oneLine: false })
  if (staysOnLine) return [{ range: { start: start + 1, end: end - 1 }, newText: lineBreak + inner + member + lineBreak + indentation }]
  const closer = end - 1
  if (beginsLine(text, closer)) return [insertAt(lineStartOf(text, closer), inner + member + lineBreak)]
  return [insertAt(closer, lineBreak + inner + member + lineBreak + indentation)]
}

function holdsObject(value: PlainValue): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => typeof one === 'object' && one !== null)
}

function appendToFile(document: Document, edit: Insertion): readonly TextEdit[] {
  const { text } = document
  const member = spellMember(document, 'hcl', edit, { anchor: undefined, indentation: '', oneLine: false })
  const lineBreak = lineBreakOf(text)
  const isOpenLine = text !== '' && !text.endsWith('\n')
  return [insertAt(text.length, (isOpenLine ? lineBreak : '') + member + lineBreak)]
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText }
}

interface Manner {
  readonly anchor: Member | undefined
  readonly indentation: string
  readonly oneLine: boolean
}

function spellMember(document: Document, format: Spelling['format'], edit: Insertion, { anchor, indentation, oneLine }: Manner): string {
  const { text } = document
  const spelling = { format, indentation, oneLine, unit: indentationUnitOf(text), lineBreak: lineBreakOf(text) }
  const value = spellValue(edit.value, spelling)
  const isQuoted = anchor !== undefined && text.charAt(anchor.keyRange.start) === '"'
  const key = isQuoted ? spellString(edit.key, format) : spellKey(edit.key, format)
  if (format === 'json') return key + (anchor === undefined ? ': ' : jsonSign(text, anchor)) + value
  if (isPlainObject(edit.value) && writesBlocks(edit.into)) return `${key} ${value}`
  return key + (anchor === undefined ? ' = ' : hclSign(text, edit.into, anchor, key.length)) + value
}

function writesBlocks({ members }: ObjectValue): boolean {
  const objects = members.filter(({ value }) => value.type === 'object')
  return objects.length > 0 && objects.every(({ form }) => form === 'block')
}

function jsonSign(text: string, { keyRange, value }: Member): string {
  const sign = text.slice(keyRange.end, value.range.start)
  return /^ *: *$/.test(sign) ? sign : ': '
}

/** The sign as the neighbour writes it, in its column where the neighbours have aligned theirs. */
function hclSign(text: string, { members }: ObjectValue, anchor: Member, keyLength: number): string {
  const [, gap, after] = /^([ \t]*)=([ \t]*)$/.exec(text.slice(anchor.keyRange.end, anchor.value.range.start)) ?? []
  if (gap === undefined || after === undefined || anchor.form === 'block') return ' = '
  if (gap === '') return `=${after}`
  const column = signColumn(text, anchor)
  const index = members.indexOf(anchor)
  const isAligned =
    gap.length > 1 || [members[index - 1], members[index + 1]].some((one) => one !== undefined && isAlignedTo(text, one, column))
  const blanks = isAligned && column > keyLength ? ' '.repeat(column - keyLength) : ' '
  return `${blanks}=${after === '' ? ' ' : after}`
}

function isAlignedTo(text: string, member: Member, column: number): boolean {
  const gap = skipBlanks(text, member.keyRange.end) - member.keyRange.end
  return gap > 1 && signColumn(text, member) === column
}

function signColumn(text: string, { keyRange }: Member): number {
  return skipBlanks(text, keyRange.end) - keyRange.start
}
