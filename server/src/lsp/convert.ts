// The border between our findings and the types of LSP: the only file that knows both.
import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
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
  /** What the client holds open under a URI. */
  readonly openDocument: (uri: string) => TextDocument | undefined
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

/** Makes a converter, which keeps the line starts of each closed document as long as the document lives. */
export function createConverter({ hidesMark, clientUri, openDocument, pageOf }: ConverterOptions): Converter {
  const lines = new WeakMap<Document, Lines>()
  const linesOf = (document: Document): Lines => {
    // An open text keeps its line starts up to date with each key press; to search a large one anew takes longer
    // than most answers do. The document of an older reading still has its own.
    const open = openDocument(document.uri)
    if (open?.getText() === document.text) return open
    const known = lines.get(document)
    if (known) return known
    const own = linesOfText(document.text, hidesMark(document.uri) ? 1 : 0)
    lines.set(document, own)
    return own
  }
  const rangeOf = (document: Document, { start, end }: Range): LspRange => {
    const places = linesOf(document)
    return { start: places.positionAt(start), end: places.positionAt(end) }
  }
  return {
    range: rangeOf,
    offsets(document, { start, end }) {
      const places = linesOf(document)
      return { start: places.offsetAt(start), end: places.offsetAt(end) }
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

type Lines = Pick<TextDocument, 'positionAt' | 'offsetAt'>

function linesOfText(text: string, first: 0 | 1): Lines {
  const starts = lineStarts(text, first)
  return {
    positionAt: (offset) => placeAt(text, starts, offset),
    offsetAt: (position) => offsetAt(text, starts, position),
  }
}
