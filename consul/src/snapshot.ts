// What one cluster looks like now. Each part has its own Result, so that one refusal does not hide the rest.
import type { CallOptions, ConsulClient, ExportedService, Listing, LiveConfigEntry, ServiceSummary } from './client.ts'
import type { ClusterIdentity } from './identity.ts'
import { healthOf, type Peering, type PeeringHealth } from './peering.ts'
import { type Failure, failure, mapResult, type Result } from './result.ts'

/** A peering with its computed health. */
export interface PeeringView {
  readonly peering: Peering
  readonly health: PeeringHealth
}

/** One reading of a cluster. */
export interface ClusterSnapshot {
  /** Milliseconds since 1970, our clock. */
  readonly readAt: number
  /** `undefined` value: the cluster has no leader; then all parts that need one hold the error `no-leader` and were not asked for. */
  readonly leader: Result<string | undefined>
  readonly identity: Result<ClusterIdentity>
  readonly datacenters: Result<readonly string[]>
  /** By name. */
  readonly peerings: Result<readonly PeeringView[]>
  readonly exportedServices: Result<readonly ExportedService[]>
  readonly services: Result<Listing<ServiceSummary>>
  /** What services speak by the cluster's own entries. */
  readonly protocols: Result<ServiceProtocols>
}

/** The protocols of a cluster. */
export interface ServiceProtocols {
  /** By the name of the service: those with a `service-defaults` entry, `tcp` where it names no protocol. */
  readonly byService: ReadonlyMap<string, string>
  /** Of all other services, by `proxy-defaults`. */
  readonly otherwise: string
}

/** Reads a cluster. Never rejects; a cancelled reading has `cancelled` in its parts. */
export async function readSnapshot(client: ConsulClient, signal?: AbortSignal): Promise<ClusterSnapshot> {
  const readAt = Date.now()
  const leader = await client.leader({ signal })
  // Without a leader all but the agent itself hangs for up to 56 s; unreached, nothing answers.
  const missing: Failure | undefined = leader.ok ? (leader.value === undefined ? failure({ kind: 'no-leader' }) : undefined) : leader
  const ask = <T>(call: (options: CallOptions) => Promise<Result<T>>): Promise<Result<T>> | Failure => missing ?? call({ signal })
  const [identity, datacenters, peerings, exportedServices, services, serviceDefaults, proxyDefaults] = await Promise.all([
    leader.ok ? client.self({ signal }) : leader,
    ask(client.datacenters),
    ask(client.listPeerings),
    ask(client.exportedServices),
    ask(client.services),
    ask((options) => client.listConfigEntries('service-defaults', options)),
    ask((options) => client.readConfigEntry('proxy-defaults', 'global', options)),
  ])
  const protocols = protocolsOf(serviceDefaults, proxyDefaults)
  return { readAt, leader, identity, datacenters, peerings: mapResult(peerings, toViews), exportedServices, services, protocols }
}

function protocolsOf(
  serviceDefaults: Result<Listing<LiveConfigEntry>>,
  proxyDefaults: Result<LiveConfigEntry | undefined>,
): Result<ServiceProtocols> {
  if (!serviceDefaults.ok) return serviceDefaults
  return mapResult(proxyDefaults, (global) => ({
    byService: new Map(serviceDefaults.value.rows.map(({ name, body }) => [name, textOf(body['Protocol']) ?? 'tcp'])),
    otherwise: textOf(protocolIn(global?.body['Config'])) ?? 'tcp',
  }))
}

function protocolIn(config: unknown): unknown {
  if (typeof config !== 'object' || config === null) return undefined
  return Object.entries(config).find(([key]) => key === 'protocol')?.[1]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : undefined
}

/** Peerings with their health, by name; pure. */
export function toViews(peerings: readonly Peering[]): readonly PeeringView[] {
  return [...peerings].sort((a, b) => (a.name < b.name ? -1 : 1)).map((peering) => ({ peering, health: healthOf(peering) }))
}

/** The exported services that one peer may use; pure. Names compare exactly, as in Consul. */
export function exportedTo(services: readonly ExportedService[], peer: string): readonly ExportedService[] {
  return services.filter(({ consumers }) => consumers.some((consumer) => consumer.peer === peer))
}
