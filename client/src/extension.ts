// Where VS Code starts the extension: builds the objects and ties them together.
import * as vscode from 'vscode'
import { readEnvironment } from '../../consul/src/environment.ts'
import { createSecretClipboard } from './clipboard.ts'
import { type Clusters, createClusters } from './clusters.ts'
import type { CommandDependencies } from './commands/command.ts'
import { createConnections } from './connections.ts'
import { createEditor } from './editor.ts'
import { factsOf } from './facts.ts'
import { createLanguageServer } from './languageServer.ts'
import { createLanguageStatus } from './languageStatus.ts'
import { logReadings } from './readingLog.ts'
import { createReadings, snapshotOf } from './readings.ts'
import { createSections } from './sections.ts'
import { readSettings, watchSettings } from './settings.ts'
import { type ClustersTree, createClustersTree } from './tree/view.ts'
import { createClusterLens } from './vscodeLens.ts'
import { createVscodePages } from './vscodePages.ts'
import { createTargetPlaces } from './vscodeTargets.ts'
import { offerTools } from './vscodeTools.ts'
import { createVscodeUi } from './vscodeUi.ts'

/** What other extensions, and the tests, may look at. */
export interface Api {
  readonly clusters: Clusters
  readonly tree: ClustersTree
  /** What the start of the extension took, in milliseconds. */
  readonly activatedInMs: number
}

let stopServer: (() => Promise<void>) | undefined

/** Called by VS Code once a view, a command or a document of ours is used. */
export function activate(context: vscode.ExtensionContext): Api {
  const started = performance.now()
  const log = vscode.window.createOutputChannel('Consul', { log: true })
  const clipboard = createSecretClipboard(vscode.env.clipboard)
  const ui = createVscodeUi(clipboard, log)
  const { clusters, connections, readings, sections } = createClusterSide(context)
  const tree = createClustersTree({ clusters, readings, sections })
  const rulePages = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules')
  const server = createLanguageServer({ ui, log, module: context.asAbsolutePath('dist/server.cjs'), rulePages: rulePages.toString() })
  const pushFacts = () => server.setFacts(factsOf(clusters.list(), (id) => snapshotOf(readings.of(id))))
  const pages = createVscodePages(server)
  const deps: CommandDependencies = {
    ui,
    clusters,
    connections,
    readings,
    sections,
    live: () => import('./live.ts'),
    pages,
    editor: createEditor({ rulePages, log, server, tree }),
    targets: createTargetPlaces(server),
    paths: server.paths,
  }
  context.subscriptions.push(
    log,
    clipboard,
    pages,
    clusters,
    connections,
    readings,
    sections,
    tree,
    server,
    createLanguageStatus(server),
    createClusterLens(deps),
    logReadings({ clusters, readings }, log),
    readings.onDidChange(pushFacts),
    clusters.onDidChange(pushFacts),
    // A server that starts wants to know the clusters, even while nobody looks at them.
    server.onDidStart(() => void readings.readUnread()),
    watchSettings({ clusters, connections, readings, ui }),
    ...registerCommands(commandIds(context.extension.packageJSON), deps, log),
    offerTools(toolNames(context.extension.packageJSON), {
      checkText: server.checkText,
      listRules: deps.editor.listRules,
      readRule: async (code) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(rulePages, `${code}.md`))),
      clusters: clusters.list,
      snapshotOf: (id) => snapshotOf(readings.of(id)),
      now: Date.now,
    }),
  )
  server.watch()
  stopServer = () => server.stop()
  return { clusters, tree, activatedInMs: performance.now() - started }
}

/** The clusters, their clients, and what they looked like last. */
function createClusterSide({ globalState, secrets }: vscode.ExtensionContext) {
  const clusters = createClusters({
    memento: globalState,
    secrets,
    presets: () => readSettings().clusters,
    isTrusted: () => vscode.workspace.isTrusted,
    environment: () => (readSettings().useEnvironment ? readEnvironment(process.env) : { cluster: undefined, problems: [] }),
  })
  const connections = createConnections({
    clusters,
    create: async (connection, options) => (await import('./live.ts')).createConsulClient(connection, options),
    timeoutMs: () => readSettings().timeoutMs,
    folder: () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
  })
  const readings = createReadings({
    clusters,
    connections,
    read: async (client, signal) => (await import('./live.ts')).readSnapshot(client, signal),
    waitForChange: async (client, signal) => (await import('./live.ts')).waitForChange(client, signal),
    mayConnect: () => vscode.workspace.isTrusted,
    intervalMs: () => readSettings().refreshIntervalMs,
  })
  const sections = createSections({
    clusters,
    connections,
    readings,
    read: async (client, key, signal) => (await import('./live.ts')).readSection(client, key, signal),
  })
  return { clusters, connections, readings, sections }
}

/** The commands of the manifest, which a test holds together with those that there are. */
function commandIds({
  contributes,
}: {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] }
}): readonly string[] {
  return contributes.commands.map(({ command }) => command)
}

/** The tools for language models in the manifest, which a test holds together with those that there are. */
function toolNames({
  contributes,
}: {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] }
}): readonly string[] {
  return contributes.languageModelTools.map(({ name }) => name)
}

/** What commands do is loaded with the first of them. */
function registerCommands(ids: readonly string[], deps: CommandDependencies, log: vscode.LogOutputChannel): readonly vscode.Disposable[] {
  /** A fault of ours must not vanish, and must not show a stack to anybody. */
  const run = async (id: string, given: readonly unknown[]): Promise<void> => {
    try {
      const { commands } = await import('./commands/index.ts')
      await commands.find((command) => command.id === id)?.run(deps, ...given)
    } catch (error) {
      log.error(`${id} failed.`, error instanceof Error ? `${error.name}: ${error.message}` : String(error))
      const message = `\`${id}\` ended by a fault of the extension, so its work may not be finished. The log says where it happened.`
      void deps.ui.tell('error', message)
    }
  }
  return ids.map((id) => vscode.commands.registerCommand(id, (...given: unknown[]) => run(id, given)))
}

/** Called by VS Code when the window closes. */
export async function deactivate(): Promise<void> {
  await stopServer?.()
}
