// What writing entries to a cluster would change there, in the order in which it takes them.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { PlainDecoded } from '../../../server/src/core/decode/decoded.ts'
import { isSameEntry } from '../../../server/src/core/model/entryBody.ts'
import { writeRankOf } from '../../../server/src/core/model/graph/writeOrder.ts'
import type { ConsulClient, LiveConfigEntry } from '../client.ts'
import { type Result, success } from '../result.ts'
import { compareEntries, type Difference } from './compare.ts'
import { liveForm } from './liveEntry.ts'
import type { WantedEntry } from './wantedEntry.ts'

/** What is going to happen to one entry. */
export type PlannedChange =
  | { readonly action: 'create'; readonly wanted: WantedEntry }
  | {
      readonly action: 'change'
      readonly wanted: WantedEntry
      readonly live: LiveConfigEntry
      readonly differences: readonly Difference[]
      /** Keys of the stored entry that are not known here and would be lost. */
      readonly lostKeys: readonly string[]
    }
  | { readonly action: 'same'; readonly wanted: WantedEntry; readonly live: LiveConfigEntry }

/** Reads what the cluster has of these entries and says what would change. The first failed call ends it. */
export async function planEntries(
  client: Pick<ConsulClient, 'readConfigEntry'>,
  wanted: readonly WantedEntry[],
  reading: DecodeOptions,
  signal?: AbortSignal,
): Promise<Result<readonly PlannedChange[]>> {
  const changes: PlannedChange[] = []
  for (const one of inWriteOrder(wanted)) {
    const live = await client.readConfigEntry(one.kind, one.name, { signal })
    if (!live.ok) return live
    changes.push(planEntry(one, live.value, reading))
  }
  return success(changes)
}

/** Compares one entry with what the cluster has; pure. */
export function planEntry(wanted: WantedEntry, live: LiveConfigEntry | undefined, reading: DecodeOptions): PlannedChange {
  if (!live) return { action: 'create', wanted }
  const { normal, unknownKeys } = liveForm(live, reading)
  const isSame = normal !== undefined && unknownKeys.length === 0 && isSameEntry(normal, wanted.normal)
  if (isSame) return { action: 'same', wanted, live }
  return { action: 'change', wanted, live, differences: compareEntries(normal ?? {}, wanted.normal), lostKeys: unknownKeys }
}

/** Kinds that others need come first; within a kind, an entry comes after those that it names. Of two with one name the later counts. */
export function inWriteOrder(wanted: readonly WantedEntry[]): readonly WantedEntry[] {
  const last = new Map(wanted.map((one) => [`${one.kind}/${one.name}`, one]))
  const sorted = [...last.values()].sort((a, b) => writeRankOf(a.kind) - writeRankOf(b.kind) || (a.name < b.name ? -1 : 1))
  const placed = new Set<WantedEntry>()
  const place = (one: WantedEntry, above: readonly WantedEntry[]) => {
    if (placed.has(one) || above.includes(one)) return
    for (const name of textsIn(one.body)) {
      const named = last.get(`${one.kind}/${name}`)
      if (named) place(named, [...above, one])
    }
    placed.add(one)
  }
  for (const one of sorted) place(one, [])
  return [...placed]
}

function textsIn(value: PlainDecoded): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
