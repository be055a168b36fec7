// What commands may do to the editor beyond asking questions.
import * as vscode from 'vscode'
import type { Editor } from './commands/command.ts'
import type { LanguageServer } from './languageServer.ts'

/** What the editor's side of commands is made from. */
export interface EditorContext {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri'>
  readonly log: vscode.LogOutputChannel
  readonly server: Pick<LanguageServer, 'restart'>
}

/** VS Code as commands see it. */
export function createEditor({ context, log, server }: EditorContext): Editor {
  const run = async (id: string, ...given: readonly unknown[]) => {
    await vscode.commands.executeCommand(id, ...given)
  }
  return {
    showClusters: () => run('consulPeering.clusters.focus'),
    openSettings: (query) => run('workbench.action.openSettings', query),
    openLog: () => log.show(),
    openRulePage: (code) => run('markdown.showPreview', vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${code}.md`)),
    restartServer: () => server.restart(),
    runCommand: run,
  }
}
