// Read-only pages as VS Code shows them: documents of schemes of our own, whose texts live here.
import * as vscode from 'vscode'
import type { LanguageServer } from './languageServer.ts'
import type { OpenedFile, Page, Pages, TextRange } from './pages.ts'

/** The scheme of entries of clusters, which the language server judges. */
const entryScheme = 'consul-cluster'
/** The scheme of all other pages. */
const pageScheme = 'consul-page'

/** The pages of the window. */
export interface VscodePages extends Pages, vscode.Disposable {}

/** Makes the pages; the texts of closed ones are forgotten. */
export function createVscodePages(server: Pick<LanguageServer, 'entryFile'>): VscodePages {
  const texts = new Map<string, string>()
  const changed = new vscode.EventEmitter<vscode.Uri>()
  const problems = vscode.languages.createDiagnosticCollection('consul-cluster')
  const put = ({ path, text }: Page, scheme: string): vscode.Uri => {
    const uri = vscode.Uri.from({ scheme, path: `/${path}` })
    texts.set(uri.toString(), text)
    changed.fire(uri)
    return uri
  }
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '# This page is gone. Open it from the Clusters view again.\n',
  }
  const subscriptions = [
    ...[entryScheme, pageScheme].map((scheme) => vscode.workspace.registerTextDocumentContentProvider(scheme, provider)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    vscode.workspace.onDidChangeTextDocument(({ document }) => problems.delete(document.uri)),
    changed,
    problems,
  ]
  return {
    async open(page) {
      const isText = page.path.endsWith('.md')
      const uri = put(page, isText ? pageScheme : entryScheme)
      if (isText) await vscode.commands.executeCommand('markdown.showPreview', uri)
      else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true })
    },
    async compare(left, right, title) {
      await vscode.commands.executeCommand('vscode.diff', put(left, pageScheme), put(right, pageScheme), title)
    },
    saveAs,
    filesOf,
    async entryFile(cluster, { kind, name }) {
      const uri = await server.entryFile({ cluster, kind, name })
      return uri === undefined ? undefined : readFile(vscode.Uri.parse(uri))
    },
    selection() {
      const editor = vscode.window.activeTextEditor
      return editor ? editor.document.getText(editor.selection) : ''
    },
    showProblem: (uri, range, message) => showProblem(problems, uri, range, message),
    async openFile(uri, line) {
      const start = new vscode.Position(line, 0)
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(start, start) })
    },
    async changeFile(uri, text) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
      const edit = new vscode.WorkspaceEdit()
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text)
      await vscode.workspace.applyEdit(edit)
      await vscode.window.showTextDocument(document)
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose()
    },
  }
}

async function saveAs(text: string, suggestedName: string): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri
  // VS Code asks before a file that is there is overwritten.
  const uri = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, suggestedName) } : {})
  if (!uri) return undefined
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text))
  await vscode.window.showTextDocument(uri)
  return vscode.workspace.asRelativePath(uri, false)
}

const entryFiles = '**/*.{hcl,json,yaml,yml}'
const mostFiles = 10_000

async function filesOf(given: readonly unknown[]): Promise<readonly OpenedFile[]> {
  const named = given.flat().filter((one) => one instanceof vscode.Uri)
  const active = vscode.window.activeTextEditor?.document.uri
  const uris = named.length > 0 ? named : active ? [active] : []
  const files = await Promise.all(uris.map(filesIn))
  const unique = new Map(files.flat().map((uri) => [uri.toString(), uri]))
  return Promise.all([...unique.values()].map(readFile))
}

async function filesIn(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (uri.scheme !== 'file') return [uri]
  const { type } = await vscode.workspace.fs.stat(uri)
  if ((type & vscode.FileType.Directory) === 0) return [uri]
  return vscode.workspace.findFiles(new vscode.RelativePattern(uri, entryFiles), undefined, mostFiles)
}

async function readFile(uri: vscode.Uri): Promise<OpenedFile> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
  return { uri: uri.toString(), shown: vscode.workspace.asRelativePath(uri, false), text }
}

async function showProblem(problems: vscode.DiagnosticCollection, uri: string, { start, end }: TextRange, message: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end))
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error)
  diagnostic.source = 'Consul cluster'
  problems.set(document.uri, [diagnostic])
  await vscode.window.showTextDocument(document, { selection: range })
}
