// One peering as one cluster sees it: its role, and its real health, which is more than the state that Consul reports.

/** Consul's states; the technical preview knows `INITIAL`, and an unknown text counts as `UNDEFINED`. */
export type PeeringState = 'UNDEFINED' | 'INITIAL' | 'PENDING' | 'ESTABLISHING' | 'ACTIVE' | 'FAILING' | 'DELETING' | 'TERMINATED'

/** Who generated the token (`acceptor`), and who established with it (`dialer`). */
export type PeeringRole = 'acceptor' | 'dialer'

/** A peering record. Times are milliseconds since 1970 by the clock of the server that wrote them. */
export interface Peering {
  /** The local name of the other cluster. */
  readonly name: string
  readonly id: string
  readonly state: PeeringState
  /** By `PeerServerAddresses`: only a dialer has them (a guess on the technical preview). */
  readonly role: PeeringRole
  readonly partition: string | undefined
  readonly meta: Readonly<Record<string, string>>
  readonly deletedAt: number | undefined
  /** On a dialer: the `id` of the acceptor's record. On an acceptor from 1.14 on maybe the dialer's. */
  readonly peerId: string | undefined
  readonly serverName: string | undefined
  /** Where a dialer dials, as `host:port`. */
  readonly serverAddresses: readonly string[]
  /** How many services come in; `names` from 1.14 on. `undefined` where this version does not count. */
  readonly imported: ServiceCount | undefined
  /** How many services go out. */
  readonly exported: ServiceCount | undefined
  /** `undefined` before 1.14, which does not tell; otherwise the signs of life of the stream. */
  readonly stream: StreamTimes | undefined
  readonly remoteDatacenter: string | undefined
  readonly remotePartition: string | undefined
  readonly createIndex: number
  readonly modifyIndex: number
  /** When this was read, by the answering server's clock where it told, so that ages do not depend on ours. */
  readonly readAt: number
}

/** How many services one peering carries in one direction. */
export interface ServiceCount {
  readonly count: number
  readonly names: readonly string[] | undefined
}

/** When the stream of a peering last did something; `undefined` = never. */
export interface StreamTimes {
  readonly lastHeartbeat: number | undefined
  readonly lastReceive: number | undefined
  readonly lastSend: number | undefined
}

/** `unproven`: the technical preview, which never reports ACTIVE. `stale`: ACTIVE without a fresh sign of life. */
export type HealthStatus = 'pending' | 'establishing' | 'active' | 'stale' | 'failing' | 'terminated' | 'deleting' | 'unproven'

/** The computed health and the sentence that says it. */
export interface PeeringHealth {
  readonly status: HealthStatus
  readonly sentence: string
}

/** Without a sign of life for this long a stream counts as stale: three heartbeats of 15 s (peerstream/server.go @ v1.16.1). */
const staleAfterMs = 45_000

/** Says how a peering really is. `now`: milliseconds since 1970, by the clock of the server; default: when it was read. */
export function healthOf(peering: Peering, now: number = peering.readAt): PeeringHealth {
  switch (peering.state) {
    case 'INITIAL':
    case 'UNDEFINED':
      return {
        status: 'unproven',
        sentence: 'This version of Consul does not report whether the peering works; an imported service is the proof.',
      }
    case 'PENDING':
      return { status: 'pending', sentence: pendingSentence(peering) }
    case 'ESTABLISHING':
      return { status: 'establishing', sentence: 'The connection is being set up, which takes up to 5 seconds.' }
    case 'ACTIVE':
      return activeHealth(peering, now)
    case 'FAILING':
      return { status: 'failing', sentence: 'The connection to the other cluster is lost; its services are as they were last seen.' }
    case 'TERMINATED':
      return {
        status: 'terminated',
        sentence:
          peering.role === 'dialer'
            ? 'The other cluster deleted this peering; establish it again with a new token, or delete it here too.'
            : 'The other cluster deleted this peering; delete it here too before you peer again under this name.',
      }
    case 'DELETING':
      return { status: 'deleting', sentence: 'The peering is being deleted, which takes some seconds.' }
  }
}

function pendingSentence({ role }: Peering): string {
  return role === 'acceptor'
    ? 'A token was generated and the other cluster has not established with it yet.'
    : 'Establishing failed or is not finished; run it again with a token, or delete this peering.'
}

function activeHealth({ stream }: Peering, now: number): PeeringHealth {
  if (!stream) return { status: 'active', sentence: 'The clusters are connected; this version reports no heartbeat.' }
  const seen = lastSeen(stream)
  if (seen === undefined) {
    return { status: 'stale', sentence: 'Consul says ACTIVE, but nothing was ever received from the other cluster.' }
  }
  const age = now - seen
  if (age > staleAfterMs) {
    return { status: 'stale', sentence: `Consul says ACTIVE, but nothing was received from the other cluster for ${duration(age)}.` }
  }
  return { status: 'active', sentence: `The clusters are connected; the other one was last heard ${duration(Math.max(0, age))} ago.` }
}

/** The heartbeat is null for the first 15 s of a healthy stream, when what it received stands in. */
function lastSeen({ lastHeartbeat, lastReceive }: StreamTimes): number | undefined {
  if (lastHeartbeat === undefined) return lastReceive
  return lastReceive === undefined ? lastHeartbeat : Math.max(lastHeartbeat, lastReceive)
}

function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}
