// Waits by a blocking query until the peerings or the exports of a cluster have changed.
import type { ConsulClient, Watched, WatchOptions } from './client.ts'
import type { Result } from './result.ts'

const waitMs = 60_000

/**
 * `true` when something has changed since this was called; `false` when this version cannot tell, the call failed or was aborted.
 * One connection is held for each of the two.
 */
export async function waitForChange(client: ConsulClient, signal: AbortSignal): Promise<boolean> {
  const controller = new AbortController()
  const either = AbortSignal.any([signal, controller.signal])
  const waits = [
    follow((options) => client.watchPeerings(options), either),
    follow((options) => client.watchConfigEntries('exported-services', options), either),
  ]
  // The first that has changed; else both have given up.
  const first = await Promise.race([...waits.map((wait) => wait.then((changed) => changed || never)), Promise.all(waits).then(() => false)])
  controller.abort()
  return first === true
}

const never = new Promise<never>(() => undefined)

async function follow(ask: (options: WatchOptions) => Promise<Result<Watched<unknown>>>, signal: AbortSignal): Promise<boolean> {
  let known = await ask({ signal })
  for (;;) {
    if (!known.ok || known.value.index === undefined || signal.aborted) return false
    const next = await ask({ index: known.value.index, waitMs, signal })
    if (!next.ok || signal.aborted) return false
    if (next.value.index !== known.value.index) return true
    known = next
  }
}
