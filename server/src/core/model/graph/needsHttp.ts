// Which entry a server would refuse if a protocol were another one: the change is applied in thought.
import type { Edition } from '../../schema/target.ts'
import type { Entry } from '../entry.ts'
import type { Scope } from '../project.ts'
import { relatedServices } from './chainEntries.ts'
import { storedOf } from './read.ts'
import { type GraphContext, graphOf, graphWith } from './scopeGraph.ts'
import type { Stored, StoredProxyDefaults, StoredServiceDefaults } from './stored.ts'

const known = new WeakMap<GraphContext['scope'], Map<Entry, Entry | undefined>>()

/**
 * The first entry of the scope that would be refused, and is not now, if this `service-defaults` or `proxy-defaults`
 * entry said `tcp`.
 */
export function needsProtocolOf(context: GraphContext, entry: Entry): Entry | undefined {
  let answers = known.get(context.scope)
  if (!answers) {
    answers = new Map()
    known.set(context.scope, answers)
  }
  if (!answers.has(entry)) answers.set(entry, find(context, entry))
  return answers.get(entry)
}

function find(context: GraphContext, entry: Entry): Entry | undefined {
  const stored = storedOf(entry, context.edition)
  if (stored?.kind !== 'service-defaults' && stored?.kind !== 'proxy-defaults') return undefined
  return refusedAfter(context, speakingTcp(stored))
}

/** The first entry of the scope that would be refused, and is not now, if one entry were another one. */
export function refusedAfter(context: GraphContext, changed: Stored): Entry | undefined {
  const after = graphWith(context, changed)
  const refused = (candidate: Entry) => after.refusalOf(candidate) && !graphOf(context).refusalOf(candidate)
  return affectedBy(context, changed).find(refused)
}

function speakingTcp(stored: StoredServiceDefaults | StoredProxyDefaults): Stored {
  return { ...stored, protocol: { ...stored.protocol, text: 'tcp' } }
}

/** In the order in which their entries are told. */
const kinds = ['service-intentions', 'ingress-gateway', 'service-router', 'service-splitter', 'service-resolver']

/** Entries on chains that lead to the service; for `proxy-defaults` all. */
function affectedBy({ scope, edition }: GraphContext, stored: Stored): readonly Entry[] {
  const lists = kinds.map((kind) => scope.entries(kind))
  if (stored.kind === 'proxy-defaults') return lists.flat()
  const leading = servicesLeadingTo(stored.id, scope, edition)
  return lists.flatMap((entries) => {
    const { entriesOn } = tablesOf(entries, edition)
    const places = new Set([...leading].flatMap((id) => entriesOn.get(id) ?? []))
    return [...places].sort((a, b) => a - b).flatMap((place) => entries[place] ?? [])
  })
}

/** Services whose chains may lead to one, in lower case. No chain comes to the router of a service that it leads to. */
function servicesLeadingTo(id: string, scope: Scope, edition: Edition): ReadonlySet<string> {
  const linksOf = (kind: string) => tablesOf(scope.entries(kind), edition).links
  const [splitters, resolvers, routers] = [linksOf('service-splitter'), linksOf('service-resolver'), linksOf('service-router')]
  const found = new Set([id.toLowerCase()])
  for (const each of found) for (const links of [splitters, resolvers]) for (const from of links.get(each) ?? []) found.add(from)
  for (const each of [...found]) for (const from of routers.get(each) ?? []) found.add(from)
  return found
}

interface Tables {
  /** By service, in lower case, the places in the list of the entries that are about it: gateways, of those that they show. */
  readonly entriesOn: ReadonlyMap<string, readonly number[]>
  /** By service, who leads to it. */
  readonly links: ReadonlyMap<string, readonly string[]>
}

const tables = new WeakMap<readonly Entry[], Tables>()

/** A list is gone through once: every service asks for its own. */
function tablesOf(entries: readonly Entry[], edition: Edition): Tables {
  const before = tables.get(entries)
  if (before) return before
  const entriesOn = new Map<string, number[]>()
  const links = new Map<string, string[]>()
  for (const [place, entry] of entries.entries()) {
    const stored = storedOf(entry, edition)
    if (!stored) continue
    const related = relatedServices(stored, edition)
    for (const { id } of related) add(links, id, stored.id.toLowerCase())
    for (const { id } of stored.kind === 'ingress-gateway' ? related : [stored]) add(entriesOn, id, place)
  }
  const made = { entriesOn, links }
  tables.set(entries, made)
  return made
}

function add<T>(lists: Map<string, T[]>, id: string, value: T): void {
  const key = id.toLowerCase()
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
