// Spells keys as Kubernetes resources have them, in sentences and in edits: rules know only the names of Consul's fields.
import type { Edit, PlainValue } from '../edit.ts'
import { resourceKeyOf, resourceTypes, specOf } from '../schema/resources.ts'
import type { ObjectType, Type } from '../schema/types.ts'

/** By the name of a field, and by its alias: the key in resources. A name is spelt the same in all of them. */
const keys = new Map([
  ['Kind', 'kind'],
  ['Name', 'name'],
])
for (const type of resourceTypes) collect(specOf(type))

function collect({ fields }: ObjectType): void {
  for (const field of fields) {
    const key = resourceKeyOf(field)
    keys.set(field.name, key)
    if (field.alias !== undefined) keys.set(field.alias, key)
    const inner = objectIn(field.type)
    if (inner) collect(inner)
  }
}

function objectIn(type: Type): ObjectType | undefined {
  if (type.is === 'object') return type.object
  return type.is === 'list' || type.is === 'map' ? objectIn(type.of) : undefined
}

/** Rewrites what stands between backquotes; what is cited from the file at its beginning stays as `written`. */
export function spellForResource(text: string, written: string): string {
  let isFirst = true
  return text.replaceAll(/`([^`]+)`/g, (quoted, code: string) => {
    const isCited = isFirst && code === written
    isFirst = false
    return isCited ? quoted : `\`${spellCode(code)}\``
  })
}

function spellCode(code: string): string {
  const [, name, value] = /^(\w+) = ("?[^"]*"?)$/.exec(code) ?? []
  if (name !== undefined && value !== undefined) return `${keys.get(name) ?? name}: ${value.replaceAll(/^"([\w-]+)"$/g, '$1')}`
  return /^[\w.[\]]+$/.test(code) ? code.replaceAll(/\w+/g, (word) => keys.get(word) ?? word) : code
}

/** An edit with the keys that a resource takes. */
export function spellEditForResource(edit: Edit): Edit {
  switch (edit.type) {
    case 'renameMember':
      return { ...edit, key: keys.get(edit.key) ?? edit.key }
    case 'insertMember':
      return { ...edit, key: keys.get(edit.key) ?? edit.key, value: spellValue(edit.value) }
    case 'replaceValue':
      return { ...edit, by: spellValue(edit.by) }
    case 'insertElements':
      return { ...edit, values: edit.values.map(spellValue) }
    default:
      return edit
  }
}

function spellValue(value: PlainValue): PlainValue {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(spellValue)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [keys.get(key) ?? key, spellValue(inner)]))
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}
