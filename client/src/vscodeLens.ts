// Shows in VS Code how the entries of a file are on their cluster; a click compares them.
import * as vscode from 'vscode'
import { type ClusterLensContext, clusterLenses } from './clusterLens.ts'
import type { Readings } from './readings.ts'
import { readSettings } from './settings.ts'

/** VS Code asks for the documents that are visible, and again when a cluster was read. */
export function createClusterLens(
  context: ClusterLensContext & { readonly readings: Pick<Readings, 'of' | 'onDidRead'> },
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>()
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!readSettings().showsClusterLens || !vscode.workspace.isTrusted) return []
      const controller = new AbortController()
      token.onCancellationRequested(() => controller.abort())
      const text = document.getText()
      const lenses = await clusterLenses(context, { uri: document.uri.toString(), text }, controller.signal)
      return lenses.map(({ offset, title }) => {
        const start = document.positionAt(offset)
        const command = { title, command: 'consulPeering.compareWithCluster', arguments: [document.uri] }
        return new vscode.CodeLens(new vscode.Range(start, start), command)
      })
    },
  }
  const selector = ['hcl', 'json', 'yaml'].map((language) => ({ scheme: 'file', language }))
  const subscriptions = [
    changed,
    vscode.languages.registerCodeLensProvider(selector, provider),
    context.readings.onDidRead(() => changed.fire()),
  ]
  return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) }
}
