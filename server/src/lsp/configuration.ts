// Brings the editor's settings to the workspace, at the start and whenever they change.
import { DidChangeConfigurationNotification } from 'vscode-languageserver/node'
import { isRecord } from '../workspace/looseObject.ts'
import { readSettings, withFolders } from '../workspace/settings.ts'
import { folderUriOf, pathOf } from '../workspace/uri.ts'
import { detach } from './guard.ts'
import type { Indexer } from './indexer.ts'
import { type DiagnosticSink, isOn, type Session } from './session.ts'
import type { StatusTeller } from './status.ts'

/** The section of the editor's settings. */
const section = 'consulPeering'

export interface ConfigurationOptions {
  readonly session: Session
  readonly sink: DiagnosticSink
  readonly status: StatusTeller
  readonly indexer: Indexer
  /** Offers formatting, or takes the offer back. */
  readonly offerFormat: (isOffered: boolean) => void
  /** What the client told at the start, for one that cannot be asked. */
  readonly initial: unknown
}

/** Reads the settings and listens for changes. Resolves when the first reading is done, whatever came of it. */
export async function followConfiguration(options: ConfigurationOptions): Promise<void> {
  const { session, initial } = options
  const { connection, features, guard } = session
  connection.onDidChangeConfiguration(({ settings }) => {
    if (features.configuration) detach(connection.console, 'workspace/configuration', pull(options))
    else guard('workspace/didChangeConfiguration', undefined, () => apply(isRecord(settings) ? settings[section] : undefined, options))
  })
  if (features.configuration && features.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(() => detach(connection.console, 'workspace/configuration', pull(options)))
  }
  if (features.registersConfiguration) {
    detach(
      connection.console,
      'client/registerCapability',
      connection.client.register(DidChangeConfigurationNotification.type, { section }),
    )
  }
  if (features.configuration)
    await pull(options).catch(() => connection.console.error('workspace/configuration failed; the defaults are used.'))
  else guard('initialize settings', undefined, () => apply(initial, options))
}

/** Asks for the settings of the window, and for those of each workspace folder. */
async function pull(options: ConfigurationOptions): Promise<void> {
  const { connection, features, guard } = options.session
  const folders = features.workspaceFolders ? ((await connection.workspace.getWorkspaceFolders()) ?? []) : []
  const scopes = folders.map(({ uri }) => ({ scopeUri: uri, section }))
  const given: readonly unknown[] = await connection.workspace.getConfiguration([{ section }, ...scopes])
  guard('workspace/configuration', undefined, () => {
    const [window, ...own] = given
    const byFolder = folders.map(({ uri }, i): readonly [string, unknown] => {
      const folder = pathOf(uri)
      return [folder === undefined ? `${uri}/` : folderUriOf(folder), own[i]]
    })
    apply(window, options, new Map(byFolder))
  })
}

function apply(
  given: unknown,
  { session, sink, status, indexer, offerFormat }: ConfigurationOptions,
  folders: ReadonlyMap<string, unknown> = new Map(),
): void {
  const { settings, problems } = withFolders(readSettings(given), folders)
  status.setProblems(problems)
  if (session.workspace.configure(settings)) indexer.index()
  offerFormat(isOn(session, 'format.enabled'))
  sink.everythingChanged()
}
