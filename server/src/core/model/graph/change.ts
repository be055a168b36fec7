// What a server looks at before it stores or deletes an entry: every chain, listener and intention that may be touched.
// Source: agent/consul/state/config_entry.go validateProposedConfigEntryInGraph @ v1.13.0-alpha2, v1.13.9, v1.16.1.

import { relatedServices } from './chainEntries.ts'
import { type Chain, compileChain } from './compile.ts'
import { type ListenerChain, listenerFault, permissionsFault } from './endpoints.ts'
import { checksExports, exportPlace, exportsFault, newTarget, unsafeExport } from './exportSafety.ts'
import type { Fault, Place } from './fault.ts'
import type { ServiceId } from './place.ts'
import type { Reader } from './reader.ts'
import { ownFault } from './singleChecks.ts'
import { linkedTo, type State, storedAt, storedOfKind } from './stateEntries.ts'
import type { Stored, StoredIngress, StoredIntentions } from './stored.ts'

export interface Change {
  readonly kind: string
  readonly id: ServiceId
  /** `undefined` for a deletion. */
  readonly next: Stored | undefined
  readonly existing: Stored | undefined
}

/** Looks entries up as they are, or as they would be after a change. The change counts for its own spelling only. */
export function readerOf(state: State, change?: Change): Reader {
  return {
    target: state.target,
    edition: state.edition,
    complete: true,
    get: (kind, { id }) => (change && change.kind === kind && change.id.id === id ? change.next : storedAt(state, kind, id)),
    toldProtocol: () => undefined,
  }
}

/** Why a server refuses the change; `undefined` when it takes it. */
export function checkChange(state: State, change: Change): Fault | undefined {
  const neighbours = { reader: readerOf(state), ofKind: (kind: string) => storedOfKind(state, kind) }
  return ownFault(neighbours, change) ?? checkServices(state, change)
}

interface Affected {
  readonly chains: ReadonlyMap<string, ServiceId>
  readonly ingresses: readonly StoredIngress[]
  readonly intentions: readonly StoredIntentions[]
  /** A gateway that is written itself must fit exactly. */
  readonly strict: boolean
}

function checkServices(state: State, change: Change): Fault | undefined {
  if (change.kind === 'exported-services') return checkExports(state, change)
  const affected = affectedBy(state, change)
  if (!affected) return undefined
  const reader = readerOf(state, change)
  const chains = new Map<string, Chain>()
  for (const service of affected.chains.values()) {
    const compiled = compileChain(reader, service)
    if (!compiled.ok) return compiled.fault
    chains.set(service.id, compiled.chain)
    const fault = checkExported(state, change, compiled.chain)
    if (fault) return fault
  }
  return checkEndpoints(affected, { chainOf: ({ id }) => chains.get(id), strict: affected.strict, edition: state.edition })
}

function checkEndpoints({ ingresses, intentions }: Affected, fits: ListenerChain): Fault | undefined {
  for (const ingress of ingresses) {
    const fault = listenerFault(ingress, fits)
    if (fault) return fault
  }
  for (const intention of intentions) {
    const chain = fits.chainOf(intention)
    const fault = chain && permissionsFault(intention, chain)
    if (fault) return fault
  }
  return undefined
}

function affectedBy(state: State, change: Change): Affected | undefined {
  const { kind, next } = change
  switch (kind) {
    case 'mesh':
      return undefined
    case 'proxy-defaults':
      return allOf(state)
    case 'sameness-group':
      return withChains(state, storedOfKind(state, 'service-resolver'), { ingresses: [], intentions: [], strict: false })
    case 'service-intentions':
      return next?.kind === kind ? withChains(state, [], { ingresses: [], intentions: [next], strict: false }) : undefined
    case 'ingress-gateway':
      return next?.kind === kind ? withChains(state, [], { ingresses: [next], intentions: [], strict: true }) : undefined
    default:
      return aroundOne(state, change)
  }
}

function allOf(state: State): Affected {
  return withChains(state, chainOwners(state), {
    ingresses: storedOfKind(state, 'ingress-gateway').filter((each) => each.kind === 'ingress-gateway'),
    intentions: intentionsOf(state),
    strict: false,
  })
}

function intentionsOf(state: State): readonly StoredIntentions[] {
  return storedOfKind(state, 'service-intentions').filter((each) => each.kind === 'service-intentions')
}

/**
 * The chain of one service and those that name it. A server looks at all intentions here; those whose chains cannot be
 * reached from the service were right before and stay so.
 */
function aroundOne(state: State, { id }: Change): Affected {
  const linked = linkedTo(state, id.id)
  const reachable = reaching(state, id)
  return withChains(state, [id, ...linked.filter(({ kind }) => kind !== 'ingress-gateway')], {
    ingresses: linked.filter((each) => each.kind === 'ingress-gateway'),
    intentions: intentionsOn(state, reachable),
    strict: false,
  })
}

function intentionsOn(state: State, ids: ReadonlySet<string>): readonly StoredIntentions[] {
  return [...ids].flatMap((id) => {
    const found = storedAt(state, 'service-intentions', id)
    return found?.kind === 'service-intentions' ? [found] : []
  })
}

/** All services whose chains may lead to this one, by id. */
function reaching(state: State, { id }: ServiceId): ReadonlySet<string> {
  const found = new Set([id])
  for (const each of found) for (const stored of linkedTo(state, each)) if (stored.kind !== 'ingress-gateway') found.add(stored.id)
  return found
}

function withChains(state: State, own: readonly ServiceId[], rest: Omit<Affected, 'chains'>): Affected {
  const chains = new Map(own.map((service) => [service.id, service]))
  for (const ingress of rest.ingresses) for (const service of relatedServices(ingress, state.edition)) chains.set(service.id, service)
  for (const intention of rest.intentions) chains.set(intention.id, intention)
  return { chains, ...rest }
}

/** A chain of an exported service: safe for peers, and for TCP without new targets. */
function checkExported(state: State, change: Change, chain: Chain): Fault | undefined {
  const exported = checksExports(state.target) ? exportedAt(state, change, chain.service) : undefined
  if (!exported) return undefined
  const reader = readerOf(state, change)
  const unsafe = unsafeExport(reader, chain.service, chain.entries, exported)
  if (unsafe) return unsafe
  const before = compileChain(readerOf(state), chain.service)
  return before.ok ? newTarget(reader, before.chain, chain, exported) : before.fault
}

function exportedAt(state: State, change: Change, service: ServiceId): Place | undefined {
  const exports = storedAt(state, 'exported-services', service.place.partition)
  if (exports?.kind !== 'exported-services') return undefined
  // `*` covers the name that is written, whatever its kind, and no longer one that is deleted.
  const hasChain = service.id === change.id.id ? change.next !== undefined : ownsChain(state, service)
  return exportPlace(exports, { service, hasChain })
}

/** Kinds that make a discovery chain of a name. */
const chainKinds = ['service-router', 'service-splitter', 'service-resolver']

function ownsChain(state: State, { id }: ServiceId): boolean {
  return chainKinds.some((kind) => storedAt(state, kind, id)?.id === id)
}

function checkExports(state: State, { next }: Change): Fault | undefined {
  if (next?.kind !== 'exported-services' || !checksExports(state.target)) return undefined
  return exportsFault(readerOf(state), next, chainOwners(state))
}

function chainOwners(state: State): readonly ServiceId[] {
  return chainKinds.flatMap((kind) => storedOfKind(state, kind))
}
