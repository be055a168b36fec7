// What the commands that share a service have in common: whom and what it is about, and how the wish comes true.
import type { Wish } from '../../../consul/src/entries/proposal.ts'
import { snapshotOf } from '../readings.ts'
import { clusterRowId, rowId, type Subject } from '../tree/rows.ts'
import type { Choice } from '../ui.ts'
import { planFiles, previewAndApply } from './applyEntries.ts'
import type { CommandDependencies } from './command.ts'
import { knownPeering, otherEnd } from './counterparts.ts'
import { confirmAndDelete } from './deleteEntry.ts'
import { type ReadCluster, tellError } from './onEntry.ts'

/** The peer that a row is about. */
export function peerOf(subject: Subject): string | undefined {
  switch (subject.is) {
    case 'peering':
    case 'consumer':
    case 'imported':
      return subject.peer
    case 'intention':
      return subject.peer || undefined
    default:
      return undefined
  }
}

/** The service of this cluster that a row is about. */
export function serviceOf(subject: Subject): string | undefined {
  switch (subject.is) {
    case 'service':
    case 'consumer':
      return subject.service
    case 'intention':
      return subject.destination
    case 'entry':
      return subject.kind.startsWith('service-') ? subject.name : undefined
    default:
      return undefined
  }
}

/** Lets a person pick a peer of the cluster; offers to make one when there is none. */
export async function pickPeer(deps: CommandDependencies, { profile, client }: ReadCluster, title: string): Promise<string | undefined> {
  const read = await deps.ui.progress(`Reading from ${profile.name}…`, (_report, signal) => client.listPeerings({ signal }))
  if (!read.ok) {
    await tellError(deps, read.error)
    return undefined
  }
  if (read.value.length === 0) {
    const pressed = await deps.ui.tell('information', `\`${profile.name}\` has no peering yet.`, 'Peer with Another Cluster…')
    if (pressed !== undefined) await deps.editor.runCommand('consulPeering.peerClusters', clusterRowId(profile.id))
    return undefined
  }
  const choices = read.value.map(({ name, state }): Choice<string> => ({ label: name, description: state, icon: 'link', value: name }))
  return deps.ui.pick({ title, placeholder: `Which peer of ${profile.name}?`, choices })
}

/** Lets a person pick one of these services, or type another name. */
export async function pickService(
  { ui }: CommandDependencies,
  question: { readonly title: string; readonly placeholder: string },
  known: readonly Choice<string>[],
): Promise<string | undefined> {
  const typed: Choice<string | undefined> = { label: 'Type a name…', icon: 'edit', value: undefined }
  const picked =
    known.length === 0
      ? { name: undefined }
      : await ui.pick<{ readonly name: string | undefined }>({
          ...question,
          choices: [...known, typed].map((choice) => ({ ...choice, value: { name: choice.value } })),
        })
  if (picked === undefined || picked.name !== undefined) return picked?.name
  const name = await ui.input({
    title: question.title,
    prompt: question.placeholder,
    placeholder: 'billing',
    problem: (text) => (text === '' || nameProblem(text.trim()) === undefined ? undefined : nameProblem(text.trim())),
  })
  return name?.trim() || undefined
}

function nameProblem(text: string): string | undefined {
  return /\s/.test(text) ? 'The name of a service holds no blanks.' : undefined
}

/** The services of this cluster, and all of them. */
export async function ownServices(deps: CommandDependencies, { profile, client }: ReadCluster): Promise<readonly Choice<string>[]> {
  const read = await deps.ui.progress(`Reading from ${profile.name}…`, (_report, signal) => client.services({ signal }))
  const names = read.ok ? read.value.rows.map(({ name }) => name).filter((name) => name !== 'consul') : []
  const all: Choice<string> = { label: 'All services', description: '*', icon: 'globe', value: '*' }
  return [
    ...names.map((name): Choice<string> => ({ label: name, icon: 'symbol-interface', value: name })),
    ...(names.length > 1 ? [all] : []),
  ]
}

/** The services of a peer, where its cluster is known here. */
export function servicesOfPeer(deps: CommandDependencies, { profile }: ReadCluster, peer: string): readonly Choice<string>[] {
  const peering = knownPeering(deps, profile, peer)
  const other = peering && otherEnd(deps, profile, peering)
  const services = other && snapshotOf(deps.readings.of(other.cluster.id))?.services
  if (!services?.ok) return []
  return services.value.rows
    .filter(({ name }) => name !== 'consul')
    .map(({ name }) => ({ label: name, description: other?.cluster.name, icon: 'symbol-interface', value: name }))
}

/** What became of a wish: the cluster has it now, had it before, or a person was told why not, or left. */
export type Fulfilment = 'written' | 'already' | 'left'

/** Makes a wish come true: in the file that holds the entry where there is one, else on the cluster. */
export async function fulfil(deps: CommandDependencies, cluster: ReadCluster, wish: Wish): Promise<Fulfilment> {
  const live = await deps.live()
  const exportsName = cluster.profile.partition || 'default'
  const file = await deps.pages.entryFile(cluster.profile.name, live.entryOfWish(wish, exportsName))
  if (file) {
    const changed = live.planWishInText(file.uri, file.text, wish, cluster.reading)
    if (changed.action === 'impossible') {
      await deps.ui.tell('warning', changed.why)
      return 'left'
    }
    if (changed.action === 'write') await deps.pages.changeFile(file.uri, changed.text)
    // What the file says already may not be on the cluster yet.
    const text = changed.action === 'write' ? changed.text : file.text
    const changes = await planFiles(deps, cluster, [{ ...file, text }])
    if (!changes) return 'left'
    return (await previewAndApply(deps, cluster, changes)) ? 'written' : 'left'
  }
  return fulfilOnCluster(deps, cluster, wish)
}

async function fulfilOnCluster(deps: CommandDependencies, cluster: ReadCluster, wish: Wish): Promise<Fulfilment> {
  const live = await deps.live()
  const { profile, client, reading } = cluster
  const planned = await deps.ui.progress(`Reading from ${profile.name}…`, (_report, signal) =>
    live.planWish(client, wish, reading, { signal, exportsName: profile.partition }),
  )
  if (!planned.ok) {
    await tellError(deps, planned.error)
    return 'left'
  }
  switch (planned.value.action) {
    case 'nothing':
      await deps.ui.tell('information', `It is so already on \`${profile.name}\`, so nothing was written.`)
      return 'already'
    case 'impossible':
      await deps.ui.tell('warning', planned.value.why)
      return 'left'
    case 'write':
      return (await previewAndApply(deps, cluster, [planned.value.change])) ? 'written' : 'left'
    case 'delete':
      await confirmAndDelete(deps, cluster, [planned.value.live])
      return 'left'
  }
}

/** The id of the row of an exported service and its consumer, for the next command. */
export function consumerRowId(clusterId: string, service: string, peer: string): string {
  return rowId(rowId(clusterRowId(clusterId), 'exports'), service, peer)
}
