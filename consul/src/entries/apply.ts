// Writes planned changes by check-and-set: what somebody else changed meanwhile is reported and never overwritten.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { CallOptions, ConsulClient } from '../client.ts'
import { type ConsulError, isLostAnswer } from '../errors.ts'
import { type PlannedChange, planEntry } from './plan.ts'

/** What became of one change. After `conflict` and `refused` nothing more is written. */
export type AppliedChange =
  | { readonly outcome: 'written' | 'same'; readonly change: PlannedChange }
  /** The entry of the cluster is no longer the one that was compared. */
  | { readonly outcome: 'conflict'; readonly change: PlannedChange }
  | { readonly outcome: 'refused'; readonly change: PlannedChange; readonly error: ConsulError }

/** What may be asked of a cluster for it. */
export type EntryCalls = Pick<ConsulClient, 'readConfigEntry' | 'writeConfigEntry'>

/** Writes the changes one after the other and yields what became of each; ends at the first that fails. */
export async function* applyChanges(
  client: EntryCalls,
  changes: readonly PlannedChange[],
  reading: DecodeOptions,
  signal?: AbortSignal,
): AsyncGenerator<AppliedChange, void, undefined> {
  for (const change of changes) {
    const applied = await applyChange(client, change, reading, { signal })
    yield applied
    if (applied.outcome === 'conflict' || applied.outcome === 'refused') return
  }
}

async function applyChange(
  client: EntryCalls,
  change: PlannedChange,
  reading: DecodeOptions,
  options: CallOptions,
): Promise<AppliedChange> {
  if (change.action === 'same') return { outcome: 'same', change }
  const cas = change.action === 'create' ? 0 : change.live.modifyIndex
  const written = await client.writeConfigEntry(change.wanted.body, { ...options, cas })
  if (written.ok && written.value) return { outcome: 'written', change }
  if (written.ok) return { outcome: 'conflict', change }
  if (isLostAnswer(written.error) && (await isThere(client, change, reading, options))) return { outcome: 'written', change }
  return { outcome: 'refused', change, error: written.error }
}

/** Whether the write was done although its answer was lost. */
async function isThere(client: EntryCalls, { wanted }: PlannedChange, reading: DecodeOptions, options: CallOptions): Promise<boolean> {
  const live = await client.readConfigEntry(wanted.kind, wanted.name, options)
  return live.ok && planEntry(wanted, live.value, reading).action === 'same'
}
