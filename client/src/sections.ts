// The parts of clusters that are read only while somebody has them open.
import type { ConsulClient } from '../../consul/src/client.ts'
import { type Explanation, explain } from '../../consul/src/errors.ts'
import type { Result } from '../../consul/src/result.ts'
import type { Section, SectionKey } from '../../consul/src/sections.ts'
import type { Clusters } from './clusters.ts'
import type { Connections } from './connections.ts'
import { createEmitter, type Emitter, type Listen } from './emitter.ts'
import type { Readings } from './readings.ts'

/** What is known of one part. */
export type SectionReading =
  | { readonly state: 'loading' }
  | { readonly state: 'read'; readonly section: Section }
  | { readonly state: 'failed'; readonly problem: Explanation; readonly kind: string }

/** The parts that were asked for. */
export interface Sections {
  /** What is known; `undefined`: nobody asked yet. */
  of(clusterId: string, key: SectionKey): SectionReading | undefined
  /** Somebody opened it: reads it, and again with each reading of its cluster. */
  open(clusterId: string, key: SectionKey): void
  /** Nobody looks at it any more; what was read stays until the next look. */
  close(clusterId: string, key: SectionKey): void
  /** While nobody looks, nothing is read by itself. */
  setShown(shown: boolean): void
  /** Reads the open parts of a cluster anew. */
  refresh(clusterId: string): Promise<void>
  /** Counts up with each change of a cluster's parts. */
  versionOf(clusterId: string): number
  /** The id of a cluster of which a part has changed. */
  readonly onDidChange: Listen<string>
  dispose(): void
}

/** What they are made from. */
export interface SectionsContext {
  readonly clusters: Pick<Clusters, 'find' | 'onDidChange'>
  readonly connections: Pick<Connections, 'open'>
  readonly readings: Pick<Readings, 'onDidRead'>
  /** Loads the live library on first use. */
  readonly read: (client: ConsulClient, key: SectionKey, signal: AbortSignal) => Promise<Result<Section>>
}

interface Part {
  readonly clusterId: string
  readonly key: SectionKey
  reading: SectionReading
  isOpen: boolean
  /** Of the reading under way. */
  controller: AbortController | undefined
}

interface State {
  readonly context: SectionsContext
  readonly parts: Map<string, Part>
  readonly versions: Map<string, number>
  readonly changed: Emitter<string>
}

/** Makes the parts; nothing is asked before one is opened. */
export function createSections(context: SectionsContext): Sections {
  const state: State = { context, parts: new Map(), versions: new Map(), changed: createEmitter() }
  let isShown = false
  const openOf = (clusterId: string) => [...state.parts.values()].filter((part) => part.clusterId === clusterId && part.isOpen)
  const refresh = (clusterId: string) => Promise.all(openOf(clusterId).map((part) => read(state, part))).then(() => undefined)
  const subscriptions = [
    context.readings.onDidRead((id) => {
      if (isShown) void refresh(id)
    }),
    context.clusters.onDidChange((ids) => {
      for (const id of ids) forget(state, id)
    }),
  ]
  return {
    of: (clusterId, key) => state.parts.get(idOf(clusterId, key))?.reading,
    open(clusterId, key) {
      const known = state.parts.get(idOf(clusterId, key))
      if (known?.isOpen) return
      const part: Part = known ?? { clusterId, key, reading: { state: 'loading' }, isOpen: true, controller: undefined }
      part.isOpen = true
      state.parts.set(idOf(clusterId, key), part)
      void read(state, part)
    },
    close(clusterId, key) {
      const part = state.parts.get(idOf(clusterId, key))
      if (part) part.isOpen = false
    },
    setShown(shown) {
      isShown = shown
      if (!shown) for (const part of state.parts.values()) endReading(part)
    },
    refresh,
    versionOf: (clusterId) => state.versions.get(clusterId) ?? 0,
    onDidChange: state.changed.event,
    dispose() {
      for (const subscription of subscriptions) subscription.dispose()
      for (const part of state.parts.values()) endReading(part)
      state.parts.clear()
      state.changed.dispose()
    },
  }
}

function idOf(clusterId: string, key: SectionKey): string {
  return JSON.stringify([clusterId, ...Object.values(key)])
}

async function read(state: State, part: Part): Promise<void> {
  const { clusters, connections, read: readSection } = state.context
  const profile = clusters.find(part.clusterId)
  if (!profile) return
  part.controller?.abort()
  const controller = new AbortController()
  part.controller = controller
  const opened = await connections.open(profile)
  const reading: SectionReading = opened.ok
    ? toReading(await readSection(opened.client, part.key, controller.signal))
    : { state: 'failed', problem: opened.problem, kind: 'blocked' }
  // A later reading, or the end, has taken over.
  if (part.controller !== controller) return
  part.controller = undefined
  if (JSON.stringify(reading) === JSON.stringify(part.reading)) return
  part.reading = reading
  tell(state, part.clusterId)
}

function toReading(result: Result<Section>): SectionReading {
  if (result.ok) return { state: 'read', section: result.value }
  return { state: 'failed', problem: explain(result.error), kind: result.error.kind }
}

function tell({ versions, changed }: State, clusterId: string): void {
  versions.set(clusterId, (versions.get(clusterId) ?? 0) + 1)
  changed.fire(clusterId)
}

/** What comes in after that is not taken. */
function endReading(part: Part): void {
  part.controller?.abort()
  part.controller = undefined
}

/** A cluster that is another one now, or is gone, keeps nothing. */
function forget(state: State, clusterId: string): void {
  for (const [id, part] of state.parts) {
    if (part.clusterId !== clusterId) continue
    endReading(part)
    state.parts.delete(id)
  }
  state.versions.set(clusterId, (state.versions.get(clusterId) ?? 0) + 1)
}
