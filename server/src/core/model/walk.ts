// The one walk over a decoded entry: each value beside its type, outermost first. Rules and features listen to it.
import type { Decoded, DecodedField, DecodedObject } from '../decode/decoded.ts'

export interface Visitor {
  /** An object, and Consul's path to it (`Services[0].Consumers[1]`, empty at the top). */
  object?(object: DecodedObject, path: string): void
  /** A field that is set, with the object that holds it. */
  field?(field: DecodedField, owner: DecodedObject, path: string): void
}

/** Visits everything in and below `root`, in the order of the fields as they were decoded. */
export function walk(root: DecodedObject, visitor: Visitor): void {
  walkObject(root, '', visitor)
}

function walkObject(object: DecodedObject, path: string, visitor: Visitor): void {
  visitor.object?.(object, path)
  for (const field of object.fields.values()) {
    const fieldPath = path === '' ? field.field.name : `${path}.${field.field.name}`
    visitor.field?.(field, object, fieldPath)
    walkValue(field.value, fieldPath, visitor)
  }
}

function walkValue(value: Decoded, path: string, visitor: Visitor): void {
  if (value.type === 'object') walkObject(value, path, visitor)
  if (value.type === 'list')
    value.elements.forEach((element, i) => {
      walkValue(element, `${path}[${i}]`, visitor)
    })
  if (value.type === 'map') for (const [key, entry] of value.entries) walkValue(entry.value, `${path}[${key}]`, visitor)
}
