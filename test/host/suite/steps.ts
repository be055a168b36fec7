// The steps that host tests are made of: open, look, choose a fix, wait until something holds.
import * as assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as vscode from 'vscode'
import type { Api } from '../../../client/src/extension.ts'

/** A real cluster that runs for these tests. */
export interface RealCluster {
  readonly id: string
  readonly name: string
  /** `http://127.0.0.1:<port>` */
  readonly address: string
}

/** The clusters that the runner has started. */
export function realClusters(): readonly RealCluster[] {
  return JSON.parse(process.env['HOST_CLUSTERS'] ?? '[]')
}

/** Our extension, started. */
export async function activateExtension(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('consul-cluster-peering.consul-cluster-peering')
  assert.ok(extension, 'the extension is installed')
  return extension.activate()
}

/** The URI of a file of the opened examples. */
export function exampleUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]
  assert.ok(folder, 'a folder is open')
  return vscode.Uri.joinPath(folder.uri, name)
}

/** Opens a file of the examples in an editor. */
export async function openExample(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(exampleUri(name))
  await vscode.window.showTextDocument(document)
  return document
}

/** Waits until something holds; the time-out of the test ends the wait. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Each finding as `file:line code «text»`, in the order of files and lines. */
export async function findingsOf(
  diagnostics: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[],
): Promise<readonly string[]> {
  const lines: string[] = []
  for (const [uri, found] of diagnostics) {
    const ours = found.filter(({ source }) => source === 'consul-peering')
    if (ours.length === 0) continue
    const document = await vscode.workspace.openTextDocument(uri)
    for (const { code, range, severity } of ours) {
      const text = document.getText(range).split('\n')[0]
      lines.push(
        `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1} ${vscode.DiagnosticSeverity[severity]} ${codeOf(code)} «${text}»`,
      )
    }
  }
  return lines.sort()
}

/** The code of a finding, with or without a link. */
export function codeOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code)
}

/**
 * The code actions of a kind for a range, once there are some. VS Code gives an empty list, or an error named Canceled, when
 * any extension registers a provider meanwhile, as happens while it starts; so it is asked again.
 */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind: vscode.CodeActionKind): Promise<readonly vscode.CodeAction[]> {
  for (;;) {
    try {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value)
      if (actions.length > 0) return actions
    } catch (error) {
      if (!(error instanceof Error && error.name === 'Canceled')) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Applies the action whose title begins so, and saves what it changed. */
export async function applyAction(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((candidate) => candidate.title.startsWith(title))
  assert.ok(action?.edit, `there is an action ${title} among ${actions.map((candidate) => candidate.title).join('; ')}`)
  assert.ok(await vscode.workspace.applyEdit(action.edit))
  await vscode.workspace.saveAll()
}

/** Makes the clusters known by the user's settings, as a person would. */
export async function setClusters(clusters: readonly (RealCluster & { readonly caFile?: string })[]): Promise<void> {
  await vscode.workspace.getConfiguration('consulPeering').update('clusters', clusters, vscode.ConfigurationTarget.Global)
}

/** Answers each question of a command by Enter until the command has ended. */
export async function acceptAll(running: Thenable<unknown>): Promise<void> {
  let isOver = false
  const over = Promise.resolve(running).finally(() => {
    isOver = true
  })
  await until(async () => {
    if (!isOver) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
    return isOver
  })
  await over
}

/** Adds a text at the end of a document, unsaved. */
export async function typeAtEnd(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit()
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text)
  assert.ok(await vscode.workspace.applyEdit(edit))
}

/** The process id of the language server that this extension host has started. */
export async function serverProcess(): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/))
  const found = rows.find(([, parent, ...args]) => parent === String(process.pid) && args.some((arg) => arg.endsWith('server.cjs')))
  assert.ok(found, 'the language server runs')
  return Number(found[0])
}
