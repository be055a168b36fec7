// Shows in the language status by which release the active document is judged, and why.
import * as vscode from 'vscode'
import type { Status } from '../../server/src/lsp/protocol.ts'
import type { LanguageServer } from './languageServer.ts'
import { plainText } from './plainText.ts'
import { describeTarget } from './target.ts'

/** Follows the active editor; shown for documents that hold an entry only. */
export function createLanguageStatus(server: LanguageServer): vscode.Disposable {
  const row = vscode.languages.createLanguageStatusItem('consulPeering.target', [])
  row.name = 'Consul target'
  row.command = { title: 'Change', command: 'consulPeering.selectTarget' }
  let asked = 0
  const update = async () => {
    const mine = ++asked
    const document = vscode.window.activeTextEditor?.document
    const status = document && (await server.statusOf(document.uri.toString()))
    // The editor may have changed meanwhile.
    if (mine !== asked) return
    if (document && status?.uri !== undefined) show(row, document, status)
    else row.selector = []
  }
  const guarded = () => void update().catch(() => undefined)
  const hideAndUpdate = () => {
    // Until it is known what the new document is, nothing is said of it.
    row.selector = []
    guarded()
  }
  const subscriptions = [vscode.window.onDidChangeActiveTextEditor(hideAndUpdate), server.onDidChangeStatus(guarded), row]
  return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) }
}

function show(
  row: vscode.LanguageStatusItem,
  { uri, languageId }: vscode.TextDocument,
  { target, edition, reason, indexing, problem }: Status,
): void {
  row.selector = [{ scheme: uri.scheme, language: languageId }]
  row.text = `Judged by ${describeTarget(target)}${edition === 'enterprise' ? ' Enterprise' : ''}`
  row.detail = plainText(problem ?? `because of ${reason}`)
  row.busy = indexing
  row.severity = problem === undefined ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning
}
