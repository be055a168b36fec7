// The border between our offsets and the positions of LSP: the only file that knows both.
import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
  type Position,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import type { TextEdit } from '../core/edit.ts'
import type { Severity } from '../core/model/project.ts'
import type { Range } from '../core/range.ts'
import type { Finding } from '../core/rules/rule.ts'

export interface Converter {
  range(document: Document, range: Range): LspRange
  offsets(document: Document, range: LspRange): Range
  textEdit(document: Document, edit: TextEdit): LspTextEdit
  diagnostic(finding: Finding): Diagnostic
}

export interface ConverterOptions {
  /** Whether a text begins with a byte order mark that the client does not count. */
  readonly hidesMark: (uri: string) => boolean
  /** The client's own spelling of a URI. */
  readonly clientUri: (uri: string) => string
  /** The address of a rule's page; `undefined` for a code without one. */
  readonly pageOf: (code: string) => string | undefined
}

/** The section of the editor that a diagnostic comes from. */
export const diagnosticSource = 'consul-peering'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

/** Makes a converter, which keeps the line starts of each document as long as the document lives. */
export function createConverter({ hidesMark, clientUri, pageOf }: ConverterOptions): Converter {
  const lines = new WeakMap<Document, readonly number[]>()
  const linesOf = (document: Document): readonly number[] => {
    const known = lines.get(document)
    if (known) return known
    const starts = lineStarts(document.text)
    if (hidesMark(document.uri)) starts[0] = 1
    lines.set(document, starts)
    return starts
  }
  const rangeOf = (document: Document, { start, end }: Range): LspRange => {
    const starts = linesOf(document)
    return { start: positionAt(document.text, starts, start), end: positionAt(document.text, starts, end) }
  }
  return {
    range: rangeOf,
    offsets(document, { start, end }) {
      const starts = linesOf(document)
      return { start: offsetAt(document.text, starts, start), end: offsetAt(document.text, starts, end) }
    },
    textEdit: (document, { range, newText }) => ({ range: rangeOf(document, range), newText }),
    diagnostic(finding) {
      const { document, range, severity, code, category, constraint, message, related } = finding
      const href = pageOf(code)
      const description: { codeDescription?: CodeDescription } = href === undefined ? {} : { codeDescription: { href } }
      const places = related?.map((place) => ({
        location: { uri: clientUri(place.document.uri), range: rangeOf(place.document, place.range) },
        message: place.message,
      }))
      return {
        range: rangeOf(document, range),
        severity: severities[severity],
        code,
        ...description,
        source: diagnosticSource,
        message: constraint === undefined ? message : `${message} (${constraint})`,
        ...(places ? { relatedInformation: places } : {}),
        data: { category, ...(constraint === undefined ? {} : { constraint }) },
      }
    },
  }
}

/** Where each line begins; `\n`, `\r\n` and a lone `\r` end one. */
function lineStarts(text: string): number[] {
  const starts = [0]
  // Most texts hold no carriage return, and the search for one character is many times faster than a loop.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}

function positionAt(text: string, starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const start = starts[low] ?? 0
  // Between `\r` and `\n` there is no position.
  const inLine = offset > start && text.charCodeAt(offset - 1) === 13 && text.charCodeAt(offset) === 10 ? offset - 1 : offset
  return { line: low, character: Math.max(0, inLine - start) }
}

function offsetAt(text: string, starts: readonly number[], { line, character }: Position): number {
  const start = starts[line]
  if (start === undefined) return text.length
  let end = starts[line + 1] ?? text.length
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--
  return Math.min(start + character, end)
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}
