// Which paths there can be: the services of each cluster, and the path that a place in a file is about.

import type { Range } from '../../range.ts'
import type { Entry } from '../entry.ts'
import { exportedServicesOf } from '../exports.ts'
import { mentionsIn } from '../names.ts'
import type { ClusterView } from '../project.ts'
import { callersOf } from '../sharing.ts'
import type { PathEnd } from './path.ts'

/** A cluster with the services that files and live facts know of it. */
export interface PathCluster {
  readonly name: string
  readonly services: readonly string[]
}

const kindsOfOwn = [
  'service-defaults',
  'service-resolver',
  'service-router',
  'service-splitter',
  'service-intentions',
  'exported-services',
] as const

/** The clusters of a workspace, their services in the order of the alphabet. */
export function pathClusters(clusters: readonly ClusterView[]): readonly PathCluster[] {
  return clusters.map(({ name, scope }) => {
    const live = (scope.facts?.services ?? []).map((service) => service.name)
    const named = kindsOfOwn.flatMap((kind) => scope.entries(kind).flatMap(mentionsIn))
    const own = named.filter(({ of, peer }) => of === 'service' && peer === undefined).map((mention) => mention.name)
    // The servers themselves call nobody.
    return { name, services: [...new Set([...own, ...live])].filter((service) => service !== 'consul').sort() }
  })
}

/** A path, as far as a place says it. */
export interface PartialPath {
  readonly range: Range
  readonly from: Partial<PathEnd>
  readonly to: Partial<PathEnd>
}

/** The paths that an entry is about: those of each exported service to its consumers, and those of each source from a peer. */
export function pathsIn(entry: Entry, cluster: ClusterView, clusters: readonly ClusterView[]): readonly PartialPath[] {
  const peered = (peer: string) => {
    const other = clusterOfPeer(cluster, peer, clusters)
    return other === undefined ? {} : { cluster: other }
  }
  const exported = exportedServicesOf(entry).flatMap(({ object, name, consumers }): readonly PartialPath[] => {
    const [first] = consumers
    const range = object.fields.get('Name')?.value.source.range
    if (!range || name === '' || name === '*' || !first) return []
    return [{ range, from: consumers.length === 1 ? peered(first.peer) : {}, to: { service: name, cluster: cluster.name } }]
  })
  if (entry.kindName !== 'service-intentions') return exported
  const to = { cluster: cluster.name, ...(entry.name === '*' ? {} : { service: entry.name }) }
  return callersOf(cluster.scope, entry.name)
    .filter((caller) => caller.entry === entry && caller.peer !== '')
    .map(({ name, peer, range }) => ({ range, from: { ...peered(peer), ...(name === '*' ? {} : { service: name }) }, to }))
}

function clusterOfPeer({ peers }: ClusterView, peer: string, clusters: readonly ClusterView[]): string | undefined {
  const where = peers[peer]
  return clusters.find(({ folder, name }) => (where === undefined ? name === peer : folder === where || name === where))?.name
}
