// The groups of a cluster that are read when they are opened: imported services, intentions, config entries.
import type { ImportedService, Intention, ServiceInstance } from '../../../consul/src/client.ts'
import type { Peering } from '../../../consul/src/peering.ts'
import type { KindOfEntries, SectionKey } from '../../../consul/src/sections.ts'
import type { ClusterSnapshot } from '../../../consul/src/snapshot.ts'
import type { SectionReading } from '../sections.ts'
import { errorNode, leaf } from './leaves.ts'
import { code } from './markdown.ts'
import type { Tone, TreeNode } from './node.ts'
import { rowId } from './rows.ts'

/** What is known of a part of the cluster in hand. */
export type SectionOf = (key: SectionKey) => SectionReading | undefined

/** Where rows belong. */
export interface Place {
  /** Of the cluster's row. */
  readonly parent: string
  readonly clusterId: string
  readonly sectionOf: SectionOf
}

/** The services that came in, by peer. */
export function importNodes(place: Place, { peerings }: ClusterSnapshot): TreeNode {
  const { parent, clusterId } = place
  const id = rowId(parent, 'imports')
  const group = { id, clusterId, label: 'Imported services', icon: 'cloud-download', context: 'imports', startsExpanded: false }
  const peers = peerings.ok ? peerings.value.map(({ peering }) => peering) : []
  if (peers.length === 0) return { ...group, children: [nothing(id, clusterId, 'Nothing comes in without a peering')] }
  return {
    ...group,
    children: peers.map((peering) => {
      const own = rowId(id, peering.name)
      const key: SectionKey = { section: 'imports', peer: peering.name }
      return {
        id: own,
        clusterId,
        label: peering.name,
        description: importCount(place.sectionOf(key), peering),
        icon: 'link',
        context: 'peering;imports',
        startsExpanded: false,
        section: key,
        children: childrenOf(place, own, key),
      }
    }),
  }
}

/** What was listed counts more than what the peering counted when it was read. */
function importCount(reading: SectionReading | undefined, { imported }: Peering): string | undefined {
  if (reading?.state === 'read' && reading.section.section === 'imports') return `${reading.section.listing.rows.length}`
  return imported && `${imported.count}`
}

/** The intentions, those for callers of a peer marked. */
export function intentionNodes(place: Place): TreeNode {
  const id = rowId(place.parent, 'intentions')
  const key: SectionKey = { section: 'intentions' }
  return {
    id,
    clusterId: place.clusterId,
    label: 'Intentions',
    description: countOf(place.sectionOf(key)),
    icon: 'shield',
    context: 'intentions',
    startsExpanded: false,
    section: key,
    children: childrenOf(place, id, key),
  }
}

/** The config entries by kind. */
export function entryNodes(place: Place): TreeNode {
  const id = rowId(place.parent, 'entries')
  const key: SectionKey = { section: 'entries' }
  return {
    id,
    clusterId: place.clusterId,
    label: 'Config entries',
    description: countOf(place.sectionOf(key)),
    icon: 'files',
    context: 'entries',
    startsExpanded: false,
    section: key,
    children: childrenOf(place, id, key),
  }
}

function countOf(reading: SectionReading | undefined): string | undefined {
  if (reading?.state !== 'read') return undefined
  const { section } = reading
  switch (section.section) {
    case 'intentions':
      return `${section.intentions.length}`
    case 'entries':
      return `${section.kinds.reduce((sum, { entries }) => sum + entries.length, 0)}`
    default:
      return undefined
  }
}

function childrenOf(place: Place, id: string, key: SectionKey): readonly TreeNode[] {
  const { clusterId } = place
  const reading = place.sectionOf(key)
  if (reading === undefined || reading.state === 'loading') {
    return [leaf({ id: `${id}/:loading`, clusterId, label: 'Loading…', icon: 'loading~spin', context: 'loading' })]
  }
  if (reading.state === 'failed') return [errorNode({ id, clusterId, ...reading.problem, kind: reading.kind })]
  const { section } = reading
  switch (section.section) {
    case 'imports':
      return orNothing(
        section.listing.rows.map((service) => importedNode(place, id, service)),
        nothing(id, clusterId, section.listing.isFiltered ? 'Nothing that this token may see' : 'Nothing is exported to this cluster yet'),
      )
    case 'instances':
      return orNothing(
        section.instances.map((instance) => instanceNode(id, clusterId, instance)),
        nothing(id, clusterId, 'No instances'),
      )
    case 'intentions':
      return orNothing(
        section.intentions.map((intention) => intentionNode(id, clusterId, intention)),
        nothing(id, clusterId, 'No intentions yet'),
      )
    case 'entries':
      return orNothing(
        section.kinds.map((kind) => kindNode(id, clusterId, kind)),
        nothing(id, clusterId, 'No config entries that this token may see'),
      )
  }
}

