// Who may be meant by the name of a calling service: one of this cluster, or one of a peer.
import { type Decoded, type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'

/** A source of an intention that belongs to a peer. */
export interface PeeredSource {
  readonly entry: Entry
  readonly source: DecodedObject
  readonly peer: string
}

/** The sources of that name which the intention of a destination takes from a peer. */
export function peeredSources(scope: Scope, name: string, destination: string): readonly PeeredSource[] {
  const own = scope.entry('service-intentions', destination)
  if (!own) return []
  return sourcesOf(own)
    .filter((source) => textOf(source, 'Name') === name && textOf(source, 'Peer') !== '')
    .map((source) => ({ entry: own, source, peer: textOf(source, 'Peer') }))
}

/** Says whether entries of the cluster speak of a service of that name as one of its own. */
export function isLocalService(scope: Scope, name: string): boolean {
  const kinds = ['service-defaults', 'service-resolver', 'service-router', 'service-splitter', 'service-intentions'] as const
  if (kinds.some((kind) => scope.entry(kind, name) !== undefined)) return true
  const isSource = scope
    .entries('service-intentions')
    .some((entry) => sourcesOf(entry).some((source) => textOf(source, 'Name') === name && textOf(source, 'Peer') === ''))
  return isSource || exportsOf(scope, name).some((service) => textOf(service, 'Name') === name)
}

function exportsOf(scope: Scope, name: string): readonly DecodedObject[] {
  return scope
    .entries('exported-services')
    .flatMap(({ decoded }) => (decoded ? objectsOf(decoded.root, 'Services') : []))
    .filter((service) => ['*', name].includes(textOf(service, 'Name')))
}

/** How often each name stands among sources. */
interface NameCounts {
  readonly sources: readonly Decoded[]
  readonly counts: Map<string, number>
}

/** All rules look at one entry before the next one comes, and the next one is mostly the same entry after a key press. */
let last: NameCounts = { sources: [], counts: new Map() }

/** Says whether two sources of an intention have one name: hardly any has such. */
export function repeatsNames({ decoded }: Entry): boolean {
  const value = decoded?.root.fields.get('Sources')?.value
  if (value?.type !== 'list') return false
  last = countNames(value.elements, last)
  const nameless = last.counts.get('') ?? 0
  const names = nameless > 0 ? last.counts.size - 1 : last.counts.size
  return names < last.sources.length - nameless
}

/** Takes over what was counted of the elements that have stayed. */
function countNames(sources: readonly Decoded[], before: NameCounts): NameCounts {
  if (sources === before.sources) return before
  const isLike = sources.length === before.sources.length
  const counts = isLike ? before.counts : new Map<string, number>()
  sources.forEach((source, i) => {
    const old = isLike ? before.sources[i] : undefined
    if (old === source) return
    if (old) count(counts, old, -1)
    count(counts, source, 1)
  })
  return { sources, counts }
}

function count(counts: Map<string, number>, source: Decoded, by: 1 | -1): void {
  const name = source.type === 'object' ? textOf(source, 'Name') : ''
  const now = (counts.get(name) ?? 0) + by
  if (now === 0) counts.delete(name)
  else counts.set(name, now)
}

/** The sources of an intention. */
export function sourcesOf({ decoded }: Entry): readonly DecodedObject[] {
  return decoded ? objectsOf(decoded.root, 'Sources') : []
}
