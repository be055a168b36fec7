// Who may be meant by the name of a calling service: one of this cluster, or one of a peer.
import { changedPlaces } from '../changed.ts'
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

/** What was counted of some sources. */
interface Counted {
  readonly sources: readonly Decoded[]
  /** How often each name stands among them. */
  readonly names: Map<string, number>
  /** How many have permissions. */
  permissions: number
}

/** All rules look at one entry before the next one comes, and the next one is mostly the same entry after a key press. */
let last: Counted = { sources: [], names: new Map(), permissions: 0 }

/** Says whether two sources of an intention have one name: hardly any has such. */
export function repeatsNames(entry: Entry): boolean {
  const { sources, names } = countsOf(entry)
  const nameless = names.get('') ?? 0
  const distinct = nameless > 0 ? names.size - 1 : names.size
  return distinct < sources.length - nameless
}

/** Says whether a source of an intention has the key `Permissions`. */
export function holdsPermissions(entry: Pick<Entry, 'decoded'>): boolean {
  return countsOf(entry).permissions > 0
}

const none: Counted = { sources: [], names: new Map(), permissions: 0 }

function countsOf({ decoded }: Pick<Entry, 'decoded'>): Counted {
  const value = decoded?.root.fields.get('Sources')?.value
  if (value?.type !== 'list') return none
  last = countAnew(value.elements, last)
  return last
}

/** Takes over what was counted of the elements that have stayed. */
function countAnew(sources: readonly Decoded[], before: Counted): Counted {
  if (sources === before.sources) return before
  const places = changedPlaces(sources, before.sources)
  const counted = places ? { ...before, sources } : { sources, names: new Map<string, number>(), permissions: 0 }
  for (const i of places ?? []) count(counted, before.sources[i], -1)
  for (const i of places ?? sources.keys()) count(counted, sources[i], 1)
  return counted
}

function count(counted: Counted, source: Decoded | undefined, by: 1 | -1): void {
  const name = source?.type === 'object' ? textOf(source, 'Name') : ''
  const now = (counted.names.get(name) ?? 0) + by
  if (now === 0) counted.names.delete(name)
  else counted.names.set(name, now)
  if (source?.type === 'object' && source.fields.has('Permissions')) counted.permissions += by
}

/** The sources of an intention. */
export function sourcesOf({ decoded }: Entry): readonly DecodedObject[] {
  return decoded ? objectsOf(decoded.root, 'Sources') : []
}
