// Decides when the language server is needed, and loads what talks to it only then.
import * as vscode from 'vscode'
import type { CheckTextAnswer, CheckTextParams, EntryFileParams, FactsParams, Status } from '../../server/src/lsp/protocol.ts'
import { createEmitter, type Listen } from './emitter.ts'
import type { RunningClient } from './languageClient.ts'
import type { Paths } from './paths.ts'
import { asksForServer, servedLanguages } from './sniff.ts'
import type { Ui } from './ui.ts'

/** The language server, running or not. */
export interface LanguageServer extends vscode.Disposable {
  /** Starts the server when something in the workspace asks for it, now or later. */
  watch(): void
  /** Starts it anew, or for the first time. Open files, settings and Facts are handed over again. */
  restart(): Promise<void>
  /** Hands over what live clusters told; kept for a server that starts later. */
  setFacts(facts: FactsParams): void
  /** By what a document is judged; `undefined` while no server runs. */
  statusOf(uri: string): Promise<Status | undefined>
  /** The URI of the file that holds an entry of a cluster; `undefined` where none is known, or no server runs. */
  entryFile(params: EntryFileParams): Promise<string | undefined>
  /** Judges a text that is no file; starts the server where it does not run. `undefined` where it cannot be started. */
  checkText(params: CheckTextParams): Promise<CheckTextAnswer | undefined>
  /** Starts the server where it does not run. */
  readonly paths: Paths
  /** Tells that statuses may have changed, with the first start too. */
  readonly onDidChangeStatus: Listen<void>
  /** Tells of the first start. */
  readonly onDidStart: Listen<void>
  stop(): Promise<void>
}

/** What the server is started with. */
export interface LanguageServerContext {
  readonly ui: Ui
  readonly log: vscode.LogOutputChannel
  /** Path of the server's bundle. */
  readonly module: string
  /** URI of the folder that holds the pages of the rules. */
  readonly rulePages: string
}

/** Makes the language server's handle; starts nothing. */
export function createLanguageServer(context: LanguageServerContext): LanguageServer {
  const changed = createEmitter<void>()
  const begun = createEmitter<void>()
  const watches: vscode.Disposable[] = []
  let facts: FactsParams = { clusters: [] }
  let started: Promise<RunningClient | undefined> | undefined

  const currentFacts = () => facts
  const tellChange = () => changed.fire()
  const start = (): Promise<RunningClient | undefined> => {
    for (const watch of watches.splice(0)) watch.dispose()
    if (!started) {
      started = load(context, currentFacts, tellChange)
      begun.fire()
    }
    return started
  }
  const consider = (document: vscode.TextDocument) => {
    if (servedLanguages.includes(document.languageId) && asksForServer(document.languageId, document.getText())) void start()
  }
  /** Only the lines that changed: in a large file that is not ours nobody should wait for each key. */
  const considerChanges = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    if (!servedLanguages.includes(document.languageId)) return
    for (const { range, text } of contentChanges) {
      const lines = new vscode.Range(range.start.line, 0, range.start.line + text.split('\n').length, 0)
      if (asksForServer(document.languageId, document.getText(lines))) void start()
    }
  }
  return {
    watch() {
      watches.push(vscode.workspace.onDidOpenTextDocument(consider), vscode.workspace.onDidChangeTextDocument(considerChanges))
      for (const document of vscode.workspace.textDocuments) consider(document)
      if (started) return
      const looking = hasScopeFile().then((found) => (found ? start() : undefined))
      looking.catch((error) => context.log.error('Looking for `consul-peering.json` failed.', error))
    },
    async restart() {
      const client = await started
      if (client) return client.restart()
      started = undefined
      await start()
    },
    setFacts(next) {
      facts = next
      void started?.then((client) => client?.sendFacts())
    },
    statusOf: async (uri) => (await started)?.statusOf(uri),
    entryFile: async (params) => (await started)?.entryFile(params),
    checkText: async (params) => (await start())?.checkText(params),
    paths: pathsOf(start),
    onDidChangeStatus: changed.event,
    onDidStart: begun.event,
    stop: async () => (await started)?.stop(),
    dispose() {
      for (const watch of watches.splice(0)) watch.dispose()
      changed.dispose()
      begun.dispose()
    },
  }
}

/** Whoever asks for a path starts the server. */
function pathsOf(start: () => Promise<RunningClient | undefined>): Paths {
  return {
    ends: async () => (await start())?.pathEnds() ?? [],
    explain: async (path) => (await start())?.explainPath(path),
    migrate: async (params) => (await start())?.migrate(params),
  }
}

/** `undefined` when the server could not be started, which a person is told. */
async function load(context: LanguageServerContext, facts: () => FactsParams, changed: () => void): Promise<RunningClient | undefined> {
  try {
    const { startClient } = await import('./languageClient.ts')
    return await startClient({ ...context, facts, changed })
  } catch (error) {
    context.log.error('The language server did not start.', error instanceof Error ? error.message : String(error))
    void tellFailure(context)
    return undefined
  }
}

async function tellFailure({ ui, log }: LanguageServerContext): Promise<void> {
  const pressed = await ui.tell(
    'error',
    'The Consul language server did not start, so entries are not checked. The log says why.',
    'Open Log',
  )
  if (pressed !== undefined) log.show()
}

/** A cluster folder lies at the top of the workspace or one level below; a search of everything could take long. */
async function hasScopeFile(): Promise<boolean> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)
  const below = await Promise.all(folders.map(foldersIn))
  const found = await Promise.all([...folders, ...below.flat()].map((folder) => exists(vscode.Uri.joinPath(folder, 'consul-peering.json'))))
  return found.includes(true)
}

async function foldersIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder)
    return entries.flatMap(([name, type]) => (type & vscode.FileType.Directory ? [vscode.Uri.joinPath(folder, name)] : []))
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return []
    throw error
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file)
    return true
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false
    throw error
  }
}
