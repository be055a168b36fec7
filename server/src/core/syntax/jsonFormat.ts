// Lays JSON out: one member or element a line, indented as the file is already, else by two spaces.
import { format } from 'jsonc-parser'
import type { TextEdit } from '../edit.ts'
import { parseJson } from './json.ts'

/** The edits that lay out a text; `undefined` for one that is not well formed. A byte order mark and the last line break, or its absence, stay. */
export function formatJson(text: string): readonly TextEdit[] | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const body = text.slice(start)
  if (parseJson(body).problems.length > 0) return undefined
  const unit = unitOf(body)
  const options = {
    tabSize: unit === '\t' ? 1 : unit.length,
    insertSpaces: unit !== '\t',
    eol: body.includes('\r\n') ? '\r\n' : '\n',
    insertFinalNewline: false,
  }
  const edits = format(body, undefined, options).map(({ offset, length, content }) => ({
    range: { start: start + offset, end: start + offset + length },
    newText: content,
  }))
  return edits.filter(({ range }) => !isAtEnd(text, range.end))
}

/** Blanks behind the value are nobody's business. */
function isAtEnd(text: string, end: number): boolean {
  return end === text.length && /\s$/.test(text)
}

/** What the first indented line begins with. */
function unitOf(text: string): string {
  const blanks = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  return blanks.startsWith('\t') ? '\t' : blanks
}
