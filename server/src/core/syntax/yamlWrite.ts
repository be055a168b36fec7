// Spells edits in YAML: in blocks by lines and indentation, between braces and brackets as JSON would.
import type { Document } from '../document.ts'
import type { Edit, PlainValue, TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'
import type { ListValue, Member, ObjectValue, Value } from '../value.ts'
import { insertComment, replaceComment } from './comments.ts'
import { beginsLine, lineBreakOf, lineEndOf, lineStartOf, restOfLine } from './layout.ts'
import { removeComment, removeElement, removeMember } from './remove.ts'
import { isPlainObject } from './spell.ts'
import { spellBlock, spellFlow, spellYamlMember, spellYamlString, type YamlSpelling } from './yamlSpell.ts'

/** The changes of text that an edit means; what stands behind an alias is changed where it is written. */
export function writeYamlEdit(document: Document, edit: Edit): readonly TextEdit[] {
  switch (edit.type) {
    case 'insertMember':
      return insertInto(document, edit.into, edit)
    case 'replaceValue':
      return replaceValue(document, edit.value, edit.by)
    case 'renameMember':
      return [{ range: edit.member.keyRange, newText: spellYamlString(edit.key, quoteAt(document, edit.member.keyRange.start)) }]
    case 'removeMember':
      return remove(document, edit.member)
    case 'insertElements':
      return edit.into.type === 'list' ? append(document, edit.into, edit.values) : []
    case 'removeElement':
      return removeFrom(document, edit.element)
    // Its separators stay: an empty document is passed over.
    case 'removeRoot':
      return [{ range: linesOf(document, edit.root.range), newText: '' }]
    case 'removeComment':
      return removeComment(document, edit.comment)
    case 'replaceComment':
      return replaceComment(document, edit.comment, edit.text)
    case 'insertComment':
      return isJson(document) ? [] : insertComment(document, edit.above, edit.text)
  }
}

/** A document that kubectl reads as JSON has to stay JSON. */
function isJson({ text }: Document): boolean {
  return /^\s*\{/.test(text)
}

/** How a key or text is quoted. */
function quoteAt(document: Document, offset: number): YamlSpelling['quote'] {
  const c = isJson(document) ? '"' : document.text.charAt(offset)
  return c === '"' || c === "'" ? c : 'as needed'
}

function isFlow({ text }: Document, { range }: Value): boolean {
  return /[[{]/.test(text.charAt(range.start))
}

function columnAt(text: string, offset: number): number {
  return offset - lineStartOf(text, offset)
}

function spellingAt(document: Document, column: number, quote: YamlSpelling['quote'] = 'as needed'): YamlSpelling {
  const { text } = document
  const [, unit] = /^( {1,8})[^\s#-]/m.exec(text) ?? []
  return { indentation: ' '.repeat(column), unit: unit ?? '  ', lineBreak: lineBreakOf(text), quote }
}

type Insertion = Edit & { readonly type: 'insertMember' }

function insertInto(document: Document, into: ObjectValue, { key, value, after }: Insertion): readonly TextEdit[] {
  const own = into.members.filter(({ range }) => into.range.start <= range.start && range.end <= into.range.end)
  const anchor = after && own.includes(after) ? after : own.at(-1)
  if (isFlow(document, into)) {
    const quote = quoteAt(document, anchor?.keyRange.start ?? into.range.start)
    const member = `${spellYamlString(key, quote === "'" ? 'as needed' : quote)}: ${spellFlow(value, quote)}`
    if (anchor) return [insertAt(anchor.range.end, `, ${member}`)]
    return [{ range: { start: into.range.start + 1, end: into.range.end - 1 }, newText: ` ${member} ` }]
  }
  if (!anchor) return []
  const spelling = spellingAt(document, columnAt(document.text, anchor.keyRange.start))
  return insertLine(document, anchor.range.end, spelling.indentation + spellYamlMember(key, value, spelling))
}

/** A new line behind the one on which a value ends; a text over several lines ends with its line break. */
function insertLine(document: Document, end: number, line: string): readonly TextEdit[] {
  const { text } = document
  const lineBreak = lineBreakOf(text)
  if (end > 0 && text.charAt(end - 1) === '\n') return [insertAt(end, line + lineBreak)]
  return [insertAt(restOfLine(document, end).end, lineBreak + line)]
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText }
}

function replaceValue(document: Document, value: Value, by: PlainValue): readonly TextEdit[] {
  const { text } = document
  const { range } = value
  const quote = quoteAt(document, range.start)
  const isBlock = (value.type === 'list' || value.type === 'object') && !isFlow(document, value)
  if (isBlock && isLike(value, by)) return [{ range, newText: spellBlock(by, spellingAt(document, columnAt(text, range.start))) }]
  // A list may stand as far left as its key; nothing else may.
  if (isBlock) return [{ range, newText: `  ${spellFlow(by)}` }]
  const isOverLines = text.slice(range.start, range.end).endsWith('\n')
  const before = text.charAt(range.start - 1)
  const isJoined = range.start === range.end && before !== '' && !/\s/.test(before)
  return [{ range, newText: (isJoined ? ' ' : '') + spellFlow(by, quote) + (isOverLines ? lineBreakOf(text) : '') }]
}

function isLike(value: Value, by: PlainValue): boolean {
  if (typeof by !== 'object' || by === null || Object.keys(by).length === 0) return false
  return value.type === (isPlainObject(by) ? 'object' : 'list')
}

function remove(document: Document, member: Member): readonly TextEdit[] {
  const object = document.roots.map((root) => ownerOf(root, member, new Set())).find((owner) => owner !== undefined)
  if (!object) return []
  const own = object.members.filter(({ range }) => object.range.start <= range.start && range.end <= object.range.end)
  const index = own.indexOf(member)
  if (isFlow(document, object)) return removeMember(document, { object: { ...object, members: own }, member, index })
  if (own.length === 1 && !document.roots.includes(object)) return [{ range: trimmed(document.text, member.range), newText: '{}' }]
  if (beginsLine(document.text, member.range.start)) return [{ range: linesOf(document, member.range), newText: '' }]
  // The first key behind a dash: the next one takes its place.
  const next = own[index + 1]
  return next ? [{ range: { start: member.range.start, end: next.range.start }, newText: '' }] : []
}

function ownerOf(value: Value, member: Member, seen: Set<Value>): ObjectValue | undefined {
  if (seen.has(value) || (value.type !== 'object' && value.type !== 'list')) return undefined
  seen.add(value)
  const isOwn = value.type === 'object' && value.members.includes(member) && value.range.start <= member.range.start
  if (value.type === 'object' && isOwn && member.range.end <= value.range.end) return value
  const children = value.type === 'list' ? value.elements : value.members.map((one) => one.value)
  return children.map((child) => ownerOf(child, member, seen)).find((owner) => owner !== undefined)
}

function trimmed(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length }
}

/** The lines of a value with the comment behind it, and the line break before where the file ends. */
function linesOf(document: Document, range: Range): Range {
  const { text } = document
  const start = lineStartOf(text, range.start)
  const end = restOfLine(document, trimmed(text, range).end).end
  const lineFeed = text.indexOf('\n', end)
  if (lineFeed >= 0) return { start, end: lineFeed + 1 }
  return { start: start === 0 ? 0 : lineEndOf(text, lineStartOf(text, start - 1)), end: text.length }
}

function append(document: Document, into: ListValue, values: readonly PlainValue[]): readonly TextEdit[] {
  const { text } = document
  const last = into.elements.at(-1)
  if (isFlow(document, into)) {
    const added = values.map((value) => spellFlow(value, quoteAt(document, last?.range.start ?? into.range.start))).join(', ')
    return [last ? insertAt(last.range.end, `, ${added}`) : insertAt(into.range.start + 1, added)]
  }
  const column = columnAt(text, into.range.start)
  const spelling = spellingAt(document, column + 2)
  const lines = values.map((value) => `${' '.repeat(column)}- ${spellBlock(value, spelling)}`)
  return insertLine(document, into.range.end, lines.join(spelling.lineBreak))
}

function removeFrom(document: Document, element: Value): readonly TextEdit[] {
  const list = document.roots.map((root) => listOf(root, element, new Set())).find((owner) => owner !== undefined)
  if (!list) return []
  if (isFlow(document, list)) return removeElement(document, list, element)
  if (list.elements.length === 1) return [{ range: trimmed(document.text, list.range), newText: '[]' }]
  const index = list.elements.indexOf(element)
  const from = index === 0 ? list.range.start : dashAfter(document, list.elements[index - 1])
  if (beginsLine(document.text, from)) return [{ range: linesOf(document, { start: from, end: element.range.end }), newText: '' }]
  const next = list.elements[index + 1]
  return next ? [{ range: { start: from, end: dashAfter(document, element) }, newText: '' }] : []
}

function listOf(value: Value, element: Value, seen: Set<Value>): ListValue | undefined {
  if (seen.has(value) || (value.type !== 'object' && value.type !== 'list')) return undefined
  seen.add(value)
  if (value.type === 'list' && value.elements.includes(element)) return value
  const children = value.type === 'list' ? value.elements : value.members.map((one) => one.value)
  return children.map((child) => listOf(child, element, seen)).find((owner) => owner !== undefined)
}

/** The dash of the element that follows one, over line breaks and comments. */
function dashAfter({ text, comments }: Document, element: Value | undefined): number {
  let i = element?.range.end ?? 0
  for (;;) {
    while (i < text.length && /\s/.test(text.charAt(i))) i++
    const comment = comments.find(({ range }) => range.start === i)
    if (comment === undefined) return i
    i = comment.range.end
  }
}
