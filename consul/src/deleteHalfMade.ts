// Deletes peering records and waits until they are gone, after which their names can be used again.
import { setTimeout as delay } from 'node:timers/promises'
import type { RecordName } from './check.ts'
import type { ConsulClient } from './client.ts'
import { failure, type Result, success } from './result.ts'

/** What to delete. */
export interface DeleteRequest {
  readonly acceptor: ConsulClient
  readonly dialer: ConsulClient
  /** Any records of the two, not only leftovers: deleting a whole peering takes both sides. */
  readonly leftovers: readonly RecordName[]
  /** How long the records may take to be gone; default 15,000 ms. */
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

const pollMs = 100

/**
 * Deletes the named records on both sides at once, then waits until each is gone: a name that is used again too early is killed
 * by the delayed termination of its predecessor. `still-there` when one stays; the first error otherwise.
 */
export async function deleteHalfMade({
  acceptor,
  dialer,
  leftovers,
  timeoutMs = 15_000,
  signal,
}: DeleteRequest): Promise<Result<undefined>> {
  const clients = { acceptor, dialer }
  const deleted = await Promise.all(leftovers.map(({ side, name }) => clients[side].deletePeering(name, { signal })))
  const refused = deleted.find((result) => !result.ok)
  if (refused) return refused
  const gone = await Promise.all(leftovers.map(({ side, name }) => waitUntilGone(clients[side], name, timeoutMs, signal)))
  return gone.find((result) => !result.ok) ?? success(undefined)
}

async function waitUntilGone(
  client: ConsulClient,
  name: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Result<undefined>> {
  const started = performance.now()
  for (;;) {
    const read = await client.readPeering(name, { signal })
    if (!read.ok) return read
    if (!read.value) return success(undefined)
    const waitedMs = performance.now() - started
    if (waitedMs >= timeoutMs) return failure({ kind: 'still-there', name, waitedMs: Math.round(waitedMs) })
    await delay(pollMs)
  }
}
