// The peerings of a cluster as rows: the state that Consul reports, and how it really is.
import { explain } from '../../../consul/src/errors.ts'
import type { HealthStatus, Peering } from '../../../consul/src/peering.ts'
import type { ClusterSnapshot, PeeringView } from '../../../consul/src/snapshot.ts'
import type { EndOf, OtherEnd } from './ends.ts'
import { errorNode, leaf } from './leaves.ts'
import { code, escapeMarkdown, prose } from './markdown.ts'
import type { Tone, TreeNode } from './node.ts'
import { rowId } from './rows.ts'

/** The group of all peerings of a cluster. */
export function peeringNodes(parent: string, clusterId: string, { peerings }: ClusterSnapshot, endOf: EndOf): TreeNode {
  const id = `${parent}/peerings`
  const group = { id, clusterId, label: 'Peerings', icon: 'link', context: 'peerings', startsExpanded: true }
  if (!peerings.ok) return { ...group, children: [errorNode({ id, clusterId, ...explain(peerings.error), kind: peerings.error.kind })] }
  if (peerings.value.length === 0) {
    const tooltip = 'Click to peer this cluster with another one.'
    const command = { command: 'consulPeering.peerClusters', title: 'Peer with Another Cluster…' }
    return {
      ...group,
      children: [leaf({ id: `${id}/:none`, clusterId, label: 'No peerings yet', tooltip, icon: 'add', context: 'none', command })],
    }
  }
  return {
    ...group,
    description: describeGroup(peerings.value),
    children: peerings.value.map((view) => peeringNode(id, clusterId, view, endOf(view.peering))),
  }
}

/** How many peerings of a cluster need a look. */
export function unwellPeerings({ peerings }: ClusterSnapshot): number {
  return peerings.ok ? peerings.value.filter(({ health }) => looks[health.status].tone === 'bad' || health.status === 'stale').length : 0
}

function describeGroup(views: readonly PeeringView[]): string {
  const active = views.filter(({ health }) => health.status === 'active').length
  return active === views.length ? `${views.length}` : `${active} of ${views.length} active`
}

function peeringNode(parent: string, clusterId: string, { peering, health }: PeeringView, end: OtherEnd | undefined): TreeNode {
  const { icon, tone } = looks[health.status]
  const disagrees = end !== undefined && end.peering.state !== peering.state
  const state = disagrees ? `${peering.state}, but ${end.peering.state} on ${end.clusterName}` : stateText(peering, health.status)
  return leaf({
    id: rowId(parent, peering.name),
    clusterId,
    label: peering.name,
    description: [state, traffic(peering)].filter((part) => part !== '').join(' · '),
    tooltip: tooltipOf(peering, health.sentence, end),
    icon: disagrees && tone === 'good' ? 'warning' : icon,
    tone: disagrees && tone === 'good' ? 'warning' : tone,
    context: ['peering', health.status, peering.role].join(';'),
  })
}

const looks: Readonly<Record<HealthStatus, { readonly icon: string; readonly tone?: Tone }>> = {
  pending: { icon: 'clock' },
  establishing: { icon: 'sync' },
  active: { icon: 'pass-filled', tone: 'good' },
  stale: { icon: 'warning', tone: 'warning' },
  failing: { icon: 'error', tone: 'bad' },
  terminated: { icon: 'circle-slash', tone: 'bad' },
  deleting: { icon: 'trash' },
  unproven: { icon: 'question' },
}

function stateText({ state }: Peering, status: HealthStatus): string {
  return status === 'stale' ? `${state} (stale)` : state
}

/** Services that come in and go out; nothing where this version does not count them. */
function traffic({ imported, exported }: Peering): string {
  if (!imported && !exported) return ''
  return `↓${imported?.count ?? 0} ↑${exported?.count ?? 0}`
}

function tooltipOf(peering: Peering, sentence: string, end: OtherEnd | undefined): string {
  const { imported, exported, serverAddresses, remoteDatacenter } = peering
  const lines = [
    `**${escapeMarkdown(peering.name)}** · ${escapeMarkdown(peering.state)}`,
    prose(sentence),
    peering.role === 'dialer' ? 'This cluster dials the other one.' : 'This cluster is dialed by the other one.',
    end && `On ${code(end.clusterName)} it is called ${code(end.peering.name)} and is ${escapeMarkdown(end.peering.state)}`,
    heardText(peering),
    remoteDatacenter && `Other datacenter: ${code(remoteDatacenter)}`,
    serverAddresses.length > 0 && `Dials ${serverAddresses.map(code).join(', ')}`,
    imported && `Imported services: ${countText(imported)}`,
    exported && `Exported services: ${countText(exported)}`,
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n\n')
}

/** How long ago the other side gave its last sign of life, when this was read. */
function heardText({ stream, readAt }: Peering): string | undefined {
  if (stream?.lastHeartbeat === undefined) return undefined
  const seconds = Math.max(0, Math.round((readAt - stream.lastHeartbeat) / 1000))
  return seconds < 120
    ? `Last heartbeat ${seconds} s before this was read`
    : `Last heartbeat ${Math.round(seconds / 60)} min before this was read`
}

const shownNames = 10

function countText({ count, names }: NonNullable<Peering['imported']>): string {
  if (!names || names.length === 0) return `${count}`
  const more = names.length > shownNames ? ' …' : ''
  return `${count} (${names.slice(0, shownNames).map(code).join(', ')}${more})`
}
