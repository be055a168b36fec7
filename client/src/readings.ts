// What the clusters looked like when they were last asked, and when to ask again: only while somebody looks.
import type { ConsulClient } from '../../consul/src/client.ts'
import type { Explanation } from '../../consul/src/errors.ts'
import type { ClusterSnapshot } from '../../consul/src/snapshot.ts'
import type { Clusters } from './clusters.ts'
import type { Connections } from './connections.ts'
import { createEmitter, type Listen } from './emitter.ts'

/** What is known of one cluster. */
export type ClusterReading =
  | { readonly state: 'unread' }
  /** `previous` is shown meanwhile. */
  | { readonly state: 'loading'; readonly previous: ClusterSnapshot | undefined }
  | { readonly state: 'read'; readonly snapshot: ClusterSnapshot }
  /** It could not even be asked. */
  | { readonly state: 'blocked'; readonly problem: Explanation }

/** The readings of all known clusters. */
export interface Readings {
  of(id: string): ClusterReading
  /** Reads one cluster, or all, at once; resolves when that is done. Clusters are read side by side. */
  refresh(id?: string): Promise<void>
  /** Reads those that were never read. */
  readUnread(): Promise<void>
  /** While shown, each cluster is read again and again; those that fail less and less often. */
  setShown(shown: boolean): void
  /** The id of a cluster whose reading changed. */
  readonly onDidChange: Listen<string>
  dispose(): void
}

/** What readings are made from. */
export interface ReadingsContext {
  readonly clusters: Pick<Clusters, 'list' | 'find' | 'onDidChange'>
  readonly connections: Pick<Connections, 'open'>
  /** Loads the live library on first use. */
  readonly read: (client: ConsulClient, signal: AbortSignal) => Promise<ClusterSnapshot>
  /** Whether clusters may be asked without somebody saying so each time. */
  readonly mayConnect: () => boolean
  /** Milliseconds between two readings of a cluster that is well. */
  readonly intervalMs: () => number
}

interface Watched {
  reading: ClusterReading
  /** Of the reading under way. */
  controller: AbortController | undefined
  timer: NodeJS.Timeout | undefined
  failures: number
}

const longestIntervalMs = 120_000

/** Makes the readings; nothing is asked before `refresh` or `setShown`. */
export function createReadings(context: ReadingsContext): Readings {
  const { clusters } = context
  const changed = createEmitter<string>()
  const watched = new Map<string, Watched>()
  let isShown = false

  const entryOf = (id: string): Watched => {
    let entry = watched.get(id)
    if (!entry) {
      entry = { reading: { state: 'unread' }, controller: undefined, timer: undefined, failures: 0 }
      watched.set(id, entry)
    }
    return entry
  }
  const put = (id: string, entry: Watched, reading: ClusterReading) => {
    entry.reading = reading
    changed.fire(id)
  }
  const plan = (id: string, entry: Watched) => {
    clearTimeout(entry.timer)
    entry.timer = undefined
    if (!isShown || !context.mayConnect() || watched.get(id) !== entry) return
    const wait = Math.min(context.intervalMs() * 2 ** Math.min(entry.failures, 10), Math.max(longestIntervalMs, context.intervalMs()))
    entry.timer = setTimeout(() => void read(id), wait)
  }
  const read = async (id: string): Promise<void> => {
    const profile = clusters.find(id)
    if (!profile) return
    const entry = entryOf(id)
    clearTimeout(entry.timer)
    entry.controller?.abort()
    const controller = new AbortController()
    entry.controller = controller
    const previous = snapshotOf(entry.reading)
    put(id, entry, { state: 'loading', previous })
    const opened = await context.connections.open(profile)
    const reading: ClusterReading = opened.ok
      ? { state: 'read', snapshot: await context.read(opened.client, controller.signal) }
      : { state: 'blocked', problem: opened.problem }
    // A later reading, or the end, has taken over.
    if (entry.controller !== controller) return
    entry.controller = undefined
    entry.failures = isWell(reading) ? 0 : entry.failures + 1
    put(id, entry, reading)
    plan(id, entry)
  }
  const stop = (id: string) => {
    const entry = watched.get(id)
    if (!entry) return
    watched.delete(id)
    clearTimeout(entry.timer)
    const { controller } = entry
    entry.controller = undefined
    controller?.abort()
  }
  const readAll = (ids: readonly string[]) => Promise.all(ids.map(read)).then(() => undefined)
  const unread = () => clusters.list().flatMap(({ id }) => (entryOf(id).reading.state === 'unread' ? [id] : []))
  const readUnread = () => (context.mayConnect() ? readAll(unread()) : Promise.resolve())

  const watch = clusters.onDidChange((ids) => {
    for (const id of ids) {
      stop(id)
      changed.fire(id)
    }
    if (isShown) void readUnread()
  })
  return {
    of: (id) => watched.get(id)?.reading ?? { state: 'unread' },
    refresh: (id) => readAll(id === undefined ? clusters.list().map((profile) => profile.id) : [id]),
    readUnread,
    setShown(shown) {
      if (shown === isShown) return
      isShown = shown
      if (shown && context.mayConnect()) void readAll(clusters.list().map(({ id }) => id))
      if (!shown) for (const { timer } of watched.values()) clearTimeout(timer)
    },
    onDidChange: changed.event,
    dispose() {
      watch.dispose()
      isShown = false
      for (const id of [...watched.keys()]) stop(id)
      changed.dispose()
    },
  }
}

/** The last snapshot, also while a new one is on its way. */
export function snapshotOf(reading: ClusterReading): ClusterSnapshot | undefined {
  switch (reading.state) {
    case 'read':
      return reading.snapshot
    case 'loading':
      return reading.previous
    default:
      return undefined
  }
}

function isWell(reading: ClusterReading): boolean {
  return reading.state === 'read' && reading.snapshot.leader.ok
}
