// Talks to the language server. Loaded only once a Consul document is seen, because the protocol library is large.
import * as vscode from 'vscode'
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node'
import {
  type CheckTextAnswer,
  type CheckTextParams,
  checkTextMethod,
  type EntryFileParams,
  type ExplainPathAnswer,
  type ExplainPathParams,
  entryFileMethod,
  explainPathMethod,
  type FactsParams,
  factsMethod,
  type InitializationOptions,
  type MigrateAnswer,
  type MigrateParams,
  migrateMethod,
  type PathEndsAnswer,
  pathEndsMethod,
  type Status,
  showPlacesCommand,
  statusMethod,
  statusOfMethod,
} from '../../server/src/lsp/protocol.ts'
import { documentSelectorFor } from './documentSelector.ts'
import type { LanguageServerContext } from './languageServer.ts'
import type { ExplainedPath, PlannedMigration } from './paths.ts'
import { isRecord } from './profiles.ts'

/** A server that runs, or is being started again. */
export interface RunningClient {
  statusOf(uri: string): Promise<Status | undefined>
  entryFile(params: EntryFileParams): Promise<string | undefined>
  pathEnds(): Promise<PathEndsAnswer>
  explainPath(params: ExplainPathParams): Promise<ExplainedPath | undefined>
  migrate(params: MigrateParams): Promise<PlannedMigration | undefined>
  checkText(params: CheckTextParams): Promise<CheckTextAnswer | undefined>
  /** Sends the Facts as they are now. */
  sendFacts(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

/** What a client is started with. */
export interface ClientContext extends LanguageServerContext {
  readonly facts: () => FactsParams
  /** Called whenever statuses may have changed. */
  readonly changed: () => void
}

/** Starts the server; rejects when it cannot be started. */
export async function startClient(context: ClientContext): Promise<RunningClient> {
  const { module, changed, facts } = context
  const server = { module, transport: TransportKind.ipc }
  const client: LanguageClient = new LanguageClient(
    'consulPeering',
    'Consul',
    server,
    clientOptions(context, () => client.restart()),
  )
  const sendFacts = async () => {
    if (client.state === State.Running) await client.sendNotification(factsMethod, facts())
  }
  client.onNotification(statusMethod, changed)
  client.onDidChangeState(({ newState }) => {
    // After a crash too: a new server knows nothing yet.
    if (newState === State.Running) void sendFacts().then(changed)
  })
  await client.start()
  return {
    async statusOf(uri) {
      if (client.state !== State.Running) return undefined
      return (await client.sendRequest<Status | null>(statusOfMethod, { uri })) ?? undefined
    },
    async entryFile(params) {
      if (client.state !== State.Running) return undefined
      return (await client.sendRequest<string | null>(entryFileMethod, params)) ?? undefined
    },
    async pathEnds() {
      return client.state === State.Running ? await client.sendRequest<PathEndsAnswer>(pathEndsMethod) : []
    },
    async explainPath(params) {
      if (client.state !== State.Running) return undefined
      const answer = await client.sendRequest<ExplainPathAnswer | null>(explainPathMethod, params)
      if (!answer?.ok) return answer ?? undefined
      const fixes = answer.fixes.map(({ title, edit }) => ({ title, apply: () => applyEdit(client, edit) }))
      return { ...answer, fixes }
    },
    async migrate(params) {
      if (client.state !== State.Running) return undefined
      const answer = await client.sendRequest<MigrateAnswer | null>(migrateMethod, params)
      return answer ? { ...answer, apply: () => applyEdit(client, answer.edit) } : undefined
    },
    async checkText(params) {
      if (client.state !== State.Running) return undefined
      return (await client.sendRequest<CheckTextAnswer | null>(checkTextMethod, params)) ?? undefined
    },
    sendFacts,
    restart: () => client.restart(),
    stop: () => client.dispose(),
  }
}

async function applyEdit(client: LanguageClient, edit: MigrateAnswer['edit']): Promise<void> {
  await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit))
}

function clientOptions(context: ClientContext, restart: () => Promise<void>): LanguageClientOptions {
  // A file and no command: VS Code opens files alone from the hover of a finding.
  const initializationOptions: InitializationOptions = {
    judgeByCommand: true,
    showPlacesCommand: true,
    explainPathCommand: true,
    entrySchema: true,
    rulePages: `${context.rulePages}/{code}.md`,
  }
  return {
    documentSelector: [...documentSelectorFor((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme))],
    initializationOptions,
    outputChannel: context.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A hover may lead to this one command and no other.
    markdown: { isTrusted: { enabledCommands: ['consulPeering.explainPath'] } },
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: createErrorHandler(context, restart),
    middleware: {
      async provideCodeLenses(document, token, next) {
        const lenses = await next(document, token)
        return lenses?.map(showingPlaces)
      },
      workspace: {
        async configuration(parameters, token, next) {
          const answer = await next(parameters, token)
          return Array.isArray(answer) ? answer.map(withoutClusters) : answer
        },
        // The server asks for what it needs, by the way above.
        didChangeConfiguration: (_sections, next) => next(undefined),
      },
    },
  }
}

/** A lens whose command shows places does so by the editor's own command, which wants the editor's own types. */
function showingPlaces(lens: vscode.CodeLens): vscode.CodeLens {
  if (lens.command?.command !== showPlacesCommand) return lens
  const [uri, position, places] = lens.command.arguments ?? []
  const given = [vscode.Uri.parse(uri), toPosition(position), places.map(toLocation)]
  return new vscode.CodeLens(lens.range, { title: lens.command.title, command: 'editor.action.showReferences', arguments: given })
}

function toPosition({ line, character }: Place): vscode.Position {
  return new vscode.Position(line, character)
}

function toLocation({
  uri,
  range,
}: {
  readonly uri: string
  readonly range: { readonly start: Place; readonly end: Place }
}): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(toPosition(range.start), toPosition(range.end)))
}

interface Place {
  readonly line: number
  readonly character: number
}

/** The server never learns how clusters are reached, and nobody knows what else was written there. */
function withoutClusters(settings: unknown): unknown {
  if (!isRecord(settings)) return settings
  const { clusters: _, ...rest } = settings
  return rest
}

const crashLimit = 4
const crashWindowMs = 3 * 60_000

/** Starts a crashed server again, but not without end. */
function createErrorHandler({ ui, log }: ClientContext, restart: () => Promise<void>): NonNullable<LanguageClientOptions['errorHandler']> {
  let crashes: readonly number[] = []
  const tell = async () => {
    const message = `The Consul language server stopped ${crashLimit} times within three minutes, so it was not started again and entries are not checked.`
    const pressed = await ui.tell('error', message, 'Open Log', 'Restart')
    if (pressed === 'Open Log') log.show()
    if (pressed === 'Restart') {
      crashes = []
      await restart()
    }
  }
  return {
    error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown }),
    closed() {
      const now = Date.now()
      crashes = [...crashes.filter((time) => now - time < crashWindowMs), now]
      if (crashes.length < crashLimit) return { action: CloseAction.Restart, handled: true }
      void tell()
      return { action: CloseAction.DoNotRestart, handled: true }
    },
  }
}
