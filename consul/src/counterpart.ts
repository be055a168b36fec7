// Finds the other end of a peering among clusters that are known.
import type { Peering } from './peering.ts'

/** A record of another cluster. */
export interface Counterpart<Id> {
  readonly cluster: Id
  readonly peering: Peering
}

/**
 * The other end: a dialer's `peerId` is the `id` of the acceptor's record, and from 1.14 on the reverse may hold. Names prove nothing,
 * for each side chooses its own. Pure.
 */
export function counterpartOf<Id>(
  peering: Peering,
  others: readonly { readonly cluster: Id; readonly peerings: readonly Peering[] }[],
): Counterpart<Id> | undefined {
  for (const { cluster, peerings } of others) {
    const found = peerings.find((other) => other.role !== peering.role && (other.peerId === peering.id || peering.peerId === other.id))
    if (found) return { cluster, peering: found }
  }
  return undefined
}
