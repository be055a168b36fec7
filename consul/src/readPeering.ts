// From a peering as Consul sends it to the peering as the rest of this product knows it.
import type * as z from 'zod/mini'
import type { Peering, PeeringState, ServiceCount, StreamTimes } from './peering.ts'
import type { peeringAnswer } from './schemas.ts'

type Wire = z.infer<typeof peeringAnswer>

const states: readonly string[] = [
  'UNDEFINED',
  'INITIAL',
  'PENDING',
  'ESTABLISHING',
  'ACTIVE',
  'FAILING',
  'DELETING',
  'TERMINATED',
] satisfies readonly PeeringState[]

/** `readAt`: milliseconds since 1970, by the server's clock where it told. */
export function toPeering(wire: Wire, readAt: number): Peering {
  const addresses = wire.PeerServerAddresses ?? []
  return {
    name: wire.Name,
    id: wire.ID,
    state: isState(wire.State) ? wire.State : 'UNDEFINED',
    role: addresses.length > 0 ? 'dialer' : 'acceptor',
    partition: wire.Partition || undefined,
    meta: wire.Meta ?? {},
    deletedAt: time(wire.DeletedAt),
    peerId: wire.PeerID || undefined,
    serverName: wire.PeerServerName || undefined,
    serverAddresses: addresses,
    imported: count(wire.ImportedServiceCount, wire, wire.StreamStatus?.ImportedServices),
    exported: count(wire.ExportedServiceCount, wire, wire.StreamStatus?.ExportedServices),
    stream: streamTimes(wire),
    remoteDatacenter: wire.Remote?.Datacenter || undefined,
    remotePartition: wire.Remote?.Partition || undefined,
    createIndex: wire.CreateIndex,
    modifyIndex: wire.ModifyIndex,
    readAt,
  }
}

function isState(text: string): text is PeeringState {
  return states.includes(text)
}

/** 1.13 sends a number, 1.14 and later the names, null when there are none; the preview sends neither. */
function count(number: number | null | undefined, wire: Wire, names: readonly string[] | null | undefined): ServiceCount | undefined {
  if (wire.StreamStatus) return { count: names?.length ?? 0, names: names ?? [] }
  return typeof number === 'number' ? { count: number, names: undefined } : undefined
}

function streamTimes({ StreamStatus: status }: Wire): StreamTimes | undefined {
  if (!status) return undefined
  return { lastHeartbeat: time(status.LastHeartbeat), lastReceive: time(status.LastReceive), lastSend: time(status.LastSend) }
}

/** 1.14 writes "never" as the year 1, later versions as null. */
function time(text: string | null | undefined): number | undefined {
  if (!text) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms
}
