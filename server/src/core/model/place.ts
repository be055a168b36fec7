// Where a finding about something absent stands: on the nearest thing that is there.
import type { DecodedObject } from '../decode/decoded.ts'
import type { Range } from '../range.ts'

/** The first key of an object, else all of it. */
export function placeOf(object: DecodedObject): Range {
  const first = object.source.type === 'object' ? object.source.members[0] : undefined
  return first?.keyRange ?? object.source.range
}
