// Puts new elements at the end of a list, in the manner of the elements that are there.
import type { Document } from '../document.ts'
import type { PlainValue, TextEdit } from '../edit.ts'
import type { ListValue } from '../value.ts'
import { beginsLine, commaAfter, indentationAt, indentationUnitOf, lineBreakOf, restOfLine, spansLines } from './layout.ts'
import { type Spelling, spellValue } from './spell.ts'

/** The edits that append elements; none where the last one is a heredoc, after which HCL cannot go on. */
export function insertElements(
  document: Document,
  format: Spelling['format'],
  into: ListValue,
  values: readonly PlainValue[],
): readonly TextEdit[] {
  const { text } = document
  const last = into.elements.at(-1)
  const indentation = indentationAt(text, (last ?? into).range.start)
  const spelling = { format, indentation, unit: indentationUnitOf(text), lineBreak: lineBreakOf(text) }
  const oneLine = last === undefined || !spansLines(text, last.range)
  const added = values.map((value) => spellValue(value, { ...spelling, oneLine }))
  if (last === undefined) return [insertAt(into.range.end - 1, added.join(', '))]
  if (last.type === 'string' && last.heredoc) return []
  const { end } = last.range
  const comma = commaAfter(document, end)
  const rest = restOfLine(document, end)
  if (beginsLine(text, last.range.start) && rest.endsLine) {
    const lines = added.map((element) => spelling.lineBreak + indentation + element).join(',')
    if (comma !== undefined) return [insertAt(Math.max(rest.end, comma + 1), `${lines},`)]
    // One edit where they meet, so that several insertions at one place add up.
    return rest.end === end ? [insertAt(end, `,${lines}`)] : [insertAt(end, ','), insertAt(rest.end, lines)]
  }
  return comma === undefined ? [insertAt(end, `, ${added.join(', ')}`)] : [insertAt(comma + 1, ` ${added.join(', ')},`)]
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText }
}
