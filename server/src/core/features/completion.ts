// What can be typed at a place: the keys that an object does not have yet, and the values and names that a field takes.
import type { Document } from '../document.ts'
import { type Cursor, cursorAt } from '../model/cursor.ts'
import { type Entry, readEntry } from '../model/entry.ts'
import { knownNames } from '../model/knownNames.ts'
import type { Judgement, Scope } from '../model/project.ts'
import type { Range } from '../range.ts'
import { kindNames } from '../schema/index.ts'
import { resourceKeyOf, resourceTypes } from '../schema/resources.ts'
import { isWithin, newestTarget } from '../schema/target.ts'
import type { Field, Type } from '../schema/types.ts'
import { spellString } from '../syntax/spell.ts'
import { spellYamlString } from '../syntax/yamlSpell.ts'

/** One choice. */
export interface Completion {
  readonly label: string
  readonly sort: 'key' | 'value' | 'name'
  readonly detail: string | undefined
  /** Markdown. */
  readonly docs: string | undefined
  /** What it takes the place of. */
  readonly range: Range
  /** With `$1` and `${1|a,b|}` where something is to be filled in, when `isSnippet`. */
  readonly newText: string
  readonly isSnippet: boolean
  /** Required ones come first. */
  readonly isFirst: boolean
}

/** The choices at an offset of a file with entries; empty where nothing fits. */
export function completionsAt(entries: readonly Entry[], scope: Scope, judgement: Judgement, offset: number): readonly Completion[] {
  const entry = entries.find(({ root }) => root.range.start <= offset && offset <= root.range.end) ?? entries.at(-1)
  if (!entry || isInComment(entry, offset)) return []
  const ofKind = kindCompletions(entry, judgement, offset)
  if (ofKind) return ofKind
  const cursor = cursorAt(entry, judgement.target, offset)
  if (!cursor) return []
  return cursor.at === 'key' ? keyCompletions(entry, cursor) : valueCompletions(entry, scope, judgement, cursor)
}

/** The kinds, for a text that is no entry yet because its kind is being typed. */
export function kindsAt(document: Document, offset: number): readonly Completion[] {
  const [root] = document.roots
  if (!root || document.format === 'yaml') return []
  const judgement = { target: newestTarget, edition: 'community', complete: false, reason: '' } as const
  return kindCompletions(readEntry(document, root, judgement), judgement, offset) ?? []
}

function isInComment({ document }: Entry, offset: number): boolean {
  return document.comments.some(({ range }) => range.start < offset && offset <= range.end)
}

/** The kind decides which table holds, so it is asked before there is one. */
function kindCompletions({ document, kindMember, root }: Entry, { target }: Judgement, offset: number): readonly Completion[] | undefined {
  const member = document.format === 'yaml' && root.type === 'object' ? root.members.find(({ key }) => key === 'kind') : kindMember
  if (member?.value.type !== 'string' || offset < member.value.range.start || offset > member.value.range.end) return undefined
  const { range } = member.value
  const names =
    document.format === 'yaml'
      ? resourceTypes.filter((type) => isWithin(target, type)).map(({ name, kind }) => ({ name, docs: kind.docs }))
      : kindNames.filter((kind) => isWithin(target, kind) && kind.writer === undefined).map(({ kind }) => ({ name: kind, docs: undefined }))
  return names.map(({ name, docs }) => plainValue(document.format, { label: name, detail: undefined, docs, range, sort: 'value' }))
}

type Format = Entry['document']['format']

function keyCompletions(entry: Entry, { open, range, hasValue }: Extract<Cursor, { readonly at: 'key' }>): readonly Completion[] {
  const { format } = entry.document
  const isLower = entry.kindMember?.key === 'kind'
  return open.map((field) => {
    const key = keyOf(field, format, isLower)
    const spelt = format === 'json' ? spellString(key, 'json') : key
    return {
      label: key,
      sort: 'key' as const,
      detail: detailOf(field),
      docs: field.docs,
      range,
      newText: hasValue ? spelt : memberSnippet(spelt, field.type, format),
      isSnippet: !hasValue,
      isFirst: field.required === true,
    }
  })
}

/** A file that says `kind` is written in small letters throughout. */
function keyOf(field: Field, format: Format, isLower: boolean): string {
  if (format === 'yaml') return resourceKeyOf(field)
  return isLower ? (field.alias ?? field.name.toLowerCase()) : field.name
}

/** The type, and what matters of the field. */
export function detailOf({ type, required, default: usual }: Field): string {
  const parts = [typeName(type), required ? 'required' : undefined, usual === undefined ? undefined : `default ${usual}`]
  return parts.filter((part) => part !== undefined).join(', ')
}

function typeName(type: Type): string {
  switch (type.is) {
    case 'name':
      return `name of a ${type.of === 'samenessGroup' ? 'sameness group' : type.of}`
    case 'enum':
      return type.values.map(({ value }) => value).join(' | ')
    case 'object':
      return type.object.title
    case 'list':
      return `list of ${typeName(type.of)}`
    case 'map':
      return `map to ${typeName(type.of)}`
    case 'integer':
    case 'float':
      return 'number'
    default:
      return type.is
  }
}

function memberSnippet(key: string, type: Type, format: Format): string {
  const value = valueSnippet(type, format)
  switch (format) {
    case 'yaml':
      return /^\n/.test(value) ? `${key}:${value}` : `${key}: ${value}`
    case 'json':
      return `${key}: ${value}`
    default:
      return `${key} = ${value}`
  }
}

function valueSnippet(type: Type, format: Format): string {
  const isYaml = format === 'yaml'
  switch (type.is) {
    case 'boolean':
      return '${1|true,false|}'
    case 'integer':
    case 'float':
    case 'any':
      return '$1'
    case 'object':
    case 'map':
      return isYaml ? '\n  $0' : '{\n  $0\n}'
    case 'list':
      if (isYaml) return '\n  - $0'
      return type.of.is === 'object' ? '[\n  {\n    $0\n  }\n]' : `[${valueSnippet(type.of, format)}]`
    default:
      return isYaml ? '$1' : '"$1"'
  }
}

function valueCompletions(
  { document }: Entry,
  scope: Scope,
  { target }: Judgement,
  { type, range }: Extract<Cursor, { readonly at: 'value' }>,
): readonly Completion[] {
  const { format } = document
  switch (type.is) {
    case 'enum':
      return type.values
        .filter((value) => isWithin(target, value))
        .map(({ value, docs }) => plainValue(format, { label: value, detail: undefined, docs, range, sort: 'value' }))
    case 'boolean':
      return ['true', 'false'].map((label) => ({ ...bare(label, range), newText: label }))
    case 'name':
      return knownNames(scope, type.of).map(({ name, from }) =>
        plainValue(format, { label: name, detail: from, docs: undefined, range, sort: 'name' }),
      )
    default:
      return []
  }
}

function plainValue(format: Format, choice: Pick<Completion, 'label' | 'detail' | 'docs' | 'range' | 'sort'>): Completion {
  const newText = format === 'yaml' ? spellYamlString(choice.label) : spellString(choice.label, format === 'json' ? 'json' : 'hcl')
  return { ...choice, newText, isSnippet: false, isFirst: false }
}

function bare(label: string, range: Range): Omit<Completion, 'newText'> {
  return { label, sort: 'value', detail: undefined, docs: undefined, range, isSnippet: false, isFirst: false }
}
