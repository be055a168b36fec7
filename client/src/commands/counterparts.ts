// The other end of a peering, where that cluster is known here, too.
import { type Counterpart, counterpartOf } from '../../../consul/src/counterpart.ts'
import type { Peering } from '../../../consul/src/peering.ts'
import type { ClusterProfile } from '../profiles.ts'
import { type Readings, snapshotOf } from '../readings.ts'

/** Where readings are found. */
export interface KnownClusters {
  readonly clusters: { list(): readonly ClusterProfile[] }
  readonly readings: Pick<Readings, 'of'>
}

/** The record of a peering as it was last read. */
export function knownPeering({ readings }: Pick<KnownClusters, 'readings'>, cluster: ClusterProfile, name: string): Peering | undefined {
  const peerings = snapshotOf(readings.of(cluster.id))?.peerings
  return peerings?.ok ? peerings.value.find(({ peering }) => peering.name === name)?.peering : undefined
}

/** The other end by the last readings of the other clusters. */
export function otherEnd(
  { clusters, readings }: KnownClusters,
  cluster: ClusterProfile,
  peering: Peering,
): Counterpart<ClusterProfile> | undefined {
  const others = clusters.list().flatMap((profile) => {
    const peerings = snapshotOf(readings.of(profile.id))?.peerings
    if (profile.id === cluster.id || !peerings?.ok) return []
    return [{ cluster: profile, peerings: peerings.value.map((view) => view.peering) }]
  })
  return counterpartOf(peering, others)
}
