// What an entry needs of services of which nothing known says which protocol they speak.

import type { Range } from '../../range.ts'
import type { Chain } from './compile.ts'
import type { ServiceId } from './place.ts'
import { isHttpLike } from './protocols.ts'
import { namePlace, type Reference, type Stored } from './stored.ts'

/** A service whose protocol decides whether Consul takes the entry. */
export interface Needed {
  readonly service: ServiceId
  /** What it must speak; `http` stands for `http2` and `grpc` too where no other service of the chain says more. */
  readonly protocol: string
  /** Where the entry leads to it, or names it. */
  readonly range: Range
}

/** What must be so for the entry to be taken; empty when nothing is missing. */
export function neededBy(stored: Stored, chains: readonly Chain[]): readonly Needed[] {
  const needed = new Map<string, Needed>()
  for (const chain of chains) {
    const protocol = protocolFor(stored, chain)
    if (protocol === undefined) continue
    for (const { service, via } of chain.unknown) {
      if (isToldBy(via, stored) && !needed.has(service.id))
        needed.set(service.id, { service, protocol, range: placeFor(stored, chain, via) })
    }
  }
  return [...needed.values()]
}

/** What all services of the chain must speak; `undefined` when `tcp`, which holds where nothing is said, will do. */
function protocolFor(stored: Stored, { spoken, routing, service }: Chain): string | undefined {
  if (spoken) return isHttpLike(spoken.protocol) ? spoken.protocol : undefined
  if (stored.kind === 'ingress-gateway') return listenerProtocol(stored, service)
  return routing || stored.kind === 'service-intentions' ? 'http' : undefined
}

function listenerProtocol({ listeners }: Stored & { readonly kind: 'ingress-gateway' }, { name }: ServiceId): string | undefined {
  const listener = listeners.find(({ services }) => services.some(({ service }) => service === name))
  return listener && listener.protocol !== 'tcp' ? listener.protocol : undefined
}

/** Routers and splitters further down tell of their own services. */
function isToldBy(via: Reference | undefined, { entry }: Stored): boolean {
  return via === undefined || via.entry === entry || via.how === 'redirect' || via.how === 'failover'
}

function placeFor(stored: Stored, { service }: Chain, via: Reference | undefined): Range {
  if (via?.entry === stored.entry) return via.range
  if (stored.kind === 'service-intentions') return stored.permissions[0]?.range ?? namePlace(stored.entry)
  if (stored.kind !== 'ingress-gateway') return namePlace(stored.entry)
  const references = stored.listeners.flatMap(({ services }) => services)
  return references.find((reference) => reference.service === service.name)?.range ?? namePlace(stored.entry)
}
