// Parts of a cluster that are read only when somebody looks at them.
import type { ConsulClient, ImportedService, Intention, Listing, LiveConfigEntry, ServiceInstance } from './client.ts'
import { failure, type Result, success } from './result.ts'

/** Which part. */
export type SectionKey =
  /** What comes in through one peering. */
  | { readonly section: 'imports'; readonly peer: string }
  /** The instances of one such service. */
  | { readonly section: 'instances'; readonly peer: string; readonly service: string }
  | { readonly section: 'intentions' }
  /** All config entries, by kind. */
  | { readonly section: 'entries' }

/** What was read. */
export type Section =
  | { readonly section: 'imports'; readonly listing: Listing<ImportedService> }
  | { readonly section: 'instances'; readonly instances: readonly ServiceInstance[] }
  | { readonly section: 'intentions'; readonly intentions: readonly Intention[] }
  | { readonly section: 'entries'; readonly kinds: readonly KindOfEntries[] }

/** The entries of one kind, by name. */
export interface KindOfEntries {
  readonly kind: string
  readonly entries: readonly LiveConfigEntry[]
}

/** Kinds that clusters keep and people write, in the order in which they are shown. */
export const entryKinds = [
  'exported-services',
  'service-intentions',
  'service-defaults',
  'proxy-defaults',
  'mesh',
  'service-resolver',
  'service-router',
  'service-splitter',
  'sameness-group',
  'ingress-gateway',
  'terminating-gateway',
  'api-gateway',
  'http-route',
  'tcp-route',
  'inline-certificate',
  'file-system-certificate',
  'jwt-provider',
  'control-plane-request-limit',
] as const

/** Reads one part; never rejects. */
export async function readSection(client: ConsulClient, key: SectionKey, signal?: AbortSignal): Promise<Result<Section>> {
  const leader = await client.leader({ signal })
  if (!leader.ok) return leader
  // Without a leader everything else hangs.
  if (leader.value === undefined) return failure({ kind: 'no-leader' })
  switch (key.section) {
    case 'imports': {
      const listing = await client.importedServices(key.peer, { signal })
      return listing.ok ? success({ section: 'imports', listing: listing.value }) : listing
    }
    case 'instances': {
      const instances = await client.healthService(key.service, { peer: key.peer, signal })
      return instances.ok ? success({ section: 'instances', instances: instances.value }) : instances
    }
    case 'intentions': {
      const intentions = await client.intentions({ signal })
      return intentions.ok ? success({ section: 'intentions', intentions: intentions.value }) : intentions
    }
    case 'entries':
      return readEntries(client, signal)
  }
}

/** A kind that this release does not know, or this token may not read, has no row; when that holds for all, the first error is told. */
async function readEntries(client: ConsulClient, signal: AbortSignal | undefined): Promise<Result<Section>> {
  const lists = await Promise.all(entryKinds.map(async (kind) => ({ kind, list: await client.listConfigEntries(kind, { signal }) })))
  const read = lists.flatMap(({ kind, list }) => (list.ok ? [{ kind, entries: byName(list.value.rows) }] : []))
  const failed = lists.find(({ list }) => !list.ok && list.error.kind !== 'unknown-config-kind')?.list
  if (read.length === 0 && failed && !failed.ok) return failed
  return success({ section: 'entries', kinds: read.filter(({ entries }) => entries.length > 0) })
}

function byName(entries: readonly LiveConfigEntry[]): readonly LiveConfigEntry[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))
}
