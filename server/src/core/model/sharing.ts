// Who may use a service, by the entries of its cluster: the peers that get it, and the callers that are let through.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { Range } from '../range.ts'
import type { Value } from '../value.ts'
import type { Entry } from './entry.ts'
import { allExports } from './exports.ts'
import type { Scope } from './project.ts'
import { sourcesOf } from './sources.ts'

/** A peer that gets a service. */
export interface Receiver {
  readonly peer: string
  readonly entry: Entry
  readonly range: Range
}

/** The peers that a service is exported to, each once; exports of `*` count for all services. */
export function receiversOf(scope: Scope, service: string): readonly Receiver[] {
  const { of } = allExports(scope)
  const exported = service === '*' ? of('*') : [...of(service), ...of('*')]
  const found = new Map<string, Receiver>()
  for (const { entry, consumers } of exported) {
    for (const { peer, field, object } of consumers) {
      const range = (field?.value ?? object).source.range
      if (peer !== '' && !found.has(peer)) found.set(peer, { peer, entry, range })
    }
  }
  return [...found.values()]
}

/** A source of the intentions of a service. */
export interface Caller {
  readonly name: string
  /** Empty for a service of the same cluster. */
  readonly peer: string
  readonly verdict: 'allow' | 'deny' | 'permissions'
  /** The value of its action, where it has one. */
  readonly action: Value | undefined
  readonly entry: Entry
  readonly range: Range
}

/** The callers that the service's own intentions name, in their order. */
export function callersOf(scope: Scope, service: string): readonly Caller[] {
  const entry = scope.entry('service-intentions', service)
  if (!entry) return []
  return sourcesOf(entry).map((source) => ({
    name: textOf(source, 'Name'),
    peer: textOf(source, 'Peer'),
    verdict:
      objectsOf(source, 'Permissions').length > 0 ? 'permissions' : textOf(source, 'Action').toLowerCase() === 'allow' ? 'allow' : 'deny',
    action: source.fields.get('Action')?.value.source,
    entry,
    range: source.source.range,
  }))
}
