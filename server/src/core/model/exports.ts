// What an `exported-services` entry shares and with whom, whichever key names the peer.
import { type DecodedField, type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { PlainValue } from '../edit.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'

export interface ExportedService {
  readonly entry: Entry
  readonly object: DecodedObject
  readonly name: string
  readonly consumers: readonly Consumer[]
}

export interface Consumer {
  readonly object: DecodedObject
  /** Empty where it names none. */
  readonly peer: string
  /** The key that names the peer. */
  readonly field: DecodedField | undefined
}

/** Several rules, and the intentions of a cluster, look at one entry time and again. */
let last: { readonly entry: Entry; readonly services: readonly ExportedService[] } | undefined

/** The services that an entry lists, in their order; none for an entry of another kind. */
export function exportedServicesOf(entry: Entry): readonly ExportedService[] {
  if (entry.kindName !== 'exported-services') return []
  if (last?.entry !== entry) last = { entry, services: read(entry) }
  return last.services
}

function read(entry: Entry): readonly ExportedService[] {
  if (!entry.decoded) return []
  return objectsOf(entry.decoded.root, 'Services').map((object) => ({
    entry,
    object,
    name: textOf(object, 'Name'),
    consumers: objectsOf(object, 'Consumers').map(consumerOf),
  }))
}

export interface AllExports {
  readonly all: readonly ExportedService[]
  /** Those that name a service; `*` is a name like others. */
  of(name: string): readonly ExportedService[]
}

/** Each list of entries is gone through once: thousands of intentions may ask. */
const tables = new WeakMap<readonly Entry[], AllExports>()

/** All services that the cluster exports. */
export function allExports(scope: Scope): AllExports {
  const entries = scope.entries('exported-services')
  const table = tables.get(entries) ?? tableOf(entries.flatMap(exportedServicesOf))
  tables.set(entries, table)
  return table
}

function tableOf(all: readonly ExportedService[]): AllExports {
  const byName = new Map<string, ExportedService[]>()
  for (const service of all) {
    const same = byName.get(service.name)
    if (same) same.push(service)
    else byName.set(service.name, [service])
  }
  return { all, of: (name) => byName.get(name) ?? [] }
}

/** The key is `PeerName` before 1.14 and `Peer` since; one that the target refuses says what is meant all the same. */
function consumerOf(object: DecodedObject): Consumer {
  const field = object.fields.get('Peer') ?? object.fields.get('PeerName')
  return { object, peer: field?.value.type === 'string' ? field.value.value : '', field }
}

/** A consumer for a peer, as every release with peering reads it. */
export function newConsumer({ document }: Entry, peer: string): PlainValue {
  return document.format === 'yaml' ? { peer } : { peer_name: peer }
}
