// Judges the entries of a scope as if they were written to an empty cluster in the order in which they need each other:
// each entry looks only at what it leads to, so that a change is felt only there.
import type { ServiceFacts } from '../../facts.ts'
import type { Edition, Target } from '../../schema/target.ts'
import type { Entry } from '../entry.ts'
import type { Scope } from '../project.ts'
import { relatedServices } from './chainEntries.ts'
import { type Chain, type Compiled, compileChain } from './compile.ts'
import { componentsOf } from './components.ts'
import { listenerFault, permissionsFault } from './endpoints.ts'
import { checksExports, exportsFault } from './exportSafety.ts'
import type { Fault } from './fault.ts'
import { type ServiceId, serviceId } from './place.ts'
import { storedOf } from './read.ts'
import type { Reader } from './reader.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { clashFault, permissiveFault, providerFault } from './singleChecks.ts'
import { kindOfStored, type Stored } from './stored.ts'
import { type Needed, neededBy } from './unknown.ts'
import { writeRankOf } from './writeOrder.ts'

export interface ScopeGraph {
  /** Why a server refuses the entry after those that it needs; `undefined` when it takes it or what is known does not decide. */
  refusalOf(entry: Entry): Refusal | undefined
  /** What services of which nothing known tells must speak, so that a server takes the entry. */
  neededBy(entry: Entry): readonly Needed[]
}

export interface GraphContext {
  readonly scope: Scope
  readonly target: Target
  readonly edition: Edition
  readonly complete: boolean
}

/** A dozen rules ask for the graph of one scope before the next one comes, so the last one is kept. */
let last: { readonly scope: Scope; readonly graph: ScopeGraph } | undefined

/** The graph of a scope. What is looked up for it is looked up in the scope, and what was found out is kept with it. */
export function graphOf(context: GraphContext): ScopeGraph {
  if (last?.scope !== context.scope) last = { scope: context.scope, graph: createGraph(context, undefined) }
  return last.graph
}

/** The graph of a scope in which one entry says something else. */
export function graphWith(context: GraphContext, changed: Stored): ScopeGraph {
  return createGraph(context, changed)
}

interface Graph {
  readonly context: GraphContext
  /** What was found out so far. */
  readonly verdicts: Map<Stored, Fault | undefined>
  /** What the taken ones need of services of which nothing tells; their chains are not kept, which are long. */
  readonly needed: Map<Stored, readonly Needed[]>
  /** What was looked up so far, by kind and id: the scope notes each question, so none is asked twice. */
  readonly found: Map<string, Map<string, Stored | undefined>>
  readonly changed: Stored | undefined
  /** Judges the same entries for all files of the scope; this graph then notes no more than what a verdict rests on. */
  readonly shared: () => Graph | undefined
  /** What the live cluster has told, by service. */
  readonly told: ReadonlyMap<string, string>
}

const sharedGraphs = new WeakMap<Scope, Map<string, Graph>>()

function sharedGraphOf(context: GraphContext): Graph | undefined {
  const { target, edition, complete } = context
  const scope = context.scope.unrecorded
  if (!scope) return undefined
  const ofScope = sharedGraphs.get(scope) ?? new Map<string, Graph>()
  sharedGraphs.set(scope, ofScope)
  const key = `${target} ${edition} ${complete}`
  const shared = ofScope.get(key) ?? emptyGraph({ ...context, scope })
  ofScope.set(key, shared)
  return shared
}

function emptyGraph(context: GraphContext): Graph {
  const told = toldProtocols(context.scope)
  return { context, verdicts: new Map(), needed: new Map(), found: new Map(), changed: undefined, shared: () => undefined, told }
}

function createGraph(context: GraphContext, changed: Stored | undefined): ScopeGraph {
  const graph: Graph = { ...emptyGraph(context), changed, shared: () => (changed ? undefined : sharedGraphOf(context)) }
  const own = (entry: Entry) => {
    const stored = storedOf(entry, context.edition)
    return changed && stored && changed.entry === entry ? changed : stored
  }
  const refusals = new Map<Entry, Refusal | undefined>()
  return {
    refusalOf(entry) {
      const before = refusals.get(entry)
      if (before || refusals.has(entry)) return before
      const stored = own(entry)
      const fault = stored && verdictOf(graph, stored)
      const refusal = fault && refusalOf(readerFor(graph, stored), fault, entry)
      refusals.set(entry, refusal)
      return refusal
    },
    neededBy(entry) {
      const stored = context.complete ? undefined : own(entry)
      if (!stored || verdictOf(graph, stored)) return []
      if (stored.kind !== 'ingress-gateway') return graph.needed.get(stored) ?? []
      const compiled = relatedServices(stored, context.edition).map((service) => compileChain(readerFor(graph, stored), service))
      return neededBy(
        stored,
        compiled.flatMap((each) => (each.ok ? [each.chain] : [])),
      )
    },
  }
}

