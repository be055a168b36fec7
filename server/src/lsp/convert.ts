// The border between our findings and the types of LSP: the only file that knows both.
import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import type { TextEdit } from '../core/edit.ts'
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts'
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
    const starts = lineStarts(document.text, hidesMark(document.uri) ? 1 : 0)
    lines.set(document, starts)
    return starts
  }
  const rangeOf = (document: Document, { start, end }: Range): LspRange => {
    const starts = linesOf(document)
    return { start: placeAt(document.text, starts, start), end: placeAt(document.text, starts, end) }
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
        message: constraint === undefined ? message : `${constraint}: ${message}`,
        ...(places ? { relatedInformation: places } : {}),
        data: { category, ...(constraint === undefined ? {} : { constraint }) },
      }
    },
  }
}
