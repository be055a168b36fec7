// Knows the other end of each peering whose two clusters are both known.
import type { Peering } from '../../../consul/src/peering.ts'
import type { ClusterProfile } from '../profiles.ts'
import { type ClusterReading, snapshotOf } from '../readings.ts'

/** The record of the other cluster. */
export interface OtherEnd {
  readonly clusterName: string
  readonly peering: Peering
}

/** Finds the other end of a peering of one cluster. */
export type EndOf = (peering: Peering) => OtherEnd | undefined

interface Found extends OtherEnd {
  readonly clusterId: string
}

/** All records by what ties them together: the dialer's `peerId` is the `id` of the acceptor's record. */
export interface Ends {
  of(clusterId: string, peering: Peering): OtherEnd | undefined
}

/** Indexes the last readings of all clusters. */
export function indexEnds(profiles: readonly ClusterProfile[], readingOf: (id: string) => ClusterReading): Ends {
  const byId = new Map<string, Found>()
  const byPeerId = new Map<string, Found>()
  for (const { id: clusterId, name: clusterName } of profiles) {
    const peerings = snapshotOf(readingOf(clusterId))?.peerings
    if (!peerings?.ok) continue
    for (const { peering } of peerings.value) {
      const found = { clusterId, clusterName, peering }
      byId.set(peering.id, found)
      if (peering.peerId !== undefined) byPeerId.set(peering.peerId, found)
    }
  }
  return {
    of(clusterId, { id, peerId, role }) {
      const candidates = [byPeerId.get(id), peerId === undefined ? undefined : byId.get(peerId)]
      return candidates.find((found) => found !== undefined && found.clusterId !== clusterId && found.peering.role !== role)
    },
  }
}
