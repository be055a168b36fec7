// Looks at two clusters before anything is made on either: can they peer, and what stands in the way?
import type { Check, PeerNames, Side } from './check.ts'
import type { ConsulClient, LiveConfigEntry } from './client.ts'
import type { ClusterIdentity } from './identity.ts'
import { judgePair } from './pairChecks.ts'
import type { Peering } from './peering.ts'
import { failure, type Result } from './result.ts'
import { judgeSide } from './sideChecks.ts'

/** What the preflight reads of one cluster. */
export interface SideReading {
  readonly side: Side
  readonly label: string
  /** Base address of its HTTP API. */
  readonly address: string
  readonly origin: string | undefined
  readonly leader: Result<string | undefined>
  readonly identity: Result<ClusterIdentity>
  readonly peerings: Result<readonly Peering[]>
  readonly trustDomain: Result<string>
  readonly datacenters: Result<readonly string[]>
  /** Whether the token has `peering:write`; `undefined` value: this version cannot be asked. */
  readonly canWrite: Result<boolean | undefined>
  readonly meshEntry: Result<LiveConfigEntry | undefined>
}

/** Both clusters. */
export interface PairReading {
  readonly acceptor: SideReading
  readonly dialer: SideReading
}

/** The checklist for peering these two clusters under these names. Reads only; never rejects. */
export async function preflight(
  acceptor: ConsulClient,
  dialer: ConsulClient,
  names: PeerNames,
  signal?: AbortSignal,
): Promise<readonly Check[]> {
  return judge(await readPair(acceptor, dialer, signal), names)
}

/** Reads what the checklist is made from. */
export async function readPair(acceptor: ConsulClient, dialer: ConsulClient, signal?: AbortSignal): Promise<PairReading> {
  const [first, second] = await Promise.all([readSide('acceptor', acceptor, signal), readSide('dialer', dialer, signal)])
  return { acceptor: first, dialer: second }
}

/** The checklist of a reading; pure. The pair is judged only when both clusters could be read. */
export function judge(pair: PairReading, names: PeerNames): readonly Check[] {
  const sides = [...judgeSide(pair.acceptor, pair, names), ...judgeSide(pair.dialer, pair, names)]
  const isDeaf = sides.some(({ id, status }) => status === 'blocker' && (id === 'reachable' || id === 'leader'))
  return isDeaf ? sides : [...sides, ...judgePair(pair, names)]
}

async function readSide(side: Side, client: ConsulClient, signal: AbortSignal | undefined): Promise<SideReading> {
  const options = { signal }
  const about = { side, label: client.label, address: client.address, origin: client.origin }
  const leader = await client.leader(options)
  // Without a leader every other call would hang.
  if (!leader.ok || leader.value === undefined) {
    const missing = leader.ok ? failure({ kind: 'no-leader' }) : leader
    return {
      ...about,
      leader,
      identity: missing,
      peerings: missing,
      trustDomain: missing,
      datacenters: missing,
      canWrite: missing,
      meshEntry: missing,
    }
  }
  const [identity, peerings, trustDomain, datacenters, rights, meshEntry] = await Promise.all([
    client.self(options),
    client.listPeerings(options),
    client.trustDomain(options),
    client.datacenters(options),
    client.authorize([{ resource: 'peering', access: 'write' }], options),
    client.readConfigEntry('mesh', 'mesh', options),
  ])
  const canWrite = rights.ok ? { ok: true as const, value: rights.value?.[0] } : rights
  return { ...about, leader, identity, peerings, trustDomain, datacenters, canWrite, meshEntry }
}
