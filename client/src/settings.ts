// Reads the settings that the client itself needs, and watches them.
import * as vscode from 'vscode'
import type { Clusters } from './clusters.ts'
import type { Connections } from './connections.ts'
import type { Subscription } from './emitter.ts'
import { withoutTokens } from './presetTokens.ts'
import type { Readings } from './readings.ts'
import type { Ui } from './ui.ts'

/** The settings of the client. */
export interface Settings {
  /** `consulPeering.clusters`, by where it is set. */
  readonly clusters: { readonly user: unknown; readonly workspace: unknown }
  /** Whether `CONSUL_HTTP_ADDR` and its companions name a cluster. */
  readonly useEnvironment: boolean
  /** Limit of a call to a cluster, in milliseconds. */
  readonly timeoutMs: number
  /** Milliseconds between two readings of a visible cluster. */
  readonly refreshIntervalMs: number
  /** Whether it is told above an entry how it is on its cluster. */
  readonly showsClusterLens: boolean
}

/** The settings as they are now. */
export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('consulPeering')
  const clusters = settings.inspect<unknown>('clusters')
  return {
    clusters: { user: clusters?.globalValue, workspace: clusters?.workspaceValue },
    useEnvironment: settings.get('useEnvironment') !== false,
    timeoutMs: seconds(settings.get('requestTimeout'), { least: 1, usual: 5 }),
    refreshIntervalMs: seconds(settings.get('refreshInterval'), { least: 2, usual: 10 }),
    showsClusterLens: settings.get('codeLens.cluster') !== false,
  }
}

/** A setting may hold anything. */
function seconds(value: unknown, { least, usual }: { readonly least: number; readonly usual: number }): number {
  return 1000 * (typeof value === 'number' && Number.isFinite(value) ? Math.max(least, value) : usual)
}

/** Follows changes of the settings and of the trust in the workspace, and tells what is wrong with the clusters once. */
export function watchSettings(context: {
  readonly clusters: Clusters
  readonly connections: Pick<Connections, 'reset'>
  readonly readings: Pick<Readings, 'readUnread'>
  readonly ui: Ui
}): Subscription {
  const { clusters, connections, readings } = context
  const told = new Set<string>()
  const tellProblems = () => {
    for (const problem of clusters.problems()) {
      if (!told.has(problem)) void tellProblem(context, problem)
      told.add(problem)
    }
  }
  const reload = () => {
    clusters.reload()
    tellProblems()
  }
  const subscriptions = [
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('consulPeering.clusters') || event.affectsConfiguration('consulPeering.useEnvironment')) reload()
      if (event.affectsConfiguration('consulPeering.requestTimeout')) void connections.reset()
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      reload()
      void readings.readUnread()
    }),
  ]
  tellProblems()
  return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) }
}

/** A token in the settings is plain text; one click takes it where it belongs. */
async function tellProblem({ clusters, ui }: { readonly clusters: Clusters; readonly ui: Ui }, problem: string): Promise<void> {
  const isToken = /^`[\w-]*token`/i.test(problem)
  const pressed = await ui.tell('warning', problem, ...(isToken ? ['Move to Secret Storage'] : []), 'Open Settings')
  if (pressed === 'Open Settings') await openSettings()
  if (pressed === 'Move to Secret Storage') await moveTokens(clusters)
}

/** Takes all tokens out of the setting, in each place where it is set. */
async function moveTokens(clusters: Clusters): Promise<void> {
  const settings = vscode.workspace.getConfiguration('consulPeering')
  const inspected = settings.inspect<unknown>('clusters')
  for (const [value, target] of [
    [inspected?.globalValue, vscode.ConfigurationTarget.Global],
    [inspected?.workspaceValue, vscode.ConfigurationTarget.Workspace],
  ] as const) {
    const { rows, tokens } = withoutTokens(value)
    if (tokens.length === 0) continue
    for (const { id, token } of tokens) {
      const profile = clusters.find(id)
      if (profile) await clusters.setToken(profile, token)
    }
    await settings.update('clusters', rows, target)
  }
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'consulPeering.clusters')
}
