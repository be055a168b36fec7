// Deletes an entry of a cluster by check-and-set, after saying what would go with it.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { PlainDecoded } from '../../../server/src/core/decode/decoded.ts'
import { mentionsIn } from '../../../server/src/core/model/names.ts'
import type { CallOptions, ConsulClient, LiveConfigEntry } from '../client.ts'
import { type ConsulError, isLostAnswer } from '../errors.ts'
import { type Result, success } from '../result.ts'
import { liveEntry } from './liveEntry.ts'

/** What became of a deletion. */
export type Deleted =
  | { readonly outcome: 'deleted' | 'gone' }
  /** It changed since it was read. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'refused'; readonly error: ConsulError }

/** Deletes exactly the version of the entry that was read. */
export async function deleteEntry(
  client: Pick<ConsulClient, 'readConfigEntry' | 'deleteConfigEntry'>,
  { kind, name, modifyIndex }: LiveConfigEntry,
  options: CallOptions = {},
): Promise<Deleted> {
  const deleted = await client.deleteConfigEntry(kind, name, { ...options, cas: modifyIndex })
  if (deleted.ok && deleted.value) return { outcome: 'deleted' }
  if (!deleted.ok && !isLostAnswer(deleted.error)) return { outcome: 'refused', error: deleted.error }
  const left = await client.readConfigEntry(kind, name, options)
  if (left.ok && left.value === undefined) return { outcome: 'gone' }
  return deleted.ok ? { outcome: 'conflict' } : { outcome: 'refused', error: deleted.error }
}

/** Kinds in which something can stand that depends on another entry. */
const dependingKinds = [
  'exported-services',
  'service-resolver',
  'service-splitter',
  'service-router',
  'service-intentions',
  'proxy-defaults',
  'ingress-gateway',
  'terminating-gateway',
  'api-gateway',
  'http-route',
  'tcp-route',
]

/** What ends with an entry, one sentence each; empty where nothing is known to. Says so where the token may not see everything. */
export async function breakageOf(
  client: Pick<ConsulClient, 'listConfigEntries'>,
  live: LiveConfigEntry,
  reading: DecodeOptions,
  options: CallOptions = {},
): Promise<Result<readonly string[]>> {
  const lists = await Promise.all(dependingKinds.map((kind) => client.listConfigEntries(kind, options)))
  const failed = lists.find((list) => !list.ok && list.error.kind !== 'unknown-config-kind')
  if (failed && !failed.ok) return failed
  const read = lists.flatMap((list) => (list.ok ? [list.value] : []))
  const others = read.flatMap(({ rows }) => rows).filter((other) => other.kind !== live.kind || other.name !== live.name)
  return success([
    ...endOf(live),
    ...others.filter((other) => dependsOn(live, other, reading)).map((other) => `\`${other.kind}/${other.name}\` names it.`),
    ...(read.some(({ isFiltered }) => isFiltered) ? [hidden] : []),
  ])
}

const hidden = 'The token may not read all entries, so more than is told here may depend on it.'

/** What an entry does by itself. */
function endOf({ kind, name, body }: LiveConfigEntry): readonly string[] {
  switch (kind) {
    case 'exported-services':
      return objectsIn(body['Services']).map((service) => {
        const consumers = objectsIn(service['Consumers']).map(
          (consumer) => consumer['Peer'] ?? consumer['PeerName'] ?? consumer['Partition'],
        )
        return `\`${String(service['Name'])}\` is no longer exported to ${consumers.map((consumer) => `\`${String(consumer)}\``).join(', ')}.`
      })
    case 'service-intentions':
      return objectsIn(body['Sources']).map((source) => {
        const peer = source['Peer'] ? ` of \`${String(source['Peer'])}\`` : ''
        return `Whether \`${String(source['Name'])}\`${peer} may call \`${name}\` is decided by wider intentions or the default policy.`
      })
    case 'proxy-defaults':
      return ['All proxies lose these settings; services without a protocol of their own speak `tcp` again.']
    case 'mesh':
      return ['All proxies lose these settings; peering through mesh gateways ends where the entry asks for it.']
    default:
      return []
  }
}

function dependsOn({ kind, name }: LiveConfigEntry, other: LiveConfigEntry, reading: DecodeOptions): boolean {
  switch (kind) {
    case 'service-defaults':
    case 'service-resolver':
    case 'service-splitter':
    case 'service-router': {
      const entry = liveEntry(other, reading)
      const mentions = entry ? mentionsIn(entry) : []
      return mentions.some((mention) => mention.of === 'service' && mention.peer === undefined && mention.name === name)
    }
    case 'jwt-provider':
      return objectsUnder(other.body, 'Providers').some((provider) => provider['Name'] === name)
    case 'inline-certificate':
      return objectsUnder(other.body, 'Certificates').some((certificate) => certificate['Name'] === name)
    default:
      return false
  }
}

/** The objects of all lists under a key, at any depth. */
function objectsUnder(value: unknown, key: string): readonly Readonly<Record<string, PlainDecoded>>[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([own, below]) => [...(own === key ? objectsIn(below) : []), ...objectsUnder(below, key)])
}

function objectsIn(value: unknown): readonly Readonly<Record<string, PlainDecoded>>[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'object' && element !== null) : []
}
