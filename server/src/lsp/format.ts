// Formatting: of a document, of some of its lines, and of an object whose brace was just typed.
import type { TextDocumentIdentifier, TextEdit } from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import { editsInLines, formatEdits, objectEndingAt } from '../core/features/format.ts'
import type { Range } from '../core/range.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled } from './guard.ts'
import { isOn, type Session } from './session.ts'

/** Answers how a document is laid out. Files without an entry, and those that are not well formed, are left alone. */
export function answerFormat(session: Session): void {
  const { connection, guard, converter } = session
  connection.onDocumentFormatting(
    ({ textDocument }, token) =>
      cancelled(token) ??
      guard('textDocument/formatting', null, () => edits(textDocument, session, ({ text }) => ({ start: 0, end: text.length }))),
  )
  connection.onDocumentRangeFormatting(
    ({ textDocument, range }, token) =>
      cancelled(token) ??
      guard('textDocument/rangeFormatting', null, () => edits(textDocument, session, (document) => converter.offsets(document, range))),
  )
  connection.onDocumentOnTypeFormatting(
    ({ textDocument, position }, token) =>
      cancelled(token) ??
      guard('textDocument/onTypeFormatting', null, () =>
        edits(textDocument, session, (document) =>
          objectEndingAt(document.roots, converter.offsets(document, { start: position, end: position }).start),
        ),
      ),
  )
}

function edits({ uri }: TextDocumentIdentifier, session: Session, rangeIn: (document: Document) => Range | undefined): TextEdit[] | null {
  const { workspace, converter } = session
  if (!isOn(session, 'format.enabled')) return null
  const file = workspace.project.file(normalizeUri(uri))
  if (!file || file.entries.length === 0) return null
  const { document } = file
  const range = rangeIn(document)
  const all = range && formatEdits(document)
  return all ? editsInLines(all, document.text, range).map((edit) => converter.textEdit(document, edit)) : null
}
