// Says above each entry of a file whether the connected cluster of its folder has it, and in the same words.

import type { Clusters } from './clusters.ts'
import type { LiveFlows } from './commands/command.ts'
import { clusterNameIn } from './commands/onEntry.ts'
import type { Connections } from './connections.ts'
import { type Readings, snapshotOf } from './readings.ts'
import type { TargetPlaces } from './target.ts'

/** What stands above an entry. */
export interface ClusterLens {
  /** UTF-16 offset of the entry in its text. */
  readonly offset: number
  readonly title: string
}

/** What lenses are made from. */
export interface ClusterLensContext {
  readonly clusters: Pick<Clusters, 'list'>
  readonly connections: Pick<Connections, 'open'>
  readonly readings: Pick<Readings, 'of'>
  readonly targets: Pick<TargetPlaces, 'scopeFile'>
  readonly live: () => Promise<Pick<LiveFlows, 'planEntries' | 'readingOf' | 'wantedInText'>>
}

/** Each entry is one call to the cluster. */
const mostEntries = 20

/** The lenses of a file; none where its cluster is not connected, and nothing is connected for them. */
export async function clusterLenses(
  { clusters, connections, readings, targets, live }: ClusterLensContext,
  { uri, text }: { readonly uri: string; readonly text: string },
  signal: AbortSignal,
): Promise<readonly ClusterLens[]> {
  const scope = await targets.scopeFile(uri)
  const name = scope && clusterNameIn(scope.text)
  const profile = name === undefined ? undefined : clusters.list().find((one) => one.name === name)
  const identity = profile && snapshotOf(readings.of(profile.id))?.identity
  if (!profile || !identity?.ok) return []
  const { planEntries, readingOf, wantedInText } = await live()
  const reading = readingOf(identity.value)
  const { wanted } = wantedInText(uri, text, reading)
  if (wanted.length === 0 || wanted.length > mostEntries) return []
  const opened = await connections.open(profile)
  if (!opened.ok) return []
  const planned = await planEntries(opened.client, wanted, reading, signal)
  if (!planned.ok) return []
  return planned.value.map(({ action, wanted: { entry } }) => ({
    offset: (entry.kindMember?.range ?? entry.root.range).start,
    title: { same: `applied to ${profile.name}`, change: `differs from ${profile.name}`, create: `not on ${profile.name} yet` }[action],
  }))
}
