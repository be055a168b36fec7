// The one walk over a decoded entry: each value beside its type, outermost first. Rules and features listen to it.
import type { Decoded, DecodedField, DecodedObject } from '../decode/decoded.ts'
import type { Entry } from './entry.ts'

export interface Visitor {
  object?(object: DecodedObject): void
  /** A field that is set, with the object that holds it. */
  field?(field: DecodedField, owner: DecodedObject): void
}

/** Visits everything in and below `root`, in the order of the fields as they were decoded. */
export function walk(root: DecodedObject, visitor: Visitor): void {
  walkObject(root, visitor)
}

function walkObject(object: DecodedObject, visitor: Visitor): void {
  visitor.object?.(object)
  for (const field of object.fields.values()) {
    visitor.field?.(field, object)
    walkValue(field.value, visitor)
  }
}

function walkValue(value: Decoded, visitor: Visitor): void {
  if (value.type === 'object') walkObject(value, visitor)
  if (value.type === 'list') for (const element of value.elements) walkValue(element, visitor)
  if (value.type === 'map') for (const entry of value.entries.values()) walkValue(entry.value, visitor)
}

/** All rules look at one entry before the next one comes, so the last walk is kept. */
let last: { readonly root: DecodedObject; readonly fields: readonly DecodedField[] } | undefined

/** All fields that are set in an entry, in the order of the walk. */
export function fieldsIn({ decoded }: Pick<Entry, 'decoded'>): readonly DecodedField[] {
  if (!decoded) return []
  if (last?.root === decoded.root) return last.fields
  const fields: DecodedField[] = []
  walk(decoded.root, { field: (field) => fields.push(field) })
  last = { root: decoded.root, fields }
  return fields
}
