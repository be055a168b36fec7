// The floor for the language server: the same library and sync, and an empty list as the answer to every question.
import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

const connection = createConnection(ProposedFeatures.all)
const documents = new TextDocuments(TextDocument)
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: {},
    hoverProvider: true,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}))
connection.languages.diagnostics.on(() => ({ kind: 'full', items: [] }))
connection.onCompletion(() => [])
connection.onHover(() => null)
documents.listen(connection)
connection.listen()