const toldBy = new WeakMap<readonly ServiceFacts[], ReadonlyMap<string, string>>()

const noServices: readonly ServiceFacts[] = []

function toldProtocols({ facts }: Scope): ReadonlyMap<string, string> {
  const services = facts?.services ?? noServices
  let told = toldBy.get(services)
  if (!told) {
    told = new Map(services.flatMap(({ name, protocol }) => (protocol === undefined ? [] : [[name, protocol.toLowerCase()] as const])))
    toldBy.set(services, told)
  }
  return told
}

/** The verdict on an entry. Entries of its kind that it leads to are judged first; a circle in the order of their files. */
function verdictOf(graph: Graph, stored: Stored): Fault | undefined {
  if (graph.verdicts.has(stored)) return graph.verdicts.get(stored)
  if (!chains(stored) || relatedServices(stored, graph.context.edition).length === 0) {
    judge(graph, stored)
    return graph.verdicts.get(stored)
  }
  const shared = graph.shared()
  if (shared && isSeen(graph, shared, stored)) return takeVerdict(graph, shared, stored)
  const members = new Map<string, Stored>([[stored.id, stored]])
  const leadsTo = (id: string): readonly string[] => {
    const member = members.get(id)
    // What is judged already was judged with its whole circle.
    const next = member && !graph.verdicts.has(member) ? relatedServices(member, graph.context.edition) : []
    return next.flatMap((service) => {
      const found = members.get(service.id) ?? lookUp(graph, kindOfStored(stored), service)
      if (!found) return []
      if (!members.has(found.id)) members.set(found.id, found)
      return [found.id]
    })
  }
  for (const component of componentsOf(stored.id, leadsTo)) {
    const circle = component.flatMap((id) => members.get(id) ?? []).sort((a, b) => byFile(a.entry, b.entry))
    for (const member of circle) if (!graph.verdicts.has(member)) judge(graph, member)
  }
  return graph.verdicts.get(stored)
}

/** An entry that another one overwrites is not part of what the others see. Only an entry of the same name can do so. */
function isSeen({ context }: Graph, shared: Graph, stored: Stored): boolean {
  const kind = kindOfStored(stored)
  return context.scope.entry(kind, stored.name) === stored.entry || lookUp(shared, kind, stored) === stored
}

/** The shared verdict. All that it rests on is looked up here: the entries that the chain goes through, and what is said of each. */
function takeVerdict(graph: Graph, shared: Graph, stored: Stored): Fault | undefined {
  const kind = kindOfStored(stored)
  const todo = [stored]
  for (let member = todo.pop(); member !== undefined; member = todo.pop()) {
    if (graph.verdicts.has(member)) continue
    graph.verdicts.set(member, verdictOf(shared, member))
    graph.needed.set(member, shared.needed.get(member) ?? [])
    readBelow(graph, member, member)
    for (const service of relatedServices(member, graph.context.edition)) {
      const next = ask(graph, kind, service)
      if (next) todo.push(next)
      if (next?.id !== service.id) readBelow(graph, member, service)
    }
  }
  return graph.verdicts.get(stored)
}

/** Looks up what a chain through the service needs besides entries of the kind itself. */
function readBelow(graph: Graph, member: Stored, service: ServiceId): void {
  const resolver = member.kind === 'service-splitter' ? ask(graph, 'service-resolver', service) : undefined
  const defaults = ask(graph, 'service-defaults', service)
  const { partition } = service.place
  const proxyDefaults = lookUp(graph, 'proxy-defaults', serviceId('global', { namespace: 'default', partition }))
  for (const found of [resolver, defaults, proxyDefaults]) if (found) verdictOf(graph, found)
}

/** Resolvers and splitters are part of each other's chains. */
function chains({ kind }: Stored): boolean {
  return kind === 'service-resolver' || kind === 'service-splitter'
}

function judge(graph: Graph, stored: Stored): void {
  // Whoever looks at the entry while it is judged finds that it is not there yet.
  graph.verdicts.set(stored, faultOf(graph, stored))
}

