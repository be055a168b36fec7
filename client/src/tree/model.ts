// Turns what is known of the clusters into rows. Pure: the same readings give the same rows with the same ids.
import { readAddress } from '../../../consul/src/connection.ts'
import { type ConsulError, explain } from '../../../consul/src/errors.ts'
import type { ClusterIdentity } from '../../../consul/src/identity.ts'
import type { ClusterSnapshot } from '../../../consul/src/snapshot.ts'
import type { ClusterProfile } from '../profiles.ts'
import { type ClusterReading, snapshotOf } from '../readings.ts'
import type { EndOf } from './ends.ts'
import { exportedServiceNodes } from './exports.ts'
import { errorNode, leaf } from './leaves.ts'
import { code, escapeMarkdown } from './markdown.ts'
import type { Tone, TreeNode } from './node.ts'
import { peeringNodes } from './peerings.ts'
import { clusterRowId } from './rows.ts'
import { entryNodes, importNodes, intentionNodes, type Place, type SectionOf } from './sections.ts'

/** The row of one cluster, with all rows below it. */
export function clusterNode(
  profile: ClusterProfile,
  reading: ClusterReading,
  sectionOf: SectionOf = () => undefined,
  endOf: EndOf = () => undefined,
): TreeNode {
  const id = clusterRowId(profile.id)
  const look = lookOf(reading)
  return {
    id,
    label: profile.name,
    description: look.description,
    tooltip: tooltipOf(profile, reading),
    icon: look.icon,
    tone: look.tone,
    context: ['cluster', look.state, profile.source, ...(profile.isProtected ? ['protected'] : [])].join(';'),
    clusterId: profile.id,
    children: childrenOf({ parent: id, clusterId: profile.id, sectionOf }, reading, endOf),
    startsExpanded: true,
  }
}

interface Look {
  readonly state: 'unread' | 'connected' | 'unreachable'
  readonly icon: string
  readonly tone?: Tone
  readonly description: string | undefined
}

function lookOf(reading: ClusterReading): Look {
  const snapshot = snapshotOf(reading)
  if (snapshot) return snapshotLook(snapshot)
  switch (reading.state) {
    case 'loading':
      return { state: 'unread', icon: 'loading~spin', description: 'connecting…' }
    case 'blocked':
      return { state: 'unreachable', icon: 'error', tone: 'bad', description: 'cannot be asked' }
    default:
      return { state: 'unread', icon: 'plug', description: 'not connected' }
  }
}

function snapshotLook({ leader, identity, peerings, exportedServices }: ClusterSnapshot): Look {
  if (!leader.ok) return { state: 'unreachable', icon: 'error', tone: 'bad', description: shortReason(leader.error) }
  const description = identity.ok ? describeIdentity(identity.value) : undefined
  if (leader.value === undefined) return { state: 'connected', icon: 'warning', tone: 'warning', description: 'no leader' }
  const isWhole = identity.ok && peerings.ok && exportedServices.ok
  return { state: 'connected', icon: isWhole ? 'pass-filled' : 'warning', tone: isWhole ? 'good' : 'warning', description }
}

/** Fits behind a name in a narrow view; the whole sentence is on the row below and in the tooltip. */
function shortReason({ kind }: ConsulError): string {
  if (kind === 'timeout') return 'no answer'
  if (kind.startsWith('tls-')) return 'TLS problem'
  if (kind === 'not-consul' || kind === 'redirect') return 'not a Consul API'
  if (/^(permission|acl|bad-acl)/.test(kind)) return 'access denied'
  return 'not reachable'
}

function describeIdentity(identity: ClusterIdentity): string {
  const edition = identity.edition === 'enterprise' ? 'Enterprise' : undefined
  return [identity.datacenter, describeRelease(identity), edition].filter((part) => part !== undefined).join(' · ')
}

function describeRelease({ version, prerelease }: ClusterIdentity): string {
  return prerelease === '' ? version : `${version}-${prerelease}`
}

function tooltipOf(profile: ClusterProfile, reading: ClusterReading): string {
  const snapshot = snapshotOf(reading)
  const identity = snapshot?.identity.ok ? snapshot.identity.value : undefined
  const lines = [
    `**${escapeMarkdown(profile.name)}**`,
    code(readAddress(profile.address)?.base ?? ''),
    identity &&
      `Consul ${escapeMarkdown(describeRelease(identity))}${identity.edition ? `, ${escapeMarkdown(identity.edition)} edition` : ''}`,
    identity?.datacenter && `Datacenter ${code(identity.datacenter)}`,
    snapshot?.leader.ok && snapshot.leader.value && `Leader ${code(snapshot.leader.value)}`,
    identity?.aclsEnabled === false ? 'ACLs are off' : identity?.defaultPolicy && `ACL default policy ${code(identity.defaultPolicy)}`,
    identity?.peeringEnabled === false && 'Peering is switched off',
    profile.isProtected && 'Protected: what writes or deletes on it asks for its name',
    profile.source === 'settings' && 'From the setting `consulPeering.clusters`',
    profile.source === 'environment' && 'From the environment variable `CONSUL_HTTP_ADDR`',
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n\n')
}

function childrenOf(place: Place, reading: ClusterReading, endOf: EndOf): readonly TreeNode[] {
  const { parent: id, clusterId } = place
  const snapshot = snapshotOf(reading)
  if (!snapshot) return [placeholder(id, clusterId, reading)]
  if (!snapshot.leader.ok) return [errorNode({ id, clusterId, ...explain(snapshot.leader.error), kind: snapshot.leader.error.kind })]
  return [
    peeringNodes(id, clusterId, snapshot, endOf),
    exportedServiceNodes(id, clusterId, snapshot),
    importNodes(place, snapshot),
    intentionNodes(place),
    entryNodes(place),
  ]
}

function placeholder(id: string, clusterId: string, reading: ClusterReading): TreeNode {
  switch (reading.state) {
    case 'blocked':
      return errorNode({ id, clusterId, ...reading.problem, kind: 'blocked' })
    case 'loading':
      return leaf({ id: `${id}/:loading`, clusterId, label: 'Connecting…', icon: 'loading~spin', context: 'loading' })
    default:
      return leaf({
        id: `${id}/:unread`,
        clusterId,
        label: 'Connect',
        tooltip: 'Ask the cluster for its peerings and services.',
        icon: 'debug-disconnect',
        context: 'unread',
        command: { command: 'consulPeering.refreshClusters', title: 'Connect' },
      })
  }
}
