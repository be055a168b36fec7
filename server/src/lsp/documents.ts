// Follows the documents that the client holds open.
import { TextDocuments } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { formatOfDocument } from '../workspace/formats.ts'
import { normalizeUri } from '../workspace/uri.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Guard } from './guard.ts'
import type { DiagnosticSink, OpenDocuments } from './session.ts'

/** Makes an empty set of open documents. */
export function createDocuments(): OpenDocuments & { readonly byUri: Map<string, TextDocument> } {
  const byUri = new Map<string, TextDocument>()
  return {
    byUri,
    synchronised: new TextDocuments(TextDocument),
    get: (uri) => byUri.get(uri),
    clientUri: (uri) => byUri.get(uri)?.uri ?? uri,
  }
}

/** Tells the workspace of every document in a language that may hold entries, and then who brings its diagnostics. */
export function followDocuments(
  { byUri, synchronised }: ReturnType<typeof createDocuments>,
  workspace: Workspace,
  guard: Guard,
  sink: DiagnosticSink,
): void {
  synchronised.onDidChangeContent(({ document }) => {
    guard('document change', undefined, () => {
      const format = formatOfDocument(document)
      if (!format) return
      const uri = normalizeUri(document.uri)
      byUri.set(uri, document)
      workspace.open(uri, { format, text: () => document.getText() })
      sink.documentChanged(uri)
    })
  })
  synchronised.onDidClose(({ document }) => {
    guard('document close', undefined, () => {
      const uri = normalizeUri(document.uri)
      if (!byUri.delete(uri)) return
      workspace.close(uri)
      sink.documentClosed(uri)
    })
  })
}
