// What commands may do to the editor beyond asking questions.
import * as vscode from 'vscode'
import type { Editor } from './commands/command.ts'
import type { LanguageServer } from './languageServer.ts'
import { plainText } from './plainText.ts'
import type { ClustersTree } from './tree/view.ts'

/** What the editor's side of commands is made from. */
export interface EditorContext {
  /** The folder that holds the pages of the rules. */
  readonly rulePages: vscode.Uri
  readonly log: vscode.LogOutputChannel
  readonly server: Pick<LanguageServer, 'restart'>
  readonly tree: Pick<ClustersTree, 'filter' | 'setFilter'>
}

/** VS Code as commands see it. */
export function createEditor({ rulePages, log, server, tree }: EditorContext): Editor {
  const run = async (id: string, ...given: readonly unknown[]) => {
    await vscode.commands.executeCommand(id, ...given)
  }
  return {
    showClusters: () => run('consulPeering.clusters.focus'),
    filter: tree.filter,
    setFilter: tree.setFilter,
    openSettings: (query) => run('workbench.action.openSettings', query),
    openLog: () => log.show(),
    note: (line) => log.warn(plainText(line)),
    async listRules() {
      const entries = await vscode.workspace.fs.readDirectory(rulePages)
      return entries.flatMap(([name]) => (name.endsWith('.md') ? [name.slice(0, -'.md'.length)] : [])).sort()
    },
    openRulePage: (code) => run('markdown.showPreview', vscode.Uri.joinPath(rulePages, `${code}.md`)),
    restartServer: () => server.restart(),
    copy: async (text) => vscode.env.clipboard.writeText(text),
    runCommand: run,
  }
}
