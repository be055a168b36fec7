// Finds and writes the target of a document: in `consul-peering.json` or in the settings.
import * as vscode from 'vscode'
import type { LanguageServer } from './languageServer.ts'
import type { TargetPlaces } from './target.ts'

/** The places in the open workspace. */
export function createTargetPlaces(server: LanguageServer): TargetPlaces {
  return {
    activeDocument: () => vscode.window.activeTextEditor?.document.uri.toString(),
    statusOf: (uri) => server.statusOf(uri),
    async scopeFile(uri) {
      const document = vscode.Uri.parse(uri)
      const folder = vscode.workspace.getWorkspaceFolder(document)
      if (!folder) return undefined
      for (let at = vscode.Uri.joinPath(document, '..'); ; at = vscode.Uri.joinPath(at, '..')) {
        const file = vscode.Uri.joinPath(at, 'consul-peering.json')
        const text = await readText(file)
        if (text !== undefined) return { uri: file.toString(), shown: vscode.workspace.asRelativePath(file, false), text }
        if (at.path === folder.uri.path || at.path === '/') return undefined
      }
    },
    async writeScopeFile(file, text) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file.uri))
      const wasDirty = document.isDirty
      const edit = new vscode.WorkspaceEdit()
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text)
      await vscode.workspace.applyEdit(edit)
      // What somebody is typing is theirs to save.
      if (!wasDirty) await document.save()
    },
    async writeSetting(target, uri) {
      const settings = vscode.workspace.getConfiguration('consulPeering', uri === undefined ? undefined : vscode.Uri.parse(uri))
      const place = placeOf(settings)
      await settings.update('target', target, place)
      switch (place) {
        case vscode.ConfigurationTarget.WorkspaceFolder:
          return 'workspace folder'
        case vscode.ConfigurationTarget.Workspace:
          return 'workspace'
        case vscode.ConfigurationTarget.Global:
          return 'user'
      }
    },
  }
}

/** A folder that has the setting counts more than the workspace, so it is changed there. */
function placeOf(settings: vscode.WorkspaceConfiguration): vscode.ConfigurationTarget {
  if (settings.inspect('target')?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder
  return vscode.workspace.workspaceFolders === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace
}

/** The text as it is being edited, else as it is stored; `undefined` where there is no such file. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  if (open) return open.getText()
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined
    throw error
  }
}
