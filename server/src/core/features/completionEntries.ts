// Whole entries for a text, or a document of it, that says nothing yet.
import type { Document } from '../document.ts'
import type { Judgement } from '../model/project.ts'
import type { Range } from '../range.ts'
import { kinds } from '../schema/index.ts'
import { type ResourceType, resourceTypes, resourceVersion, specOf } from '../schema/resources.ts'
import { isOfEdition, isWithin } from '../schema/target.ts'
import type { Kind } from '../schema/types.ts'
import type { Completion } from './completion.ts'
import { type Draft, type DraftMember, type DraftOptions, fixed, membersOf } from './draft.ts'
import { usualStyle } from './keyStyle.ts'
import { type EntryFormat, membersSnippet, valueSnippet } from './snippet.ts'

/** Where the word that is typed stands, in a text (of YAML: in a document) with nothing else but comments; else `undefined`. */
export function blankAt(document: Document, offset: number): Range | undefined {
  const { start, end } = stretchAt(document, offset)
  const comments = document.comments.filter(({ range }) => range.start >= start && range.end <= end)
  let rest = document.text.slice(start, end)
  for (const { range } of comments) rest = blanked(rest, range.start - start, range.end - start)
  const word = /^\s*([\w-]*)\s*$/.exec(rest)?.[1]
  if (word === undefined) return undefined
  if (word === '') return { start: offset, end: offset }
  const from = start + rest.indexOf(word)
  return from <= offset && offset <= from + word.length ? { start: from, end: from + word.length } : undefined
}

function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

/** The document of YAML that an offset lies in; of other texts, all. */
function stretchAt({ format, text }: Document, offset: number): Range {
  if (format !== 'yaml') return { start: 0, end: text.length }
  const marks = [...text.matchAll(/^---.*$/gm)]
  const before = marks.findLast(({ index }) => index < offset)
  const after = marks.find(({ index }) => index >= offset)
  return { start: before ? before.index + before[0].length : 0, end: after?.index ?? text.length }
}

/** An entry of each kind, in place of what is typed. */
export function entryCompletions(format: Document['format'], judgement: Judgement, range: Range): readonly Completion[] {
  const { target, edition } = judgement
  const options: DraftOptions = { style: usualStyle(format), target, edition, namesOf: () => [] }
  if (format === 'yaml') {
    return resourceTypes
      .filter((type) => isWithin(target, type) && isWithin(target, type.kind) && isOfEdition(edition, type.kind))
      .map((type) => toCompletion(type.name, type.kind, membersSnippet(resourceDraft(type, options), 'yaml'), range))
  }
  const syntax: EntryFormat = format === 'json' ? 'json' : 'hcl'
  return kinds
    .filter((kind) => kind.writer === undefined && isWithin(target, kind) && isOfEdition(edition, kind))
    .map((kind) => toCompletion(kind.kind, kind, entryText(entryDraft(kind, options), syntax), range))
}

function entryText(members: readonly DraftMember[], format: EntryFormat): string {
  return format === 'json' ? valueSnippet({ is: 'object', members }, format) : membersSnippet(members, format)
}

function toCompletion(label: string, { docs }: Kind, newText: string, range: Range): Completion {
  return { label, sort: 'snippet', detail: 'Consul config entry', docs, range, newText, isSnippet: true, also: [] }
}

function entryDraft(kind: Kind, options: DraftOptions): readonly DraftMember[] {
  return membersOf(kind.object, options).map((member) => ({ ...member, value: knownValue(member, kind) ?? member.value }))
}

function knownValue({ key }: DraftMember, { kind, onlyName }: Kind): Draft | undefined {
  if (key === 'Kind') return fixed(kind)
  return key === 'Name' && onlyName !== undefined ? fixed(onlyName) : undefined
}

function resourceDraft(type: ResourceType, options: DraftOptions): readonly DraftMember[] {
  const { kind, name, ownFields = [] } = type
  const spec = specOf(type)
  const typical = [...(spec.typical ?? []), ...ownFields.map((field) => field.name)]
  const nameDraft: Draft =
    kind.onlyName === undefined
      ? { is: 'place', place: { isText: true, choices: [], usual: undefined, isFixed: false } }
      : fixed(kind.onlyName)
  return [
    { key: 'apiVersion', value: fixed(resourceVersion) },
    { key: 'kind', value: fixed(name) },
    { key: 'metadata', value: { is: 'object', members: [{ key: 'name', value: nameDraft }] } },
    { key: 'spec', value: { is: 'object', members: membersOf({ ...spec, typical }, options) } },
  ]
}
