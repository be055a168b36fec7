// A small language client for tests: a real process, real messages, and waits that end by a message or with a clear error.
import assert from 'node:assert/strict'
import { type ChildProcess, fork, spawn } from 'node:child_process'
import * as path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import * as z from 'zod'
import type { InitializationOptions, Status } from '../../server/src/lsp/protocol.ts'

const root = path.dirname(path.dirname(import.meta.dirname))
/** The bundle under test; another one, such as that of a package, may be named. */
export const bundle = process.env['CONSUL_PEERING_SERVER'] ?? path.join(root, 'dist', 'server.cjs')
const waitMs = 20_000

export interface ClientOptions {
  readonly diagnostics: 'pull' | 'push'
  /** Paths of the workspace folders; the URI of one that lies on no disk. */
  readonly folders?: readonly string[]
  /** The section `consulPeering`; can be changed by `configure`. */
  readonly settings?: unknown
  /** The same for single workspace folders, by their paths. */
  readonly folderSettings?: Readonly<Record<string, unknown>>
  readonly initializationOptions?: InitializationOptions
  readonly transport?: 'stdio' | 'ipc'
  readonly environment?: Readonly<Record<string, string>>
  /** Without it the client takes part in nothing that is optional. */
  readonly capabilities?: 'all' | 'few'
  /** What else it can do with documents. */
  readonly textDocument?: ClientCapabilities['textDocument']
  /** How it takes changes of several files, in place of the usual way. */
  readonly workspaceEdit?: NonNullable<ClientCapabilities['workspace']>['workspaceEdit']
}

export interface Received {
  readonly method: string
  readonly params: unknown
}

export interface LspClient {
  readonly connection: MessageConnection
  readonly process: ChildProcess
  /** What the server answered to `initialize`. */
  readonly capabilities: Readonly<Record<string, unknown>>
  open(uri: string, text: string, languageId?: string): void
  /** Changes the whole text of a document, or parts of it. */
  change(uri: string, change: string | TextDocumentContentChangeEvent): void
  close(uri: string): void
  watched(uri: string, type: 'created' | 'changed' | 'deleted'): void
  configure(settings: unknown): void
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>
  /** The diagnostics of one pull. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>
  pullWorkspace(previous?: Readonly<Record<string, string>>): Promise<WorkspaceDiagnosticReport>
  codeActions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>
  /** Takes the first message that fits out of what has come or will come. */
  take<P>(method: string, fits?: (params: P) => boolean): Promise<P>
  /** The next publication for a document that fits. */
  published(uri: string, fits?: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>
  /** Waits until the workspace has been read. */
  indexed(): Promise<Status>
  /** Messages that nobody has taken yet. */
  pending(method: string): readonly Received[]
  /** Ends the server in good order; gives its exit code. */
  stop(): Promise<number | null>
  /** Ends the server at once. */
  kill(): void
}

function uriOfFolder(folder: string): string {
  return folder.includes('://') ? folder : pathToFileURL(folder).href
}

/** Starts the server and brings it through `initialize`. */
export async function startLsp(options: ClientOptions): Promise<LspClient> {
  const started = launch(options)
  const { connection, process: server } = started
  const inbox = createInbox()
  let settings: unknown = options.settings ?? null
  const workspaceFolders = options.folders?.map((folder) => ({ uri: uriOfFolder(folder), name: path.basename(folder) })) ?? null
  connection.onNotification((method, params) => inbox.put({ method, params }))
  connection.onUnhandledProgress((params) => inbox.put({ method: '$/progress', params }))
  connection.onRequest((method, params) => {
    inbox.put({ method, params })
    if (method === 'workspace/workspaceFolders') return workspaceFolders
    return method === 'workspace/configuration' ? sections(params, (folder) => options.folderSettings?.[folder] ?? settings) : null
  })
  connection.listen()
  const exited = new Promise<number | null>((resolve) => server.once('exit', resolve))
  const answer: { readonly capabilities: Readonly<Record<string, unknown>> } = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities: capabilitiesOf(options),
    initializationOptions: options.initializationOptions,
  })
  await connection.sendNotification('initialized', {})
  const versions = new Map<string, number>()
  const notify = (method: string, params: object): void => {
    connection.sendNotification(method, params).catch(() => undefined)
  }
  const pull = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId ? { previousResultId } : {}) })
  return {
    connection,
    process: server,
    capabilities: answer.capabilities,
    open(uri, text, languageId = uri.endsWith('.json') ? 'json' : 'hcl') {
      versions.set(uri, 1)
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
    },
    change(uri, change) {
      const version = (versions.get(uri) ?? 1) + 1
      versions.set(uri, version)
      const contentChanges = [typeof change === 'string' ? { text: change } : change]
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
    },
    close: (uri) => notify('textDocument/didClose', { textDocument: { uri } }),
    watched: (uri, type) =>
      notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: { created: 1, changed: 2, deleted: 3 }[type] }] }),
    configure(next) {
      settings = next
      notify('workspace/didChangeConfiguration', { settings: null })
    },
    pull,
    async diagnostics(uri) {
      const report = await pull(uri)
      return report.kind === 'full' ? report.items : []
    },
    pullWorkspace: (previous = {}) =>
      connection.sendRequest('workspace/diagnostic', {
        previousResultIds: Object.entries(previous).map(([uri, value]) => ({ uri, value })),
      }),
    codeActions: (uri, range, only) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only ? { only } : {}) },
      }),
    take: inbox.take,
    published: (uri, fits = () => true) =>
      inbox.take<PublishDiagnosticsParams>('textDocument/publishDiagnostics', (params) => params.uri === uri && fits(params)),
    indexed: () => inbox.take<Status>('consulPeering/status', ({ indexing }) => !indexing),
    pending: inbox.pending,
    async stop() {
      await connection.sendRequest('shutdown')
      notify('exit', {})
      const code = await exited
      connection.dispose()
      return code
    },
    kill() {
      connection.dispose()
      server.kill('SIGKILL')
    },
  }
}

