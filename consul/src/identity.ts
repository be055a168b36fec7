// What a cluster says about itself, merged from the places where the versions of Consul put it.
import type * as z from 'zod/mini'
import type { selfAnswer, serversAnswer } from './schemas.ts'

/**
 * Which clusters can peer with each other: `preview` (1.13.0 pre-releases), `1.13`, `1.14+`; `none` has no peering at all.
 * Generations never mix (run: alpha2, 1.13.9, 1.16.1).
 */
export type Generation = 'none' | 'preview' | '1.13' | '1.14+'

/** `undefined` everywhere means: the cluster did not tell, or this token may not read it. */
export interface ClusterIdentity {
  /** `1.16.1`, without pre-release and edition; the lowest where the servers differ. */
  readonly version: string
  /** `alpha2` for 1.13.0-alpha2, else empty. */
  readonly prerelease: string
  readonly generation: Generation
  readonly edition: 'community' | 'enterprise' | undefined
  readonly datacenter: string | undefined
  readonly primaryDatacenter: string | undefined
  /** Whether the agent that answers is a server. */
  readonly isServer: boolean | undefined
  readonly nodeName: string | undefined
  readonly peeringEnabled: boolean | undefined
  readonly connectEnabled: boolean | undefined
  /** Port of the servers' plain gRPC listener (the peering port of 1.13); -1 when switched off. */
  readonly grpcPort: number | undefined
  /** Port of the servers' gRPC listener with TLS (the peering port from 1.14); -1 when switched off. */
  readonly grpcTlsPort: number | undefined
  readonly aclsEnabled: boolean | undefined
  readonly defaultPolicy: 'allow' | 'deny' | undefined
  /** Addresses that a token of this cluster will probably carry, as `host:port`; empty when unknown. */
  readonly predictedTokenAddresses: readonly string[]
  /** `false` when `/v1/agent/self` was refused and the rest comes from the catalog. */
  readonly readFromAgent: boolean
}

/** The wire forms that an identity is merged from. */
export interface IdentitySources {
  /** `/v1/agent/self`; `undefined` when it was refused. */
  readonly self: z.infer<typeof selfAnswer> | undefined
  /** `/v1/catalog/service/consul`, one row for each server; empty when it was refused or not asked. */
  readonly servers: z.infer<typeof serversAnswer>
  /** Header `X-Consul-Default-Acl-Policy`, which each answer carries. */
  readonly defaultPolicy: string | undefined
}

type Server = IdentitySources['servers'][number]

/** Merges what the agent and the catalog say; `undefined` when neither tells a version. Pure. */
export function mergeIdentity({ self, servers, defaultPolicy }: IdentitySources): ClusterIdentity | undefined {
  const full = lowestVersion(servers, self?.Config.Version)
  if (full === undefined) return undefined
  const debug = self?.DebugConfig
  // A client agent's ports and switches are its own, not those of the servers that peer.
  const own = self?.Config.Server === false ? undefined : debug
  const version = numbersOf(full)
  const grpcPort = own?.GRPCPort ?? metaPort(servers, 'grpc_port')
  const prerelease = debug?.VersionPrerelease ?? self?.Stats?.build?.prerelease ?? guessPrerelease(version, servers)
  return {
    version,
    prerelease,
    generation: generationOf(version, prerelease),
    edition: editionOf(full, debug?.VersionMetadata ?? self?.Stats?.build?.version_metadata ?? undefined),
    datacenter: self?.Config.Datacenter ?? servers[0]?.Datacenter ?? undefined,
    primaryDatacenter: self?.Config.PrimaryDatacenter || undefined,
    isServer: self?.Config.Server ?? undefined,
    nodeName: self?.Config.NodeName ?? undefined,
    peeringEnabled: own?.PeeringEnabled ?? undefined,
    connectEnabled: own?.ConnectEnabled ?? undefined,
    grpcPort,
    grpcTlsPort: own?.GRPCTLSPort ?? metaPort(servers, 'grpc_tls_port'),
    // Only a cluster with ACLs refuses.
    aclsEnabled: self ? (debug?.ACLsEnabled ?? undefined) : true,
    defaultPolicy: policyOf(defaultPolicy ?? debug?.ACLResolverSettings?.ACLDefaultPolicy),
    predictedTokenAddresses: predictAddresses(servers, generationOf(version, prerelease)),
    readFromAgent: self !== undefined,
  }
}

/** `preview` for the pre-releases of 1.13.0, which call themselves 1.13.0 like the release. */
export function generationOf(version: string, prerelease: string): Generation {
  if (compareVersions(version, '1.13.0') < 0) return 'none'
  if (compareVersions(version, '1.14.0') >= 0) return '1.14+'
  return version === '1.13.0' && /^(alpha|techpreview)/.test(prerelease) ? 'preview' : '1.13'
}

/** Negative when `a` is older than `b`. Pre-release and edition do not count. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a).split('.').map(Number)
  const right = numbersOf(b).split('.').map(Number)
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersOf(version: string): string {
  return /^\d+(?:\.\d+){0,2}/.exec(version)?.[0] ?? '0'
}

function lowestVersion(servers: readonly Server[], own: string | undefined): string | undefined {
  const versions = servers.flatMap((server) => server.ServiceMeta?.['version'] ?? [])
  return versions.sort(compareVersions)[0] ?? own
}

/** Without `agent:read` the preview shows itself by the missing `grpc_port` (run: alpha2, 1.13.9). */
function guessPrerelease(version: string, servers: readonly Server[]): string {
  return version === '1.13.0' && servers.length > 0 && metaPort(servers, 'grpc_port') === undefined ? 'alpha2' : ''
}

function editionOf(version: string, metadata: string | undefined): ClusterIdentity['edition'] {
  if (/\bent\b/.test(version) || metadata?.includes('ent')) return 'enterprise'
  return metadata === undefined ? undefined : 'community'
}

function metaPort(servers: readonly Server[], key: string): number | undefined {
  const text = servers[0]?.ServiceMeta?.[key]
  return text === undefined ? undefined : Number(text)
}

function policyOf(text: string | null | undefined): ClusterIdentity['defaultPolicy'] {
  return text === 'allow' || text === 'deny' ? text : undefined
}

/** The WAN address and the peering port of each server; the preview peers through the RPC port. */
function predictAddresses(servers: readonly Server[], generation: Generation): readonly string[] {
  return servers.flatMap((server) => {
    const wan = server.TaggedAddresses?.['wan']
    const host = typeof wan === 'string' ? wan : server.Address
    const port = generation === 'preview' ? server.ServicePort : server.ServiceMeta?.[generation === '1.13' ? 'grpc_port' : 'grpc_tls_port']
    return port === undefined || port === null || port === '' ? [] : [host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`]
  })
}
