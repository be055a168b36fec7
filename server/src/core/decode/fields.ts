// Which keys of an object name which field, for one target: Consul's aliases and its matching without regard to case.
import { isWithin, type Target } from '../schema/target.ts'
import type { Field, ObjectType } from '../schema/types.ts'
import { foldCase } from './fold.ts'

export interface FieldIndex {
  /** The fields that the target knows, by their folded name. */
  readonly known: ReadonlyMap<string, Field>
  /** Fields of other targets only, by folded name and alias. */
  readonly elsewhere: ReadonlyMap<string, Field>
  /** Alias (lower case) to folded name. */
  readonly aliases: ReadonlyMap<string, string>
  /** What keys name that came by: most entries use the same few. */
  readonly keys: Map<string, KeyMeaning>
}

/** What a key of an object names. */
export interface KeyMeaning {
  /** The key after Consul has translated aliases. */
  readonly effective: string
  /** Keys of one object that fold alike name one field. */
  readonly folded: string
  /** The field, where the target knows it. */
  readonly field: Field | undefined
}

const mostKeys = 1000

/** What a key names. */
export function meaningOf(key: string, { keys, known, aliases }: FieldIndex): KeyMeaning {
  const before = keys.get(key)
  if (before) return before
  const effective = aliases.get(key.toLowerCase()) ?? key
  const folded = foldCase(effective)
  const meaning = { effective, folded, field: known.get(folded) }
  if (keys.size < mostKeys) keys.set(key, meaning)
  return meaning
}

/** Whose structs decode: those of the command line (`consul config write`), or those of an agent (its own file, its HTTP API). */
export type DecodeForm = 'api' | 'agent'

export interface Reader {
  readonly target: Target
  readonly form?: DecodeForm
}

type Indexes = Map<Target, FieldIndex>
const indexes: Readonly<Record<DecodeForm, WeakMap<ObjectType, Indexes>>> = { api: new WeakMap(), agent: new WeakMap() }

/** The fields of an object type as the target sees them. */
export function fieldIndexOf(object: ObjectType, reader: Reader): FieldIndex {
  const { target, form = 'api' } = reader
  let byTarget = indexes[form].get(object)
  if (!byTarget) {
    byTarget = new Map()
    indexes[form].set(object, byTarget)
  }
  let index = byTarget.get(target)
  if (!index) {
    index = buildIndex(object, target, form)
    byTarget.set(target, index)
  }
  return index
}

function buildIndex(object: ObjectType, target: Target, form: DecodeForm): FieldIndex {
  const known = new Map<string, Field>()
  const elsewhere = new Map<string, Field>()
  const aliases = new Map<string, string>()
  for (const field of object.fields) {
    if (!isWithin(target, field)) continue
    known.set(field.name.toLowerCase(), field)
    if (field.alias !== undefined && (field.aliasOnlyIn ?? form) === form) aliases.set(field.alias, field.name.toLowerCase())
  }
  for (const field of object.fields) {
    if (isWithin(target, field)) continue
    elsewhere.set(field.name.toLowerCase(), field)
    if (field.alias !== undefined && !aliases.has(field.alias)) elsewhere.set(field.alias, field)
  }
  return { known, elsewhere, aliases, keys: new Map() }
}
