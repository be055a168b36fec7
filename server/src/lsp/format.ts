// Formatting: of a document, of some of its lines, and of an object whose brace was just typed.
import {
  BulkRegistration,
  type BulkUnregistration,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextDocumentIdentifier,
  type TextEdit,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import { editsInLines, formatEdits, objectEndingAt } from '../core/features/format.ts'
import type { Range } from '../core/range.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled, detach } from './guard.ts'
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

/** Offers formatting, or takes the offer back: a person who has switched it off is not asked to choose between two formatters. */
export function createFormatOffer({ connection, features }: Session): (isOffered: boolean) => void {
  let offered: Promise<BulkUnregistration> | undefined
  return (isOffered) => {
    if (!features.registersFormatting || isOffered === (offered !== undefined)) return
    if (!isOffered) {
      const former = offered
      offered = undefined
      if (former)
        detach(
          connection.console,
          'client/unregisterCapability',
          former.then((bulk) => bulk.dispose()),
        )
      return
    }
    const bulk = BulkRegistration.create()
    bulk.add(DocumentFormattingRequest.type, { documentSelector: null })
    bulk.add(DocumentRangeFormattingRequest.type, { documentSelector: null })
    bulk.add(DocumentOnTypeFormattingRequest.type, { documentSelector: null, firstTriggerCharacter: '}' })
    offered = connection.client.register(bulk)
    detach(connection.console, 'client/registerCapability', offered)
  }
}
