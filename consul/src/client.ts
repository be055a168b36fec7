// Consul's HTTP API as this product needs it: every call gives a Result, takes an AbortSignal, and ends in time.
import type { Caller } from './calls/call.ts'
import { clusterCalls } from './calls/cluster.ts'
import { configCalls } from './calls/config.ts'
import { peeringCalls } from './calls/peerings.ts'
import { serviceCalls } from './calls/services.ts'
import type { Connection } from './connection.ts'
import { createTransport } from './http.ts'
import type { ClusterIdentity, Generation } from './identity.ts'
import type { Peering } from './peering.ts'
import type { Result } from './result.ts'
import type { Secret } from './secret.ts'

/** For every call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds until the call gives up; default: that of the client (5,000). */
  readonly timeoutMs?: number | undefined
}

/** For calls that may wait for a change on the server (a blocking query). */
export interface WatchOptions extends CallOptions {
  /** The `index` of the last answer; without one the answer comes at once. */
  readonly index?: string | undefined
  /** How long the server may hold the answer, in milliseconds; default 60,000. The time limit of the call is set above it. */
  readonly waitMs?: number | undefined
}

/** An answer with the index to wait on. */
export interface Watched<T> {
  readonly value: T
  /** `undefined`: this version does not block on this path, so use a timer, or the loop would spin. */
  readonly index: string | undefined
}

/** A config entry as the server stores it. */
export interface LiveConfigEntry {
  readonly kind: string
  /** `mesh` for the mesh entry, which has no name in the answer. */
  readonly name: string
  /** For check-and-set. */
  readonly modifyIndex: number
  readonly createIndex: number
  /** The entry itself, with Consul's own keys, the two indexes left out. */
  readonly body: Readonly<Record<string, unknown>>
}

/** One exported service and who may use it. */
export interface ExportedService {
  /** `*` exports all. */
  readonly name: string
  readonly namespace: string | undefined
  readonly consumers: readonly ServiceConsumer[]
}

/** Who an exported service is for; one of the three is set, unless the entry has an empty consumer. */
export interface ServiceConsumer {
  readonly peer: string | undefined
  readonly partition: string | undefined
  readonly samenessGroup: string | undefined
}

/** A registered service. */
export interface ServiceSummary {
  readonly name: string
  readonly tags: readonly string[]
}

/** A service that came in through a peering. */
export interface ImportedService {
  readonly name: string
  readonly peer: string
  readonly namespace: string | undefined
  readonly instanceCount: number
  readonly passing: number
  readonly warning: number
  readonly critical: number
}

/** A list that a weak token may have shortened. */
export interface Listing<T> {
  readonly rows: readonly T[]
  /** `true`: Consul says that it left rows out; an empty list then means "none visible", not "none". */
  readonly isFiltered: boolean
}

/** One instance of a service. */
export interface ServiceInstance {
  readonly id: string
  readonly service: string
  readonly node: string
  readonly datacenter: string | undefined
  readonly address: string
  readonly port: number
  /** The peering that it came through; `undefined` for a local one. */
  readonly peer: string | undefined
  readonly status: 'passing' | 'warning' | 'critical'
}

/** One row of the intentions: may this source call this destination? */
export interface Intention {
  readonly source: string
  /** The local name of the cluster that the source lives in; `undefined` for a local source. */
  readonly sourcePeer: string | undefined
  readonly sourceNamespace: string | undefined
  readonly destination: string
  readonly destinationNamespace: string | undefined
  /** `permissions`: decided per request (L7). */
  readonly action: 'allow' | 'deny' | 'permissions'
  readonly permissionCount: number
  readonly precedence: number
  readonly description: string | undefined
}

/** What to generate a token for. */
export interface TokenRequest {
  /** The acceptor's local name for the cluster that will dial. */
  readonly peerName: string
  /** Decides what the body may hold. */
  readonly generation: Generation
  /** `host:port` list that replaces the servers' own addresses; not on the technical preview. */
  readonly serverExternalAddresses?: readonly string[] | undefined
  readonly meta?: Readonly<Record<string, string>> | undefined
}

/** What to establish. */
export interface EstablishRequest {
  /** The dialer's local name for the cluster that generated the token. */
  readonly peerName: string
  readonly token: Secret
  readonly meta?: Readonly<Record<string, string>> | undefined
}

/** A right to ask about: is `access` to `resource` allowed for this token? */
export interface Right {
  readonly resource: 'peering' | 'mesh' | 'operator'
  readonly access: 'read' | 'write'
}

