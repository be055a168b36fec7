// Puts a new element at the end of a list, in the manner of the elements that are there.
import type { Document } from '../document.ts'
import type { PlainValue, TextEdit } from '../edit.ts'
import type { ListValue } from '../value.ts'
import { beginsLine, commaAfter, indentationAt, indentationUnitOf, lineBreakOf, restOfLine, spansLines } from './layout.ts'
import { type Spelling, spellValue } from './spell.ts'

/** The edits that append an element; none where the last one is a heredoc, after which HCL cannot go on. */
export function insertElement(document: Document, format: Spelling['format'], into: ListValue, value: PlainValue): readonly TextEdit[] {
  const { text } = document
  const last = into.elements.at(-1)
  const spelling = {
    format,
    indentation: indentationAt(text, (last ?? into).range.start),
    unit: indentationUnitOf(text),
    lineBreak: lineBreakOf(text),
  }
  if (last === undefined) return [insertAt(into.range.end - 1, spellValue(value, { ...spelling, oneLine: true }))]
  if (last.type === 'string' && last.heredoc) return []
  const { end } = last.range
  const comma = commaAfter(document, end)
  const rest = restOfLine(document, end)
  if (beginsLine(text, last.range.start) && rest.endsLine) {
    const line = spelling.lineBreak + spelling.indentation + spellValue(value, { ...spelling, oneLine: !spansLines(text, last.range) })
    if (comma !== undefined) return [insertAt(Math.max(rest.end, comma + 1), `${line},`)]
    // One edit where they meet, so that several insertions at one place add up.
    return rest.end === end ? [insertAt(end, `,${line}`)] : [insertAt(end, ','), insertAt(rest.end, line)]
  }
  const element = spellValue(value, { ...spelling, oneLine: !spansLines(text, last.range) })
  return comma === undefined ? [insertAt(end, `, ${element}`)] : [insertAt(comma + 1, ` ${element},`)]
}

function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText }
}
