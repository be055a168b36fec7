// What was made of an entry before its text changed: while somebody types, nearly all of it stays as it is and is taken over.
import type { DecodedObject } from './decoded.ts'
import type { RawMap } from './raw.ts'

/**
 * One reading of an entry in which nothing was wrong: what is wrong is told with its path, which may change. Of what is read
 * again, everything that comes from the same objects of the text is the same object as here.
 */
export interface Earlier {
  readonly raw: RawMap
  readonly decoded: DecodedObject
}
