// Where findings stand, as lines and characters.
import type { Document } from '../core/document.ts'
import { lineStarts, type Place, placeAt } from '../core/lines.ts'
import type { Range } from '../core/range.ts'
import { byteOrderMark } from '../workspace/readText.ts'

export interface PlaceRange {
  readonly start: Place
  readonly end: Place
}

export interface Places {
  /** Where each line of a document begins. */
  starts(document: Document): readonly number[]
  /** Zero-based, in UTF-16 code units, the end exclusive. */
  of(document: Document, range: Range): PlaceRange
}

/** Keeps the lines of documents. `marks`: whether a byte order mark is a character, as it is not for editors. */
export function createPlaces(marks: 'counted' | 'hidden'): Places {
  const known = new WeakMap<Document, readonly number[]>()
  const starts = (document: Document): readonly number[] => {
    const before = known.get(document)
    if (before) return before
    const found = lineStarts(document.text, marks === 'hidden' && document.text.startsWith(byteOrderMark) ? 1 : 0)
    known.set(document, found)
    return found
  }
  return {
    starts,
    of(document, { start, end }) {
      const lines = starts(document)
      return { start: placeAt(document.text, lines, start), end: placeAt(document.text, lines, end) }
    },
  }
}
