// Puts the discovery chain of a service together as a Consul server does, or tells why it cannot be.
// Source: agent/consul/discoverychain/compile.go @ v1.13.9, v1.16.1.
import { type ChainEntries, readChain } from './chainEntries.ts'
import { componentsOf } from './components.ts'
import { type Fault, type Place, placesOf, type Spoken } from './fault.ts'
import { movedTo, referredBy, type ServiceId } from './place.ts'
import { inconsistent, isHttpLike, routedOnTcp, spokenBy } from './protocols.ts'
import type { Reader } from './reader.ts'
import { resolve } from './resolve.ts'
import { namePlace, type Reference, type StoredSplitter } from './stored.ts'
import { makeTarget, type Target } from './target.ts'

export interface Chain {
  readonly service: ServiceId
  /** In lower case; `undefined` when what is known does not tell. */
  readonly spoken: Spoken | undefined
  /** Services of which nothing tells what they speak, and by what the chain leads to them. */
  readonly unknown: readonly UnknownProtocol[]
  readonly top: 'router' | 'splitter' | 'resolver'
  /** The router or the first splitter. */
  readonly routing: Place | undefined
  readonly targets: ReadonlyMap<string, Target>
  /** The ids of targets that are there for failover only. */
  readonly failover: ReadonlySet<string>
  readonly entries: ChainEntries
}

export interface UnknownProtocol {
  readonly service: ServiceId
  readonly via: Reference | undefined
}

export type Compiled = { readonly ok: true; readonly chain: Chain } | { readonly ok: false; readonly fault: Fault }

/** What grows while a chain is put together. */
export interface Compiler {
  readonly reader: Reader
  readonly service: ServiceId
  readonly entries: ChainEntries
  spoken: Spoken | undefined
  readonly unknown: Map<string, UnknownProtocol>
  routing: Place | undefined
  /** Routers and splitters, each with what it leads to. */
  readonly nodes: Map<string, readonly string[]>
  /** Resolved targets by the id of what was asked for. */
  readonly resolved: Map<string, Target>
  readonly targets: Map<string, Target>
  readonly failover: Set<string>
}

/** Compiles the chain of a service from what the reader knows. */
export function compileChain(reader: Reader, service: ServiceId): Compiled {
  const compiler: Compiler = {
    reader,
    service,
    entries: readChain(reader, service),
    spoken: undefined,
    unknown: new Map(),
    routing: undefined,
    nodes: new Map(),
    resolved: new Map(),
    targets: new Map(),
    failover: new Set(),
  }
  const fault = assemble(compiler) ?? findLoop(compiler) ?? refuseRouting(compiler)
  if (fault) return { ok: false, fault: { ...fault, touchesPeer: fault.touchesPeer || leadsToPeer(compiler) } }
  const { spoken, routing, targets, failover, entries } = compiler
  const top = entries.router ? 'router' : entries.splitters.has(service.id) ? 'splitter' : 'resolver'
  return { ok: true, chain: { service, spoken, unknown: [...compiler.unknown.values()], top, routing, targets, failover, entries } }
}

function leadsToPeer({ targets, entries }: Compiler): boolean {
  if ([...targets.values()].some(({ peer }) => peer !== '')) return true
  return [...entries.resolvers.values()].some(
    ({ redirect, failover }) => redirect?.peer || [...failover.values()].some((each) => each.targets.some(({ peer }) => peer !== '')),
  )
}

function refuseRouting({ service, spoken, routing }: Compiler): Fault | undefined {
  return routing && spoken && !isHttpLike(spoken.protocol) ? routedOnTcp(service, spoken, routing) : undefined
}

/** Notes what a member of the chain speaks; all must agree. */
export function recordProtocol(compiler: Compiler, service: ServiceId, via: Reference | undefined): Fault | undefined {
  const spoken = spokenBy(compiler.reader, compiler.entries, service)
  if (!spoken) {
    if (!compiler.unknown.has(service.id)) compiler.unknown.set(service.id, { service, via })
    return undefined
  }
  compiler.spoken ??= spoken
  return compiler.spoken.protocol === spoken.protocol ? undefined : inconsistent(compiler.service, compiler.spoken, spoken, via)
}