function faultOf(graph: Graph, stored: Stored): Fault | undefined {
  const reader = readerFor(graph, stored)
  switch (stored.kind) {
    case 'proxy-defaults':
    case 'service-defaults':
      return permissiveFault(reader, stored, undefined)
    case 'service-resolver':
    case 'service-splitter':
    case 'service-router': {
      const compiled = compileOwn(graph, stored)
      return compiled.ok ? undefined : compiled.fault
    }
    case 'exported-services':
      return checksExports(reader.target) ? exportsFault(reader, stored, stored.toPeers.has('*') ? chainOwners(graph) : []) : undefined
    case 'service-intentions': {
      const compiled = stored.permissions.length > 0 ? compileOwn(graph, stored) : undefined
      return providerFault(reader, stored) ?? (compiled?.ok ? permissionsFault(stored, compiled.chain) : compiled?.fault)
    }
    case 'ingress-gateway': {
      const chainOf = (service: ServiceId): Chain | undefined => {
        const compiled = compileChain(reader, service)
        return compiled.ok ? compiled.chain : undefined
      }
      return clashFault(reader, stored) ?? listenerFault(stored, { chainOf, strict: true, edition: reader.edition })
    }
    case 'other':
      return stored.kindName === 'terminating-gateway' ? clashFault(reader, stored) : undefined
    case 'mesh':
    case 'sameness-group':
      return undefined
  }
}

/** The chain that the entry is the top of, or whose service it is about. */
function compileOwn(graph: Graph, stored: Stored): Compiled {
  const compiled = compileChain(readerFor(graph, stored), stored)
  const isOfAll = stored.kind === 'service-intentions' && stored.name === '*'
  if (compiled.ok && !isOfAll) graph.needed.set(stored, neededBy(stored, [compiled.chain]))
  return compiled
}

function chainOwners(graph: Graph): readonly Stored[] {
  const { scope, edition } = graph.context
  const entries = ['service-router', 'service-splitter', 'service-resolver'].flatMap((kind) => scope.entries(kind))
  return entries.flatMap((entry) => storedOf(entry, edition) ?? []).filter((stored) => isWritten(graph, stored))
}

/** What is there when `own` is written: what comes before it and was taken, and itself. */
function readerFor(graph: Graph, own: Stored): Reader {
  const { target, edition, complete } = graph.context
  const ownKind = kindOfStored(own)
  return {
    target,
    edition,
    complete,
    get(kind, service) {
      if (kind === ownKind && service.id === own.id) return own
      // Exports come later; they tell whether a refusal has to do with peers.
      if (writeRankOf(kind) > writeRankOf(ownKind) && kind !== 'exported-services') return undefined
      const found = lookUp(graph, kind, service)
      if (!found) return undefined
      return kind === 'exported-services' || isBefore(graph, found, own) ? found : undefined
    },
    toldProtocol: ({ id }) => graph.told.get(id),
  }
}

function isBefore(graph: Graph, found: Stored, own: Stored): boolean {
  const [rank, ownRank] = [writeRankOf(kindOfStored(found)), writeRankOf(kindOfStored(own))]
  if (rank < ownRank) return isWritten(graph, found)
  if (chains(found)) return graph.verdicts.has(found) && graph.verdicts.get(found) === undefined
  return byFile(found.entry, own.entry) < 0
}

function isWritten(graph: Graph, stored: Stored): boolean {
  return verdictOf(graph, stored) === undefined
}

function lookUp(graph: Graph, kind: string, service: ServiceId): Stored | undefined {
  let ofKind = graph.found.get(kind)
  if (!ofKind) {
    ofKind = new Map()
    graph.found.set(kind, ofKind)
  }
  const before = ofKind.get(service.id)
  if (before || ofKind.has(service.id)) return before
  const found = ask(graph, kind, service)
  ofKind.set(service.id, found)
  return found
}

function ask({ context, changed }: Graph, kind: string, { name, id }: ServiceId): Stored | undefined {
  if (changed && kindOfStored(changed) === kind && changed.id === id) return changed
  const { scope, edition } = context
  const entry = scope.entry(kind, name)
  const found = entry && storedOf(entry, edition)
  if (!found || found.id.toLowerCase() === id.toLowerCase()) return found
  // Another namespace or partition has an entry of that name.
  const others = scope.entries(kind).flatMap((other) => storedOf(other, edition) ?? [])
  return others.findLast((other) => other.id === id)
}

function byFile(a: Entry, b: Entry): number {
  if (a.document.uri === b.document.uri) return a.root.range.start - b.root.range.start
  return a.document.uri < b.document.uri ? -1 : 1
}
