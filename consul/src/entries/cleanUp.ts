// What of a cluster's entries names a peer, and how it is taken out.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import { textOf } from '../../../server/src/core/decode/decoded.ts'
import { exportedServicesOf } from '../../../server/src/core/model/exports.ts'
import { sourcesOf } from '../../../server/src/core/model/sources.ts'
import type { CallOptions, ConsulClient } from '../client.ts'
import { explain } from '../errors.ts'
import { type Result, success } from '../result.ts'
import { applyChanges } from './apply.ts'
import { planWish } from './clusterWish.ts'
import { deleteEntry } from './deletion.ts'
import { liveEntry } from './liveEntry.ts'
import type { Wish } from './proposal.ts'

/** One mention of the peer, and the wish that takes it out. */
export interface Mention {
  readonly wish: Wish
  readonly sentence: string
}

/** All exports to a peer and all intentions for its services. */
export async function entriesNaming(
  client: Pick<ConsulClient, 'listConfigEntries'>,
  peer: string,
  reading: DecodeOptions,
  options: CallOptions = {},
): Promise<Result<readonly Mention[]>> {
  const [exports, intentions] = await Promise.all([
    client.listConfigEntries('exported-services', options),
    client.listConfigEntries('service-intentions', options),
  ])
  if (!exports.ok) return exports
  if (!intentions.ok) return intentions
  const entries = [...exports.value.rows, ...intentions.value.rows].flatMap((live) => liveEntry(live, reading) ?? [])
  return success(
    entries.flatMap((entry) => [
      ...exportedServicesOf(entry)
        .filter(({ consumers }) => consumers.some((consumer) => consumer.peer === peer))
        .map(
          ({ name }): Mention => ({
            wish: { wish: 'stop-exporting', service: name, peer },
            sentence: `\`${name}\` is exported to \`${peer}\`.`,
          }),
        ),
      ...sourcesOf(entry)
        .filter((source) => textOf(source, 'Peer') === peer)
        .map(
          (source): Mention => ({
            wish: { wish: 'forget', service: entry.name, source: textOf(source, 'Name'), peer },
            sentence: `The intention of \`${entry.name}\` speaks of \`${textOf(source, 'Name')}\` of \`${peer}\`.`,
          }),
        ),
    ]),
  )
}

/** Whether all mentions are out, else a sentence about the first that is not. */
export type Removal = { readonly ok: true } | { readonly ok: false; readonly message: string }

/** Takes mentions out one by one, each by check-and-set; ends at the first that fails. */
export async function removePeer(
  client: Pick<ConsulClient, 'readConfigEntry' | 'writeConfigEntry' | 'deleteConfigEntry'>,
  mentions: readonly Mention[],
  reading: DecodeOptions,
  options: CallOptions = {},
): Promise<Removal> {
  for (const { wish } of mentions) {
    const planned = await planWish(client, wish, reading, options)
    if (!planned.ok) return { ok: false, message: explain(planned.error).message }
    const problem = await carryOut(client, planned.value, reading, options)
    if (problem !== undefined) return { ok: false, message: problem }
  }
  return { ok: true }
}

const changed = 'Somebody changed the entry meanwhile, so it was left as it is.'

async function carryOut(
  client: Parameters<typeof removePeer>[0],
  planned: Extract<Awaited<ReturnType<typeof planWish>>, { readonly ok: true }>['value'],
  reading: DecodeOptions,
  options: CallOptions,
): Promise<string | undefined> {
  switch (planned.action) {
    case 'nothing':
      return undefined
    case 'impossible':
      return planned.why
    case 'delete': {
      const deleted = await deleteEntry(client, planned.live, options)
      if (deleted.outcome === 'refused') return explain(deleted.error).message
      return deleted.outcome === 'conflict' ? changed : undefined
    }
    case 'write':
      for await (const applied of applyChanges(client, [planned.change], reading, options.signal)) {
        if (applied.outcome === 'refused') return explain(applied.error).message
        if (applied.outcome === 'conflict') return changed
      }
      return undefined
  }
}