function assemble(compiler: Compiler): Fault | undefined {
  const { service, entries } = compiler
  const { router } = entries
  if (!router) return enter(compiler, service, undefined)
  compiler.routing = { entry: router.entry, range: namePlace(router.entry), message: `\`${router.name}\` has this router.` }
  const own = recordProtocol(compiler, router, undefined)
  if (own) return own
  for (const route of router.routes) {
    const id = referredBy(route, router, compiler.reader.edition)
    const fault = route.subset === '' ? enter(compiler, id, route) : resolveReference(compiler, id, route)
    if (fault) return fault
  }
  return enter(compiler, router, undefined)
}

/** The splitter of a service, else its resolver. */
function enter(compiler: Compiler, service: ServiceId, via: Reference | undefined): Fault | undefined {
  const splitter = compiler.entries.splitters.get(service.id)
  return splitter ? splitFrom(compiler, splitter, service) : resolveReference(compiler, service, via)
}

function splitFrom(compiler: Compiler, first: StoredSplitter, start: ServiceId): Fault | undefined {
  const { entries, nodes, reader } = compiler
  const todo: (readonly [StoredSplitter, ServiceId])[] = [[first, start]]
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const [splitter, service] = at
    if (nodes.has(service.id)) continue
    const next: string[] = []
    nodes.set(service.id, next)
    compiler.routing ??= { entry: splitter.entry, range: namePlace(splitter.entry), message: `\`${splitter.name}\` has this splitter.` }
    for (const each of splitter.splits) {
      const id = referredBy(each, service, reader.edition)
      const inner = id.id !== service.id && each.subset === '' ? entries.splitters.get(id.id) : undefined
      const fault = inner ? undefined : resolveReference(compiler, id, each)
      if (fault) return fault
      if (!inner) continue
      next.push(id.id)
      todo.push([inner, id])
    }
  }
  return undefined
}

function resolveReference(compiler: Compiler, service: ServiceId, via: Reference | undefined): Fault | undefined {
  const place = via ? movedTo(service.place, via, 'enterprise') : service.place
  const target = makeTarget({ service: service.name, subset: via?.subset ?? '', ...place }, compiler.service.place)
  const outcome = resolve(compiler, { target, via, forFailover: undefined })
  return outcome.ok ? undefined : outcome.fault
}

/** Splitters that lead back to themselves. */
function findLoop({ nodes, entries, service }: Compiler): Fault | undefined {
  // The empty key stands for the chain itself.
  const leadsTo = (key: string) => (key === '' ? [...nodes.keys()] : (nodes.get(key) ?? []))
  const circle = componentsOf('', leadsTo).find(({ length }) => length > 1)
  if (!circle) return undefined
  const path: string[] = []
  let at = circle[0]
  while (at !== undefined && !path.includes(at)) {
    path.push(at)
    at = nodes.get(at)?.find((next) => circle.includes(next))
  }
  return splitterLoop(at === undefined ? path : path.slice(path.indexOf(at)), entries, service)
}

function splitterLoop(loop: readonly string[], { splitters }: ChainEntries, chain: ServiceId): Fault {
  const members = loop.flatMap((id) => splitters.get(id) ?? [])
  const names = [...members, ...members.slice(0, 1)].map(({ name }) => `\`${name}\``).join(' → ')
  const places = members.flatMap((member, i) => {
    const next = members[(i + 1) % members.length]
    const via = member.splits.find((each) => next && (each.service || member.name) === next.name)
    return next ? placesOf(via, next) : []
  })
  return {
    reason: 'splitter-loop',
    message: `The splits ${names} lead back to where they began, and Consul refuses such a chain. Let one of them end elsewhere, or name a subset there.`,
    places,
    concerns: 'C4',
    services: [chain, ...members],
    touchesPeer: false,
  }
}
