// What Consul would hold after decoding an entry: each value beside its type, and each with its place in the text.
import type { Field, ObjectType, Type } from '../schema/types.ts'
import type { Member, Value } from '../value.ts'

export interface DecodedEntry {
  readonly root: DecodedObject
  /** Why Consul refuses to decode the entry, in the order of the text; empty when it takes it. */
  readonly problems: readonly DecodeProblem[]
}

export type Decoded =
  | DecodedObject
  | DecodedList
  | DecodedMap
  | { readonly type: 'string'; readonly value: string; readonly source: Value }
  /** Booleans, numbers, durations (nanoseconds) and times (milliseconds since 1970). */
  | { readonly type: 'boolean'; readonly value: boolean; readonly source: Value }
  | { readonly type: 'number'; readonly value: number; readonly source: Value }
  /** A value that Consul passes on unread. */
  | { readonly type: 'any'; readonly value: PlainDecoded; readonly source: Value }
  /** A `null` in a list, of which Consul keeps an empty element, or an empty object in the place of a time. */
  | { readonly type: 'nothing'; readonly source: Value }
  /** A value of a wrong type; a problem tells of it. */
  | { readonly type: 'unreadable'; readonly source: Value }

/** A value without its place, as JSON would hold it. */
export type PlainDecoded = string | number | boolean | null | readonly PlainDecoded[] | { readonly [key: string]: PlainDecoded }

export interface DecodedObject {
  readonly type: 'object'
  readonly object: ObjectType
  readonly source: Value
  /** By the name of the field; a field that the target does not know is here too, so that one fault is told once. */
  readonly fields: ReadonlyMap<string, DecodedField>
}

export interface DecodedField {
  readonly field: Field
  /** The member that decided the value; the first one of lists and blocks that were put together. */
  readonly member: Member
  readonly value: Decoded
}

export interface DecodedList {
  readonly type: 'list'
  readonly of: Type
  readonly source: Value
  readonly elements: readonly Decoded[]
}

export interface DecodedMap {
  readonly type: 'map'
  readonly of: Type
  readonly source: Value
  readonly entries: ReadonlyMap<string, DecodedMapEntry>
}

export interface DecodedMapEntry {
  readonly member: Member
  readonly value: Decoded
}

/**
 * Why Consul refuses to decode an entry. `path` is Consul's own: `Services[0].Consumers[0].PeerName`; `holder` is the object
 * of the text that the member stands in.
 */
export type DecodeProblem =
  | { readonly type: 'unknown-key'; readonly path: string; readonly member: Member; readonly owner: ObjectType; readonly holder: Value }
  /** The field is set by another key already, and both spellings count. */
  | { readonly type: 'repeated-key'; readonly path: string; readonly member: Member; readonly owner: ObjectType; readonly field: Field }
  /** Another release knows the key; this target does not. */
  | {
      readonly type: 'other-version'
      readonly path: string
      readonly member: Member
      readonly owner: ObjectType
      readonly field: Field
      readonly holder: Value
    }
  | {
      readonly type: 'enterprise-key'
      readonly path: string
      readonly member: Member
      readonly owner: ObjectType
      readonly field: Field
      /** The key stands more than once in its object. */
      readonly isRepeated: boolean
    }
  | { readonly type: 'wrong-type'; readonly path: string; readonly source: Value; readonly expected: Type; readonly found: string }
  /** The schema of a Kubernetes resource does not know the key: kubectl refuses it, other clients drop it in silence. */
  | {
      readonly type: 'pruned-key'
      readonly path: string
      readonly member: Member
      readonly owner: ObjectType
      /** Where another release knows the key. */
      readonly field: Field | undefined
      /** All keys of the object. */
      readonly beside: readonly string[]
    }
  /** A `null` at a place where Consul's own tool or handler crashes. */
  | { readonly type: 'null-crash'; readonly path: string; readonly source: Value }

/** The field of that name, where it is set. */
export function fieldOf(object: DecodedObject, name: string): DecodedField | undefined {
  return object.fields.get(name)
}

/** Says whether the key of a member stands again in its object: then it is still there when one of them is gone. */
export function isRepeated(member: Member, { source }: DecodedObject): boolean {
  return source.type === 'object' && source.members.some((other) => other !== member && other.key === member.key)
}

/** The text of a field; empty when it is absent or no text, as Consul holds it. */
export function textOf(object: DecodedObject, name: string): string {
  const value = object.fields.get(name)?.value
  return value?.type === 'string' ? value.value : ''
}

/** The objects in a list field; an empty list when it is absent. */
export function objectsOf(object: DecodedObject, name: string): readonly DecodedObject[] {
  const value = object.fields.get(name)?.value
  if (value?.type !== 'list') return []
  return value.elements.filter((element) => element.type === 'object')
}

/** The object in a field, where there is one. */
export function objectOf(object: DecodedObject, name: string): DecodedObject | undefined {
  const value = object.fields.get(name)?.value
  return value?.type === 'object' ? value : undefined
}

/** Says whether a value is set as Consul sees it: an empty text, list or map, `false` and 0 are not. */
export function isSet(value: Decoded | undefined): boolean {
  switch (value?.type) {
    case undefined:
    case 'nothing':
      return false
    case 'string':
      return value.value !== ''
    case 'number':
      return value.value !== 0
    case 'boolean':
      return value.value
    case 'list':
      return value.elements.length > 0
    case 'map':
      return value.entries.size > 0
    case 'object':
    case 'any':
    case 'unreadable':
      return true
  }
}
