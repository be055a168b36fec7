// Writes comments and changes them, with the signs of HCL and YAML.
import type { Comment, Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'
import { indentationAt, lineBreakOf, lineStartOf } from './layout.ts'

/** A comment line above the line on which a range begins, indented like it. */
export function insertComment({ text }: Document, above: Range, comment: string): readonly TextEdit[] {
  const start = lineStartOf(text, above.start)
  return [{ range: { start, end: start }, newText: `${indentationAt(text, start)}# ${comment}${lineBreakOf(text)}` }]
}

/** Other words for a comment. */
export function replaceComment({ text }: Document, { range, text: words }: Comment, by: string): readonly TextEdit[] {
  const start = text.indexOf(words, range.start)
  return [{ range: { start, end: start + words.length }, newText: by }]
}
