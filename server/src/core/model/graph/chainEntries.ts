// Collects the entries that have a part in the discovery chain of a service.
// Source: agent/consul/state/config_entry.go readDiscoveryChainConfigEntriesTxn @ v1.13.9, v1.16.1.
import type { Edition } from '../../schema/target.ts'
import { referredBy, type ServiceId } from './place.ts'
import { proxyDefaultsOf, type Reader, resolverOf, routerOf, serviceDefaultsOf, splitterOf } from './reader.ts'
import type {
  Reference,
  Stored,
  StoredProxyDefaults,
  StoredResolver,
  StoredRouter,
  StoredServiceDefaults,
  StoredSplitter,
} from './stored.ts'

export interface ChainEntries {
  readonly router: StoredRouter | undefined
  /** By the id of the service; a service that was asked for and has none is absent. */
  readonly splitters: ReadonlyMap<string, StoredSplitter>
  readonly resolvers: ReadonlyMap<string, StoredResolver>
  readonly defaults: ReadonlyMap<string, StoredServiceDefaults>
  /** By partition. */
  readonly proxyDefaults: ReadonlyMap<string, StoredProxyDefaults>
}

/** Reads all entries that the chain of a service may use. Only these count when it is compiled. */
export function readChain(reader: Reader, service: ServiceId): ChainEntries {
  const router = routerOf(reader, service)
  const splitters = new Map<string, StoredSplitter>()
  const resolvers = new Map<string, StoredResolver>()
  const asked = new Map([[service.id, service]])
  const toResolve: ServiceId[] = []

  visitAll(router ? relatedServices(router, reader.edition) : [service], (id, more) => {
    asked.set(id.id, id)
    toResolve.push(id)
    const splitter = splitterOf(reader, id)
    if (!splitter) return
    splitters.set(id.id, splitter)
    more(relatedServices(splitter, reader.edition))
  })
  visitAll(toResolve, (id, more) => {
    asked.set(id.id, id)
    const resolver = resolverOf(reader, id)
    if (!resolver) return
    resolvers.set(id.id, resolver)
    more(relatedServices(resolver, reader.edition))
  })
  return { router, splitters, resolvers, ...readDefaults(reader, asked.values()) }
}

function readDefaults(reader: Reader, services: Iterable<ServiceId>): Pick<ChainEntries, 'defaults' | 'proxyDefaults'> {
  const defaults = new Map<string, StoredServiceDefaults>()
  const proxyDefaults = new Map<string, StoredProxyDefaults>()
  for (const service of services) {
    const own = serviceDefaultsOf(reader, service)
    if (own) defaults.set(service.id, own)
    const { partition } = service.place
    const proxy = proxyDefaults.get(partition) ?? proxyDefaultsOf(reader, service.place)
    if (proxy) proxyDefaults.set(partition, proxy)
  }
  return { defaults, proxyDefaults }
}

/** Visits services once each, with those that a visit adds. */
function visitAll(start: readonly ServiceId[], visit: (id: ServiceId, more: (ids: readonly ServiceId[]) => void) => void): void {
  const seen = new Set<string>()
  const todo = [...start]
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (seen.has(id.id)) continue
    seen.add(id.id)
    visit(id, (ids) => todo.push(...ids))
  }
}

const related = new WeakMap<Stored, readonly ServiceId[]>()

/** The services that an entry names as part of a discovery chain; of a router also its own. */
export function relatedServices(stored: Stored, edition: Edition): readonly ServiceId[] {
  const before = related.get(stored)
  if (before) return before
  const found = findRelated(stored, edition)
  related.set(stored, found)
  return found
}

function findRelated(stored: Stored, edition: Edition): readonly ServiceId[] {
  const found = new Map<string, ServiceId>()
  for (const reference of referencesOf(stored)) {
    const id = referredBy(reference, stored, edition)
    if (stored.kind === 'ingress-gateway' || id.id !== stored.id) found.set(id.id, id)
  }
  if (stored.kind === 'service-router') found.set(stored.id, stored)
  return [...found.values()]
}

function referencesOf(stored: Stored): readonly Reference[] {
  switch (stored.kind) {
    case 'service-router':
      return stored.routes
    case 'service-splitter':
      return stored.splits
    case 'service-resolver':
      return [...(stored.redirect ? [stored.redirect] : []), ...[...stored.failover.values()].flatMap(failoverReferences)]
    case 'ingress-gateway':
      return stored.listeners.flatMap(({ services }) => services)
    default:
      return []
  }
}

/** Services of a peer are not known here, so they do not count. */
function failoverReferences({ own, targets }: { readonly own: Reference; readonly targets: readonly Reference[] }): readonly Reference[] {
  return targets.length === 0 ? [own] : targets.filter(({ peer }) => peer === '')
}