function launch({ transport = 'stdio', environment }: ClientOptions): {
  readonly connection: MessageConnection
  readonly process: ChildProcess
} {
  const env = { ...process.env, CONSUL_PEERING_STRICT: '1', ...environment }
  if (transport === 'ipc') {
    const child = fork(bundle, ['--node-ipc'], { env, silent: true })
    return { process: child, connection: createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)) }
  }
  const child = spawn(process.execPath, [bundle, '--stdio'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const reader = new StreamMessageReader(child.stdout)
  // Else a server that is killed in the middle of a message keeps the test waiting for the rest.
  reader.partialMessageTimeout = 0
  return { process: child, connection: createMessageConnection(reader, new StreamMessageWriter(child.stdin)) }
}

/** The settings for each place that the server asks about. */
function sections(params: unknown, settingsOf: (folder: string) => unknown): readonly unknown[] {
  const { items } = z.object({ items: z.array(z.object({ scopeUri: z.optional(z.string()) })) }).parse(params)
  return items.map(({ scopeUri }) => settingsOf(scopeUri?.startsWith('file:') ? fileURLToPath(scopeUri) : ''))
}

function capabilitiesOf({ diagnostics, capabilities = 'all', textDocument, workspaceEdit }: ClientOptions): ClientCapabilities {
  const pull = diagnostics === 'pull' ? { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true } } : {}
  if (capabilities === 'few') return { textDocument: { ...pull, publishDiagnostics: {} } }
  return {
    textDocument: { ...pull, publishDiagnostics: { relatedInformation: true, versionSupport: true }, ...textDocument },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      workspaceEdit: workspaceEdit ?? { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    },
    window: { workDoneProgress: true },
  }
}

interface Inbox {
  put(message: Received): void
  take<P>(method: string, fits?: (params: P) => boolean): Promise<P>
  pending(method: string): readonly Received[]
}

function createInbox(): Inbox {
  let messages: Received[] = []
  const listeners = new Set<() => void>()
  return {
    put(message) {
      messages.push(message)
      for (const listener of listeners) listener()
    },
    take<P>(method: string, fits: (params: P) => boolean = () => true) {
      return new Promise<P>((resolve, reject) => {
        const look = (): boolean => {
          // What a test expects of a message is the test's to say.
          const found = messages.find((message) => message.method === method && fits(message.params as P))
          if (!found) return false
          messages = messages.filter((message) => message !== found)
          clearTimeout(timer)
          listeners.delete(look)
          resolve(found.params as P)
          return true
        }
        const timer = setTimeout(() => {
          listeners.delete(look)
          const others = messages.map((message) => `${message.method} ${JSON.stringify(message.params).slice(0, 400)}`)
          reject(new Error(`No fitting ${method} came within ${waitMs} ms. What came and was not taken:\n${others.join('\n')}`))
        }, waitMs)
        if (!look()) listeners.add(look)
      })
    },
    pending: (method) => messages.filter((message) => message.method === method),
  }
}

/** Diagnostics as one line each: where, how bad, which rule. */
export function summarize(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ range: { start, end }, severity, code }) => {
    const to = start.line === end.line ? `${end.character}` : `${end.line}:${end.character}`
    return `${start.line}:${start.character}-${to} ${['', 'error', 'warning', 'information', 'hint'][severity ?? 1]} ${code}`
  })
}

/** A text with the edits that a workspace edit has for a document. */
export function applyWorkspaceEdit(edit: WorkspaceEdit | undefined, uri: string, text: string): string {
  assert.ok(edit, 'the action has no edit')
  const edits: TextEdit[] = [...(edit.changes?.[uri] ?? [])]
  for (const change of edit.documentChanges ?? []) {
    if ('edits' in change && change.textDocument.uri === uri) for (const own of change.edits) if ('newText' in own) edits.push(own)
  }
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)]
  const offset = ({ line, character }: { line: number; character: number }) => (starts[line] ?? text.length) + character
  const sorted = edits.map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
  sorted.sort((a, b) => b.start - a.start)
  return sorted.reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text)
}
