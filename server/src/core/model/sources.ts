// Who may be meant by the name of a calling service: one of this cluster, or one of a peer.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
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

/** All rules look at one entry before the next one comes, so the last answer is kept. */
let last: { readonly root: DecodedObject | undefined; readonly repeats: boolean } | undefined

/** Says whether two sources of an intention have one name: hardly any has such. */
export function repeatsNames(entry: Entry): boolean {
  const root = entry.decoded?.root
  if (last?.root !== root) last = { root, repeats: holdsSameNames(sourcesOf(entry)) }
  return last?.repeats === true
}

function holdsSameNames(sources: readonly DecodedObject[]): boolean {
  const names = new Set<string>()
  let named = 0
  for (const source of sources) {
    const name = textOf(source, 'Name')
    if (name === '') continue
    names.add(name)
    named++
  }
  return names.size < named
}

/** The sources of an intention. */
export function sourcesOf({ decoded }: Entry): readonly DecodedObject[] {
  return decoded ? objectsOf(decoded.root, 'Sources') : []
}
