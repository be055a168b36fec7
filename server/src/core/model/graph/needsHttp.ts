// Which entry a server would refuse if a protocol were another one: the change is applied in thought.
import type { Edition } from '../../schema/target.ts'
import type { Entry } from '../entry.ts'
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

const endKinds = ['service-intentions', 'ingress-gateway']
const chainKinds = ['service-router', 'service-splitter', 'service-resolver']

/** Entries on chains that lead to the service; for `proxy-defaults` all. */
function affectedBy({ scope, edition }: GraphContext, stored: Stored): readonly Entry[] {
  const kinds = [...endKinds, ...chainKinds]
  const entries = kinds.flatMap((kind) => scope.entries(kind))
  if (stored.kind === 'proxy-defaults') return entries
  const leading = servicesLeadingTo(
    stored.id,
    chainKinds.map((kind) => scope.entries(kind)),
    edition,
  )
  return entries.filter((entry) => {
    const own = storedOf(entry, edition)
    if (own?.kind === 'ingress-gateway') return relatedServices(own, edition).some(({ id }) => leading.has(id.toLowerCase()))
    return own !== undefined && leading.has(own.id.toLowerCase())
  })
}

/** Services whose chains may lead to one, in lower case. */
function servicesLeadingTo(id: string, lists: readonly (readonly Entry[])[], edition: Edition): ReadonlySet<string> {
  const found = new Set([id.toLowerCase()])
  for (const each of found) for (const list of lists) for (const from of linksOf(list, edition).get(each) ?? []) found.add(from)
  return found
}

const links = new WeakMap<readonly Entry[], ReadonlyMap<string, readonly string[]>>()

/** By each service, who leads to it. A list is gone through once: every service asks for its own. */
function linksOf(entries: readonly Entry[], edition: Edition): ReadonlyMap<string, readonly string[]> {
  const before = links.get(entries)
  if (before) return before
  const found = new Map<string, string[]>()
  for (const entry of entries) {
    const stored = storedOf(entry, edition)
    for (const { id } of stored ? relatedServices(stored, edition) : []) {
      const to = id.toLowerCase()
      const from = found.get(to) ?? []
      from.push(stored?.id.toLowerCase() ?? '')
      found.set(to, from)
    }
  }
  links.set(entries, found)
  return found
}
