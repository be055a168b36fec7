// Spells edits in the syntax of their file, so that comments and layout stay and new text looks like what stands around it.
import type { Document } from '../document.ts'
import type { Edit, PlainValue, TextEdit } from '../edit.ts'
import { plainOf } from '../plain.ts'
import type { Member, ObjectValue, Value } from '../value.ts'
import { writeCommandEdit } from './commands/write.ts'
import { insertComment, replaceComment } from './comments.ts'
import { insertMember } from './insert.ts'
import { insertElements } from './insertElements.ts'
import { indentationAt, indentationUnitOf, isBraced, lineBreakOf, spansLines } from './layout.ts'
import { listAround, placeOfMember, placeOfValue } from './place.ts'
import { removeComment, removeElement, removeMember } from './remove.ts'
import { isPlainObject, type Spelling, spellKey, spellString, spellValue } from './spell.ts'
import { spellBlock } from './yamlSpell.ts'
import { writeYamlEdit } from './yamlWrite.ts'

/** The changes of text that an edit means, none of which overlap. Empty where the syntax cannot say it, such as null in HCL. */
export function writeEdit(document: Document, edit: Edit): readonly TextEdit[] {
  const { format } = document
  if (format === 'yaml') return writeYamlEdit(document, edit)
  if (format !== 'hcl' && format !== 'json') return [...writeCommandEdit(document, edit), ...writeCommentEdit(document, edit)]
  const edits = spellEdit(document, format, edit)
  return format === 'hcl' ? edits.map((one) => keepApart(document.text, one)) : edits
}

function spellEdit(document: Document, format: Spelling['format'], edit: Edit): readonly TextEdit[] {
  switch (edit.type) {
    case 'insertMember':
      return insertMember(document, format, edit)
    case 'replaceValue':
      return replaceValue(document, format, edit.value, edit.by)
    case 'renameMember':
      return renameMember(document, format, edit.member, edit.key)
    case 'removeMember':
      return remove(document, edit.member)
    case 'insertElements':
      return edit.into.type === 'list'
        ? insertElements(document, format, edit.into, edit.values)
        : insertBeside(document, format, edit.into, edit.values)
    case 'removeElement':
      return removeFromList(document, edit.element)
    case 'removeRoot':
      return [{ range: { start: 0, end: document.text.length }, newText: '' }]
    default:
      return format === 'hcl' ? writeCommentEdit(document, edit) : []
  }
}

function writeCommentEdit(document: Document, edit: Edit): readonly TextEdit[] {
  switch (edit.type) {
    case 'removeComment':
      return removeComment(document, edit.comment)
    case 'replaceComment':
      return replaceComment(document, edit.comment, edit.text)
    case 'insertComment':
      return insertComment(document, edit.above, edit.text)
    default:
      return []
  }
}

/** HCL needs no blank between a string and the next key, but it does between two words. */
function keepApart(text: string, { range, newText }: TextEdit): TextEdit {
  const before = newText === '' ? text.charAt(range.start - 1) : newText.charAt(newText.length - 1)
  const isJoined = wordCharacter.test(before) && wordCharacter.test(text.charAt(range.end))
  return isJoined ? { range, newText: `${newText} ` } : { range, newText }
}

const wordCharacter = /[\p{L}\p{Nd}_.-]/u

/** The text of a value for a new file or a new place, over several lines where it holds objects. */
export function writeValue(value: PlainValue, format: Spelling['format'], options: Partial<Omit<Spelling, 'format'>> = {}): string {
  return spellValue(value, { format, indentation: '', unit: '  ', lineBreak: '\n', oneLine: false, ...options })
}

/** The text of a whole file with one entry. */
export function writeEntry(entry: { readonly [key: string]: PlainValue }, format: Spelling['format']): string {
  if (format === 'json') return `${writeValue(entry, format)}\n`
  const members = Object.entries(entry).filter(([, value]) => value !== null)
  return members.map(([key, value]) => `${spellKey(key, format)} = ${writeValue(value, format)}\n`).join('')
}

/** The text of a whole file with one Kubernetes resource. */
export function writeResource(resource: { readonly [key: string]: PlainValue }): string {
  return `${spellBlock(resource, { indentation: '', unit: '  ', lineBreak: '\n', quote: 'as needed' })}\n`
}

function replaceValue(document: Document, format: Spelling['format'], value: Value, by: PlainValue): readonly TextEdit[] {
  const { text } = document
  if (format === 'hcl' && by === null) return []
  const place = placeOfValue(document, value)
  const spelling: Spelling = {
    format,
    indentation: indentationAt(text, place?.member.range.start ?? value.range.start),
    unit: indentationUnitOf(text),
    lineBreak: lineBreakOf(text),
    oneLine: !spansLines(text, value.range),
  }
  const newText = spellValue(by, spelling)
  if (place === undefined) return [{ range: value.range, newText }]
  return replaceMemberValue(document, place.member, newText, isPlainObject(by))
}

function replaceMemberValue({ text, format }: Document, member: Member, newText: string, isObject: boolean): readonly TextEdit[] {
  const { value, keyRange, form } = member
  if (value.type === 'missing')
    return [{ range: value.range, newText: signBefore(text, keyRange.end, value.range.start, format) + newText }]
  // A block becomes a value with a sign, unless it stays a block.
  if (form === 'block' && !isObject) return [{ range: { start: keyRange.end, end: value.range.end }, newText: ` = ${newText}` }]
  return [{ range: value.range, newText }]
}

/** What has to stand between a key and the value that it lacks. */
function signBefore(text: string, keyEnd: number, start: number, format: Document['format']): string {
  const sign = format === 'json' ? ':' : '='
  if (text.slice(keyEnd, start).includes(sign)) return ' '
  return format === 'json' ? ': ' : ' = '
}

function renameMember({ text }: Document, format: Spelling['format'], { keyRange }: Member, key: string): readonly TextEdit[] {
  const isQuoted = text.charAt(keyRange.start) === '"'
  return [{ range: keyRange, newText: isQuoted ? spellString(key, format) : spellKey(key, format) }]
}

/** More objects where one stands for a list: HCL repeats the key, JSON makes it a list. */
function insertBeside(
  document: Document,
  format: Spelling['format'],
  into: ObjectValue,
  values: readonly PlainValue[],
): readonly TextEdit[] {
  const place = placeOfValue(document, into)
  if (place === undefined) return []
  const { object, member } = place
  const present = plainOf(into)
  if (format === 'json') return present === undefined ? [] : replaceValue(document, format, into, [present, ...values])
  return values.flatMap((value) =>
    insertMember(document, format, { type: 'insertMember', into: object, key: member.key, value, after: member }),
  )
}

function removeFromList(document: Document, element: Value): readonly TextEdit[] {
  const list = listAround(document, element)
  // A list of one within a list stands for its element; left empty, it would be no element.
  if (list?.elements.length === 1 && listAround(document, list)) return removeFromList(document, list)
  if (list) return removeElement(document, list, element)
  const place = placeOfValue(document, element)
  return place === undefined ? [] : remove(document, place.member)
}

/** A label is all that its object holds, so it goes together with the member that it belongs to. */
function remove(document: Document, member: Member): readonly TextEdit[] {
  let place = placeOfMember(document, member)
  while (place !== undefined && !document.roots.includes(place.object) && !isBraced(document.text, place.object)) {
    const outer = placeOfValue(document, place.object)
    if (outer === undefined || outer.member.range.end !== place.member.range.end) break
    place = outer
  }
  return place === undefined ? [] : removeMember(document, place)
}
