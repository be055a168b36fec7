// What was made of the objects of a text, for its next reading: while somebody types, nearly all of them stay as they are.
import type { ObjectValue } from '../value.ts'
import type { DecodedObject } from './decoded.ts'
import type { RawMap } from './raw.ts'

/** Of objects in which nothing is wrong, for one target, edition and form: what is wrong is told with its path, which may change. */
export interface KeptObjects {
  readonly raw: WeakMap<ObjectValue, RawMap>
  readonly decoded: WeakMap<RawMap, DecodedObject>
}

/** Nothing is known yet. */
export function createKeptObjects(): KeptObjects {
  return { raw: new WeakMap(), decoded: new WeakMap() }
}