function orNothing(nodes: readonly TreeNode[], none: TreeNode): readonly TreeNode[] {
  return nodes.length === 0 ? [none] : nodes
}

function nothing(parent: string, clusterId: string, label: string): TreeNode {
  return leaf({ id: `${parent}/:none`, clusterId, label, icon: 'circle-outline', context: 'none' })
}

function importedNode(place: Place, parent: string, service: ImportedService): TreeNode {
  const { name, peer, instanceCount, passing, warning, critical } = service
  const id = rowId(parent, name)
  const [icon, tone] = healthLook(service)
  const key: SectionKey = { section: 'instances', peer, service: name }
  return {
    id,
    clusterId: place.clusterId,
    label: name,
    description: instanceCount === 1 ? '1 instance' : `${instanceCount} instances`,
    tooltip: `${code(name)} of the peer ${code(peer)}: checks passing ${passing}, warning ${warning}, critical ${critical}.`,
    icon,
    tone,
    context: 'imported',
    startsExpanded: false,
    section: key,
    children: childrenOf(place, id, key),
  }
}

function healthLook({ critical, warning }: Pick<ImportedService, 'critical' | 'warning'>): readonly [icon: string, tone: Tone] {
  if (critical > 0) return ['error', 'bad']
  return warning > 0 ? ['warning', 'warning'] : ['pass-filled', 'good']
}

function instanceNode(parent: string, clusterId: string, { id, node, address, port, status }: ServiceInstance): TreeNode {
  const [icon, tone] = healthLook({ critical: status === 'critical' ? 1 : 0, warning: status === 'warning' ? 1 : 0 })
  const where = address === '' ? node : `${address}:${port}`
  return leaf({ id: rowId(parent, node, id), clusterId, label: id, description: `${where} · ${status}`, icon, tone, context: 'instance' })
}

function intentionNode(parent: string, clusterId: string, intention: Intention): TreeNode {
  const { source, sourcePeer, sourceNamespace, destination, destinationNamespace, action, precedence, permissionCount, description } =
    intention
  const names = [destination, source, sourcePeer ?? '', sourceNamespace ?? '', destinationNamespace ?? '']
  const decided = action === 'permissions' ? `${permissionCount} permissions by path` : action
  const from = sourcePeer === undefined ? '' : ` of the peer ${code(sourcePeer)}`
  return leaf({
    id: rowId(parent, ...names),
    clusterId,
    label: `${source} → ${destination}`,
    description: [decided, sourcePeer === undefined ? undefined : `peer ${sourcePeer}`].filter((part) => part !== undefined).join(' · '),
    tooltip: [
      `Calls of ${code(source)}${from} to ${code(destination)}: ${decided}. Precedence ${precedence}.`,
      ...(description === undefined ? [] : [code(description)]),
    ].join('\n\n'),
    icon: action === 'deny' ? 'circle-slash' : 'check',
    tone: action === 'deny' ? 'bad' : 'good',
    context: ['intention', action, ...(sourcePeer === undefined ? [] : ['peer'])].join(';'),
    command: { command: 'consulPeering.openEntry', title: 'Open' },
  })
}

function kindNode(parent: string, clusterId: string, { kind, entries }: KindOfEntries): TreeNode {
  const id = rowId(parent, kind)
  return {
    id,
    clusterId,
    label: kind,
    description: `${entries.length}`,
    icon: 'folder',
    context: 'kind',
    startsExpanded: false,
    children: entries.map(({ name }) =>
      leaf({
        id: rowId(id, name),
        clusterId,
        label: name,
        icon: 'file',
        context: 'entry',
        command: { command: 'consulPeering.openEntry', title: 'Open' },
      }),
    ),
  }
}