/** One cluster's HTTP API. No call throws; after `close()` every call gives `cancelled`. */
export interface ConsulClient {
  /** How messages call this cluster. */
  readonly label: string
  /** Base address, normalised; as given where it cannot be used. */
  readonly address: string
  /** Scheme, host and port; `undefined` where the address cannot be used. */
  readonly origin: string | undefined
  /** Address of the leader, `undefined` when the cluster has none. Answers at once even then; other calls hang. */
  leader(options?: CallOptions): Promise<Result<string | undefined>>
  /** Who the cluster is: `/v1/agent/self`, with the catalog where that is refused or the agent is a client. */
  self(options?: CallOptions): Promise<Result<ClusterIdentity>>
  /** Trust domain of the cluster, the same for all datacenters of a federation. */
  trustDomain(options?: CallOptions): Promise<Result<string>>
  /** This datacenter and those federated with it. */
  datacenters(options?: CallOptions): Promise<Result<readonly string[]>>
  /** Whether each right is given, in order; `undefined` where this version cannot be asked. All `true` without ACLs. */
  authorize(rights: readonly Right[], options?: CallOptions): Promise<Result<readonly boolean[] | undefined>>
  listPeerings(options?: CallOptions): Promise<Result<readonly Peering[]>>
  /** The peerings, when they changed or the wait is over. */
  watchPeerings(options?: WatchOptions): Promise<Result<Watched<readonly Peering[]>>>
  /** One peering; `undefined` when there is none of that name. */
  readPeering(name: string, options?: CallOptions): Promise<Result<Peering | undefined>>
  /** Makes a token, which is a credential, and the acceptor's record. */
  generateToken(request: TokenRequest, options?: CallOptions): Promise<Result<Secret>>
  /** Dials the acceptor. Default time limit 20,000 ms: an address that does not answer alone costs 3 s. */
  establish(request: EstablishRequest, options?: CallOptions): Promise<Result<undefined>>
  /** Deletes this side's record; an unknown name is fine. The record may stay as DELETING for some seconds. */
  deletePeering(name: string, options?: CallOptions): Promise<Result<undefined>>
  /** One config entry; `undefined` when there is none. */
  readConfigEntry(kind: string, name: string, options?: CallOptions): Promise<Result<LiveConfigEntry | undefined>>
  listConfigEntries(kind: string, options?: CallOptions): Promise<Result<Listing<LiveConfigEntry>>>
  /** The config entries of a kind, when they changed or the wait is over. */
  watchConfigEntries(kind: string, options?: WatchOptions): Promise<Result<Watched<readonly LiveConfigEntry[]>>>
  /** Writes an entry. With `cas`: `false` when the stored one changed since that index (0: must not exist). */
  writeConfigEntry(entry: Readonly<Record<string, unknown>>, options?: CasOptions): Promise<Result<boolean>>
  /** Deletes an entry; an unknown one is fine. With `cas`: `false` when it changed since that index. */
  deleteConfigEntry(kind: string, name: string, options?: CasOptions): Promise<Result<boolean>>
  /** The instances of a service, of a peer's where `peer` is given; unknown names give an empty list. */
  healthService(name: string, options?: CallOptions & { readonly peer?: string | undefined }): Promise<Result<readonly ServiceInstance[]>>
  /** The services registered here; imported ones are not among them. */
  services(options?: CallOptions): Promise<Result<Listing<ServiceSummary>>>
  /** What this cluster exports: the entry `exported-services/default` (or the partition's), empty when there is none. */
  exportedServices(options?: CallOptions): Promise<Result<readonly ExportedService[]>>
  /** What came in through one peering. `unsupported` on the technical preview, which ignores the parameter. */
  importedServices(peer: string, options?: CallOptions): Promise<Result<Listing<ImportedService>>>
  intentions(options?: CallOptions): Promise<Result<readonly Intention[]>>
  /** Ends all calls under way and closes the connections. */
  close(): Promise<void>
}

/** For writes. */
export interface CasOptions extends CallOptions {
  /** `ModifyIndex` of the version that this write replaces. */
  readonly cas?: number | undefined
}

/** Limits of a client. */
export interface ClientOptions {
  /** Milliseconds; default 5,000. */
  readonly timeoutMs?: number | undefined
  /** Largest answer that is read, in bytes; default 16 MiB. */
  readonly maximumAnswerBytes?: number | undefined
  /** Connections at most; default 8 (an agent takes 200 per client address). */
  readonly connections?: number | undefined
}

/** A client of one cluster. Opens nothing before the first call. */
export function createConsulClient(connection: Connection, options: ClientOptions = {}): ConsulClient {
  const transport = createTransport(connection, {
    maximumAnswerBytes: options.maximumAnswerBytes ?? 16 * 1024 * 1024,
    connections: options.connections ?? 8,
  })
  const { base } = transport
  // An address that cannot be used may have a password in it.
  const given = connection.address.replace(/\/\/[^/]*@/, '//')
  const shown = base?.shown ?? given
  const caller: Caller = { transport, shown, hasToken: connection.token !== undefined, timeoutMs: options.timeoutMs ?? 5_000 }
  return {
    label: connection.label ?? shown,
    address: base?.base ?? given,
    origin: base?.origin,
    ...clusterCalls(caller),
    ...peeringCalls(caller),
    ...configCalls(caller, connection.partition || 'default'),
    ...serviceCalls(caller),
    close: () => transport.close(),
  }
}
