// Lays a text out in the way of its syntax, without a change to what it says.
import type { Document, Format } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'
import { formatHcl } from '../syntax/hcl/format.ts'
import { formatJson } from '../syntax/jsonFormat.ts'
import type { Value } from '../value.ts'

/** The edits that lay out a text; `undefined` for a text that is not well formed. YAML and commands are left as they are. */
export function formatEdits({ text, format }: Pick<Document, 'text' | 'format'>): readonly TextEdit[] | undefined {
  return isFormatted(format) ? (format === 'hcl' ? formatHcl(text) : formatJson(text)) : []
}

/** Says whether texts of a format are laid out at all. */
export function isFormatted(format: Format): format is 'hcl' | 'json' {
  return format === 'hcl' || format === 'json'
}

/** Those of the edits that touch the lines of a range. */
export function editsInLines(edits: readonly TextEdit[], text: string, { start, end }: Range): readonly TextEdit[] {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const until = lineEnd < 0 ? text.length : lineEnd
  return edits.filter(({ range }) => range.start >= from && range.end <= until)
}

/** The object that ends right before an offset, where its closing brace was just typed. */
export function objectEndingAt(roots: readonly Value[], offset: number): Range | undefined {
  for (const value of roots) {
    if (value.range.end < offset || value.range.start >= offset) continue
    const inner = objectEndingAt(value.type === 'object' ? value.members.map((member) => member.value) : childrenOf(value), offset)
    if (inner) return inner
    if (value.type === 'object' && value.range.end === offset) return value.range
  }
  return undefined
}

function childrenOf(value: Value): readonly Value[] {
  return value.type === 'list' ? value.elements : []
}
