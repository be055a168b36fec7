// What the clusters looked like when they were last asked, and when to ask again: only while somebody looks.
import type { ConsulClient } from '../../consul/src/client.ts'
import type { Explanation } from '../../consul/src/errors.ts'
import type { ClusterSnapshot } from '../../consul/src/snapshot.ts'
import type { Clusters } from './clusters.ts'
import type { Connections } from './connections.ts'
import { createEmitter, type Emitter, type Listen } from './emitter.ts'

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
  /** The id of a cluster that was read to the end. */
  readonly onDidRead: Listen<string>
  dispose(): void
}

/** What readings are made from. */
export interface ReadingsContext {
  readonly clusters: Pick<Clusters, 'list' | 'find' | 'onDidChange'>
  readonly connections: Pick<Connections, 'open'>
  /** Loads the live library on first use. */
  readonly read: (client: ConsulClient, signal: AbortSignal) => Promise<ClusterSnapshot>
  /** Resolves when something has changed on the cluster, or when that cannot be waited for any more: `false`. */
  readonly waitForChange?: (client: ConsulClient, signal: AbortSignal) => Promise<boolean>
  /** Whether clusters may be asked without somebody saying so each time. */
  readonly mayConnect: () => boolean
  /** Milliseconds between two readings of a cluster that is well. */
  readonly intervalMs: () => number
  /** From 0 to 1; default `Math.random`. */
  readonly random?: () => number
}

/** Who wants a reading: a person, or the view by itself. */
type Cause = 'person' | 'view'

interface Watched {
  reading: ClusterReading
  /** Of the reading under way. */
  controller: AbortController | undefined
  cause: Cause
  timer: NodeJS.Timeout | undefined
  /** Of the wait for a change. */
  waiting: AbortController | undefined
  failures: number
}

const longestIntervalMs = 120_000
const togetherMs = 300

/** Makes the readings; nothing is asked before `refresh` or `setShown`. */
export function createReadings(context: ReadingsContext): Readings {
  const { clusters } = context
  const changed = createEmitter<string>()
  const state: State = { context, changed, wasRead: createEmitter<string>(), watched: new Map(), isShown: false }
  const readAll = (ids: readonly string[], cause: Cause) => Promise.all(ids.map((id) => read(state, id, cause))).then(() => undefined)
  const all = () => clusters.list().map(({ id }) => id)
  const unread = () => all().filter((id) => entryOf(state, id).reading.state === 'unread')
  const readUnread = (cause: Cause) => (context.mayConnect() ? readAll(unread(), cause) : Promise.resolve())

  const watch = clusters.onDidChange((ids) => {
    for (const id of ids) {
      stop(state, id)
      changed.fire(id)
    }
    if (state.isShown) void readUnread('view')
  })
  return {
    of: (id) => state.watched.get(id)?.reading ?? { state: 'unread' },
    refresh: (id) => readAll(id === undefined ? all() : [id], 'person'),
    readUnread: () => readUnread('person'),
    setShown(shown) {
      if (shown === state.isShown) return
      state.isShown = shown
      if (shown && context.mayConnect()) void readAll(all(), 'view')
      if (!shown) for (const [id, entry] of state.watched) pause(state, id, entry)
    },
    onDidChange: changed.event,
    onDidRead: state.wasRead.event,
    dispose() {
      watch.dispose()
      state.isShown = false
      for (const id of [...state.watched.keys()]) stop(state, id)
      changed.dispose()
      state.wasRead.dispose()
    },
  }
}

interface State {
  readonly context: ReadingsContext
  readonly changed: Emitter<string>
  readonly wasRead: Emitter<string>
  readonly watched: Map<string, Watched>
  isShown: boolean
}

function entryOf({ watched }: State, id: string): Watched {
  let entry = watched.get(id)
  if (!entry) {
    entry = { reading: { state: 'unread' }, controller: undefined, cause: 'view', timer: undefined, waiting: undefined, failures: 0 }
    watched.set(id, entry)
  }
  return entry
}

async function read(state: State, id: string, cause: Cause): Promise<void> {
  const { context } = state
  const profile = context.clusters.find(id)
  if (!profile) return
  const entry = entryOf(state, id)
  rest(entry)
  entry.controller?.abort()
  const controller = new AbortController()
  entry.controller = controller
  entry.cause = cause
  put(state, id, { state: 'loading', previous: snapshotOf(entry.reading) })
  const opened = await context.connections.open(profile)
  const reading: ClusterReading = opened.ok
    ? { state: 'read', snapshot: await context.read(opened.client, controller.signal) }
    : { state: 'blocked', problem: opened.problem }
  // A later reading, or the end, has taken over.
  if (entry.controller !== controller) return
  entry.controller = undefined
  entry.failures = isWell(reading) ? 0 : entry.failures + 1
  put(state, id, reading)
  state.wasRead.fire(id)
  plan(state, id)
}

function put(state: State, id: string, reading: ClusterReading): void {
  entryOf(state, id).reading = reading
  state.changed.fire(id)
}

/** Plans the next reading of a cluster, while somebody looks. */
function plan(state: State, id: string): void {
  const { context, isShown, watched } = state
  const entry = watched.get(id)
  if (!entry) return
  rest(entry)
  if (!isShown || !context.mayConnect()) return
  const usual = context.intervalMs()
  const wait = Math.min(usual * 2 ** Math.min(entry.failures, 10), Math.max(longestIntervalMs, usual))
  // So that clusters that were read at one moment are not all asked again at one moment.
  const jitter = 0.9 + 0.2 * (context.random ?? Math.random)()
  entry.timer = setTimeout(() => void read(state, id, 'view'), wait * jitter)
  if (entry.failures === 0) void followChanges(state, id, entry)
}

/** Reads a cluster again as soon as something has changed there; the timer is for what does not tell. */
async function followChanges(state: State, id: string, entry: Watched): Promise<void> {
  const { context } = state
  const profile = context.clusters.find(id)
  if (!profile || !context.waitForChange) return
  const waiting = new AbortController()
  entry.waiting = waiting
  const opened = await context.connections.open(profile)
  const hasChanged = opened.ok && (await context.waitForChange(opened.client, waiting.signal))
  if (!hasChanged || entry.waiting !== waiting || waiting.signal.aborted) return
  rest(entry)
  // What changes seldom comes alone.
  entry.timer = setTimeout(() => void read(state, id, 'view'), togetherMs)
}

/** Nothing more is asked of the cluster by itself. */
function rest(entry: Watched): void {
  clearTimeout(entry.timer)
  entry.timer = undefined
  entry.waiting?.abort()
  entry.waiting = undefined
}

/** Nobody looks any more: what the view itself has started ends, what a person asked for goes on. */
function pause(state: State, id: string, entry: Watched): void {
  rest(entry)
  if (!entry.controller || entry.cause === 'person') return
  entry.controller.abort()
  entry.controller = undefined
  const snapshot = snapshotOf(entry.reading)
  put(state, id, snapshot ? { state: 'read', snapshot } : { state: 'unread' })
}

function stop({ watched }: State, id: string): void {
  const entry = watched.get(id)
  if (!entry) return
  watched.delete(id)
  rest(entry)
  const { controller } = entry
  entry.controller = undefined
  controller?.abort()
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
