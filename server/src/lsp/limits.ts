// Up to which size a document has the features that cost much; the status of a larger one says so.
import type { Document } from '../core/document.ts'

/** In UTF-16 code units: about as many kilobytes, times a thousand. */
const largest = 1_000_000

/** Longer ones are converted only when a person asks for it. */
const largestUnasked = 50_000

/** Whether a document is larger than what hints, lenses, colours by meaning and rewrites are made for. */
export function isLarge({ text }: Pick<Document, 'text'>): boolean {
  return text.length > largest
}

/** Whether a rewrite of a document would be felt at a mere move of the cursor. */
export function isLong({ text }: Pick<Document, 'text'>): boolean {
  return text.length > largestUnasked
}

/** What a person is told of a large document. */
export const largeSentence =
  'This file is larger than 1 MB, so it has no hints, lenses, colours by meaning and conversions. Findings, completion, hover, names and formatting work.'
