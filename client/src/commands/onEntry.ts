// What commands about entries of clusters share: the cluster, the release that it runs, and the entry that was clicked.
import type { LiveConfigEntry } from '../../../consul/src/client.ts'
import { type ConsulError, explain } from '../../../consul/src/errors.ts'
import { failure, type Result, success } from '../../../consul/src/result.ts'
import type { OpenedFile } from '../pages.ts'
import { isRecord } from '../profiles.ts'
import { clusterRowId, rowOf, type Subject } from '../tree/rows.ts'
import type { Choice, Heading } from '../ui.ts'
import { type ChosenCluster, openCluster, pickCluster } from './chooseCluster.ts'
import { type CommandDependencies, type LiveFlows, sentence } from './command.ts'

/** By what the entries of a cluster are read. */
export type Reading = ReturnType<LiveFlows['readingOf']>

/** A cluster that answered, and by what its entries are read. */
export interface ReadCluster extends ChosenCluster {
  readonly reading: Reading
}

/** Asks the cluster for its release; says why when that fails. */
export async function readCluster(deps: CommandDependencies, cluster: ChosenCluster): Promise<ReadCluster | undefined> {
  const { profile, client } = cluster
  const live = await deps.live()
  const read = await deps.ui.progress(`Asking ${profile.name}…`, async (_report, signal): Promise<Result<Reading>> => {
    const leader = await client.leader({ signal })
    if (!leader.ok) return leader
    // Without a leader all other calls hang.
    if (leader.value === undefined) return failure({ kind: 'no-leader' })
    const self = await client.self({ signal })
    return self.ok ? success(live.readingOf(self.value)) : self
  })
  if (read.ok) return { ...cluster, reading: read.value }
  await tellError(deps, read.error)
  return undefined
}

/** The cluster of a row, or the one that is picked; asked for its release. */
export async function chooseAndRead(
  deps: CommandDependencies,
  given: unknown,
  question: { readonly title: string; readonly placeholder: string },
): Promise<ReadCluster | undefined> {
  const profile = rowOf(deps.clusters.list(), given)?.profile ?? (await pickCluster(deps, question))
  const cluster = profile && (await openCluster(deps, profile))
  return cluster && readCluster(deps, cluster)
}

/** What a row stands for; the cluster when it is no row. */
export function subjectOf({ clusters }: Pick<CommandDependencies, 'clusters'>, given: unknown): Subject {
  return rowOf(clusters.list(), given)?.subject ?? { is: 'cluster' }
}

/** Says an error, unless somebody cancelled. */
export async function tellError({ ui }: Pick<CommandDependencies, 'ui'>, error: ConsulError): Promise<void> {
  if (error.kind !== 'cancelled') await ui.tell('error', sentence(explain(error)))
}

/** Kind and name of the entry that a row shows or is decided by; `undefined` for others. */
export function entryOfSubject(
  subject: Subject,
  partition: string | undefined,
): { readonly kind: string; readonly name: string } | undefined {
  switch (subject.is) {
    case 'entry':
      return { kind: subject.kind, name: subject.name }
    case 'intention':
      return { kind: 'service-intentions', name: subject.destination }
    case 'service':
    case 'consumer':
      return { kind: 'exported-services', name: partition || 'default' }
    default:
      return undefined
  }
}

/** The entry of a row, or the one that is picked from the cluster, as it is stored now. */
export async function chooseEntry(
  deps: CommandDependencies,
  cluster: ReadCluster,
  given: unknown,
  title: string,
): Promise<LiveConfigEntry | undefined> {
  const named = entryOfSubject(subjectOf(deps, given), cluster.profile.partition) ?? (await pickEntry(deps, cluster, title))
  if (!named) return undefined
  const read = await deps.ui.progress(`Reading from ${cluster.profile.name}…`, (_report, signal) =>
    cluster.client.readConfigEntry(named.kind, named.name, { signal }),
  )
  if (!read.ok) {
    await tellError(deps, read.error)
    return undefined
  }
  if (read.value === undefined) {
    await deps.ui.tell('warning', `\`${named.kind}/${named.name}\` is no longer on \`${cluster.profile.name}\`.`)
    void deps.readings.refresh(cluster.profile.id)
  }
  return read.value
}

type Named = { readonly kind: string; readonly name: string }

async function pickEntry(deps: CommandDependencies, { profile, client }: ReadCluster, title: string): Promise<Named | undefined> {
  const live = await deps.live()
  const read = await deps.ui.progress(`Reading from ${profile.name}…`, (_report, signal) =>
    live.readSection(client, { section: 'entries' }, signal),
  )
  if (!read.ok) {
    await tellError(deps, read.error)
    return undefined
  }
  const kinds = read.value.section === 'entries' ? read.value.kinds : []
  const choices = kinds.flatMap(({ kind, entries }): readonly (Choice<Named> | Heading)[] => [
    { heading: kind },
    ...entries.map(({ name }) => ({ label: name, description: kind, value: { kind, name } })),
  ])
  if (choices.length === 0) {
    await deps.ui.tell('information', `\`${profile.name}\` has no config entries that this token may see.`)
    return undefined
  }
  return deps.ui.pick({ title, placeholder: `Which entry of ${profile.name}?`, choices })
}

/** The row of the one cluster that the files belong to by their `consul-peering.json`; `undefined` where that is not known. */
export async function clusterOfFiles(
  { targets, clusters }: CommandDependencies,
  files: readonly OpenedFile[],
): Promise<string | undefined> {
  const scopes = await Promise.all(files.map(({ uri }) => targets.scopeFile(uri)))
  const names = new Set(scopes.map((scope) => (scope ? clusterNameIn(scope.text) : undefined)))
  const [name] = names
  const profile = names.size === 1 && name !== undefined ? clusters.list().find((one) => one.name === name) : undefined
  return profile && clusterRowId(profile.id)
}

/** The name of the cluster that a `consul-peering.json` is about. */
export function clusterNameIn(text: string): string | undefined {
  try {
    const scope: unknown = JSON.parse(text)
    return isRecord(scope) && typeof scope['cluster'] === 'string' ? scope['cluster'] : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
