// What stands in for the state ACTIVE on the technical preview: a service of the acceptor that arrives at the dialer.
import { setTimeout as delay } from 'node:timers/promises'
import type { PeerResult } from './peerSteps.ts'
import { exportedTo } from './snapshot.ts'
import type { PairOfRecords } from './watchPair.ts'

const pollMs = 250

/** Looks for an imported service for up to `limitMs`; `none` when nothing is exported to the dialer or nothing came. */
export async function proofOfLife(
  { acceptor, dialer, acceptorName, dialerName, signal }: PairOfRecords & { readonly signal?: AbortSignal | undefined },
  limitMs: number,
): Promise<Exclude<PeerResult['proof'], 'active'>> {
  const exported = await acceptor.exportedServices({ signal })
  const names = exported.ok ? exportedTo(exported.value, dialerName).map(({ name }) => name) : []
  const candidates = names.filter((name) => name !== '*').slice(0, 5)
  if (candidates.length === 0) return 'none'
  const started = performance.now()
  for (;;) {
    const answers = await Promise.all(candidates.map((name) => dialer.healthService(name, { peer: acceptorName, signal })))
    if (answers.some((answer) => answer.ok && answer.value.length > 0)) return 'imported-service'
    if (signal?.aborted || performance.now() - started >= limitMs) return 'none'
    await delay(pollMs)
  }
}
