// What one cluster calls another one: as its `consul-peering.json` says, else by the other one's own name.
import { namedPeers } from '../peers.ts'
import type { ClusterView } from '../project.ts'

/** The name of the peer. */
export function peerNameOf(cluster: ClusterView, other: ClusterView): string {
  const given = Object.entries(cluster.peers).find(([, target]) => target === other.folder || target === other.name)
  if (given) return given[0]
  const known = [...(cluster.scope.facts?.peers ?? []).map(({ name }) => name), ...namedPeers(cluster.scope).map(({ peer }) => peer)]
  // Without a mapping, two clusters that name one peer each most likely mean each other.
  const [only, ...more] = [...new Set(known)]
  return known.includes(other.name) || only === undefined || more.length > 0 ? other.name : only
}
