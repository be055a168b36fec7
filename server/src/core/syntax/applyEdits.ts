// Puts edits of text into their text.
import type { TextEdit } from '../edit.ts'

/** A text with edits applied to it; edits must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let at = 0
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(at, range.start) + newText
    at = range.end
  }
  return result + text.slice(at)
}
