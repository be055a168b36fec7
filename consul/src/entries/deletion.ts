// Deletes an entry of a cluster by check-and-set, after saying what would go with it.
import type { PlainDecoded } from '../../../server/src/core/decode/decoded.ts'
import type { CallOptions, ConsulClient, LiveConfigEntry } from '../client.ts'
import { type ConsulError, isLostAnswer } from '../errors.ts'
import { type Result, success } from '../result.ts'

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

/** Kinds in which a name can stand for a service of this cluster. */
const namingKinds = ['exported-services', 'service-resolver', 'service-splitter', 'service-router', 'ingress-gateway', 'service-intentions']

/** What ends with an entry, one sentence each; empty where nothing is known to. */
export async function breakageOf(
  client: Pick<ConsulClient, 'listConfigEntries'>,
  live: LiveConfigEntry,
  options: CallOptions = {},
): Promise<Result<readonly string[]>> {
  const lists = await Promise.all(namingKinds.map((kind) => client.listConfigEntries(kind, options)))
  const failed = lists.find((list) => !list.ok)
  if (failed && !failed.ok) return failed
  const others = lists
    .flatMap((list) => (list.ok ? list.value : []))
    .filter((other) => other.kind !== live.kind || other.name !== live.name)
  return success([
    ...endOf(live),
    ...others.filter((other) => namesIt(live, other)).map((other) => `\`${other.kind}/${other.name}\` names it.`),
  ])
}

/** What an entry does by itself. */
function endOf({ kind, name, body }: LiveConfigEntry): readonly string[] {
  if (kind === 'exported-services') {
    return objectsIn(body['Services']).map((service) => {
      const consumers = objectsIn(service['Consumers']).map((consumer) => consumer['Peer'] ?? consumer['PeerName'] ?? consumer['Partition'])
      return `\`${String(service['Name'])}\` is no longer exported to ${consumers.map((consumer) => `\`${String(consumer)}\``).join(', ')}.`
    })
  }
  if (kind === 'service-intentions') {
    return objectsIn(body['Sources']).map((source) => {
      const peer = source['Peer'] ? ` of \`${String(source['Peer'])}\`` : ''
      return `Whether \`${String(source['Name'])}\`${peer} may call \`${name}\` is decided by wider intentions or the default policy.`
    })
  }
  return []
}

function namesIt({ kind, name }: LiveConfigEntry, other: LiveConfigEntry): boolean {
  if (!['service-defaults', 'service-resolver', 'service-splitter', 'service-router'].includes(kind)) return false
  return other.name === name || textsIn(other.body).includes(name)
}

function textsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  return Object.values(value).flatMap(textsIn)
}

function objectsIn(value: unknown): readonly Readonly<Record<string, PlainDecoded>>[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'object' && element !== null) : []
}
