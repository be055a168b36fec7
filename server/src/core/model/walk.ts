// The one walk over a decoded entry: each value beside its type, outermost first. Rules and features listen to it.
import type { Decoded, DecodedField, DecodedObject } from '../decode/decoded.ts'
import type { Entry } from './entry.ts'

export interface Visitor {
  object?(object: DecodedObject): void
  /** A field that is set, with the object that holds it. */
  field?(field: DecodedField, owner: DecodedObject): void
}

/** Visits everything in and below `root`: all objects, then all fields, each in the order in which they were decoded. */
export function walk(root: DecodedObject, { object, field }: Visitor): void {
  const { objects, fields, owners } = walked(root)
  if (object) for (const each of objects) object(each)
  if (!field) return
  for (let i = 0; i < fields.length; i++) {
    const [each, owner] = [fields[i], owners[i]]
    if (each && owner) field(each, owner)
  }
}

/** All fields that are set in an entry, in the order of the walk. */
export function fieldsIn({ decoded }: Pick<Entry, 'decoded'>): readonly DecodedField[] {
  return decoded ? walked(decoded.root).fields : []
}

interface Walked {
  readonly root: DecodedObject
  readonly objects: DecodedObject[]
  readonly fields: DecodedField[]
  /** Of each field, the object that holds it. */
  readonly owners: DecodedObject[]
}

/** All rules look at one entry before the next one comes, so the last walk is kept. */
let last: Walked | undefined

function walked(root: DecodedObject): Walked {
  if (last?.root === root) return last
  last = { root, objects: [], fields: [], owners: [] }
  walkObject(root, last)
  return last
}

function walkObject(object: DecodedObject, found: Walked): void {
  found.objects.push(object)
  for (const field of object.fields.values()) {
    found.fields.push(field)
    found.owners.push(object)
    walkValue(field.value, found)
  }
}

function walkValue(value: Decoded, found: Walked): void {
  if (value.type === 'object') walkObject(value, found)
  if (value.type === 'list') for (const element of value.elements) walkValue(element, found)
  if (value.type === 'map') for (const entry of value.entries.values()) walkValue(entry.value, found)
}
