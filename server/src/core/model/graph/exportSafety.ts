// What a service that is exported to a peer may not have in its discovery chain, from 1.13.0.
// Source: agent/consul/state/config_entry.go validateChainIsPeerExportSafe, convertTargetsToTestSpiffeIDs and
// agent/consul/state/peering.go listServicesExportedToAnyPeerByConfigEntry @ v1.13.0-alpha2, v1.13.9, v1.14.11, v1.15.10, v1.16.1.
import { isWithin, type Target as Release } from '../../schema/target.ts'
import type { ConstraintId } from '../../schema/types.ts'
import { type ChainEntries, readChain } from './chainEntries.ts'
import type { Chain } from './compile.ts'
import type { Fault, Place } from './fault.ts'
import type { ServiceId } from './place.ts'
import { isHttpLike } from './protocols.ts'
import type { Reader } from './reader.ts'
import type { Reference, StoredExports } from './stored.ts'
import type { Target } from './target.ts'

/** Says whether servers of this release look at exports at all; the technical preview does not. */
export function checksExports(target: Release): boolean {
  return isWithin(target, { since: '1.13' })
}

/** From 1.16 a redirect to a peer and a datacenter among the targets of a failover are refused, and failover adds no identities. */
function looksCloser(target: Release): boolean {
  return isWithin(target, { since: '1.16' })
}

/** What in the chain of an exported service a peer could not follow. */
export function unsafeExport(reader: Reader, service: ServiceId, entries: ChainEntries, exported: Place): Fault | undefined {
  const found = leadsAway(reader, entries)
  if (!found) return undefined
  const { reference, what, concerns } = found
  return {
    reason: 'export-not-safe',
    message: `\`${service.name}\` is exported to a peer, but its discovery chain leads to ${what}, and Consul refuses that. Stop exporting \`${service.name}\`, or let the chain stay in this cluster.`,
    places: [
      { entry: reference.entry, range: reference.range, message: `The chain of \`${service.name}\` leads to ${what} here.` },
      exported,
    ],
    concerns,
    services: [service],
    touchesPeer: true,
  }
}

interface Away {
  readonly reference: Reference
  readonly what: string
  readonly concerns: ConstraintId
}

function leadsAway(reader: Reader, { router, splitters, resolvers }: ChainEntries): Away | undefined {
  const branches = [...(router ? [router] : []), ...splitters.values()]
  for (const branch of branches) {
    for (const reference of branch.kind === 'service-router' ? branch.routes : branch.splits) {
      const other = otherPartition(reader, reference, branch.place.partition)
      if (other) return { ...other, concerns: 'C4' }
    }
  }
  for (const { redirect, failover, place } of resolvers.values()) {
    const away = redirect && redirectsAway(reader, redirect, place.partition)
    if (away) return { ...away, concerns: 'C4' }
    for (const { datacenters, targets } of failover.values()) {
      const far = datacenters[0] ?? (looksCloser(reader.target) ? targets.find(({ datacenter }) => datacenter !== '') : undefined)
      if (far) return { reference: far, what: `the datacenter \`${far.datacenter}\``, concerns: 'C7' }
    }
  }
  return undefined
}

function redirectsAway(reader: Reader, redirect: Reference, partition: string): Omit<Away, 'concerns'> | undefined {
  if (redirect.datacenter !== '') return { reference: redirect, what: `the datacenter \`${redirect.datacenter}\`` }
  if (redirect.peer !== '' && looksCloser(reader.target)) return { reference: redirect, what: `the peer \`${redirect.peer}\`` }
  return otherPartition(reader, redirect, partition)
}

function otherPartition(reader: Reader, reference: Reference, own: string): Omit<Away, 'concerns'> | undefined {
  const isOther = reader.edition === 'enterprise' && reference.partition !== '' && reference.partition !== own
  return isOther ? { reference, what: `the partition \`${reference.partition}\`` } : undefined
}

/** A service that speaks TCP may not reach new services while it is exported: peers know it by the identities that it has. */
export function newTarget(reader: Reader, before: Chain, after: Chain, exported: Place): Fault | undefined {
  const { service, spoken } = after
  if (!spoken || isHttpLike(spoken.protocol)) return undefined
  const known = new Set(identities(reader, before).keys())
  const added = [...identities(reader, after)].find(([identity]) => !known.has(identity))?.[1]
  if (!added) return undefined
  const places = [...after.entries.resolvers.values()].flatMap(({ redirect, failover }) => [
    ...(redirect ? [redirect] : []),
    ...[...failover.values()].flatMap(({ own, datacenters, targets }) => [...datacenters, ...targets, own]),
  ])
  const via = places.find((reference) => reference.service === added.service) ?? places[0]
  return {
    reason: 'export-new-target',
    message: `\`${service.name}\` is exported to a peer and speaks \`${spoken.protocol}\`, so Consul refuses that it now leads to \`${added.service}\`. Stop exporting it, write the resolver and then export it again.`,
    places: [
      ...(via ? [{ entry: via.entry, range: via.range, message: `\`${service.name}\` leads to \`${added.service}\` here.` }] : []),
      exported,
    ],
    concerns: via?.how === 'failover' ? 'C7' : 'C4',
    services: [service],
    touchesPeer: true,
  }
}

function identities({ target }: Reader, { targets, failover }: Chain): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>()
  for (const each of targets.values()) {
    if (looksCloser(target) && failover.has(each.id)) continue
    const where = each.peer !== '' && looksCloser(target) ? ['peer', each.peer] : ['here', each.datacenter]
    const identity = JSON.stringify([...where, each.partition, each.service])
    if (!found.has(identity)) found.set(identity, each)
  }
  return found
}

/** Why a server refuses an `exported-services` entry; `owners` are the services whose chains have an entry. */
export function exportsFault(reader: Reader, exports: StoredExports, owners: readonly ServiceId[]): Fault | undefined {
  const named = [...exports.toPeers.values()].map(({ service }) => service).filter(({ name }) => name !== '*')
  for (const service of [...named, ...(exports.toPeers.has('*') ? owners : [])]) {
    const place = exportPlace(exports, { service, hasChain: true })
    const fault = place && unsafeExport(reader, service, readChain(reader, service), place)
    if (fault) return fault
  }
  return undefined
}

interface ExportQuestion {
  readonly service: ServiceId
  readonly hasChain: boolean
}

/** Where a service is exported to a peer; `*` stands for those services whose chains have an entry. */
export function exportPlace({ toPeers, entry }: StoredExports, { service, hasChain }: ExportQuestion): Place | undefined {
  const exported = toPeers.get(service.id) ?? (hasChain ? toPeers.get('*') : undefined)
  return exported && { entry, range: exported.range, message: `\`${service.name}\` is exported to a peer here.` }
}
