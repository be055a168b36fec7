// Looks at the two records of a pair.
import type { CallOptions, ConsulClient } from './client.ts'
import type { Peering } from './peering.ts'
import type { SeenState } from './peerSteps.ts'
import type { Result } from './result.ts'

/** Two clusters and the names of the records. */
export interface PairOfRecords {
  readonly acceptor: ConsulClient
  readonly dialer: ConsulClient
  readonly acceptorName: string
  readonly dialerName: string
}

/** What was seen; a value of `undefined` is a record that is not there. */
export interface Sight {
  readonly acceptor: Result<Peering | undefined>
  readonly dialer: Result<Peering | undefined>
}

/** Reads both records at the same time. */
export async function look({ acceptor, dialer, acceptorName, dialerName }: PairOfRecords, options: CallOptions): Promise<Sight> {
  const [first, second] = await Promise.all([acceptor.readPeering(dialerName, options), dialer.readPeering(acceptorName, options)])
  return { acceptor: first, dialer: second }
}

/** The state in what was seen. */
export function seenState(seen: Result<Peering | undefined>): SeenState {
  if (!seen.ok) return 'UNKNOWN'
  return seen.value?.state ?? 'NONE'
}
