// Which keys of an object name one field, and which of them Consul takes.
import type { Field } from '../schema/types.ts'
import { type FieldIndex, type KeyMeaning, meaningOf } from './fields.ts'
import type { RawEntry, RawMap } from './raw.ts'

/** A key of an object, and what it names. */
export interface Keyed {
  readonly entry: RawEntry
  readonly meaning: KeyMeaning
}

/** The keys of an object in groups that may name one field each, in the order of the text. */
export function keysByField(raw: RawMap, index: FieldIndex): Iterable<readonly Keyed[]> {
  const all = keyedOf(raw, index)
  return holdsTwins(all) ? groupByField(all) : all.map((one) => [one])
}

function keyedOf(raw: RawMap, index: FieldIndex): readonly Keyed[] {
  const all: Keyed[] = []
  for (const entry of raw.entries.values()) all.push({ entry, meaning: meaningOf(entry.key, index) })
  return all
}

/** Says whether two keys may name one field. Most objects are small, for which nothing is made. */
function holdsTwins(all: readonly Keyed[]): boolean {
  if (all.length > 16) return true
  return all.some(({ meaning }, i) => {
    for (let before = 0; before < i; before++) if (all[before]?.meaning.folded === meaning.folded) return true
    return false
  })
}

function groupByField(all: readonly Keyed[]): Iterable<readonly Keyed[]> {
  const groups = new Map<string, Keyed[]>()
  for (const keyed of all) {
    const group = groups.get(keyed.meaning.folded)
    if (group) group.push(keyed)
    else groups.set(keyed.meaning.folded, [keyed])
  }
  return groups.values()
}

/** Consul looks for the field's own spelling first, then for any; an own key beats a translated one. */
export function exactFirst(group: readonly Keyed[], field: Field): readonly Keyed[] {
  if (group.length < 2) return group
  const rank = ({ entry, meaning: { effective } }: Keyed) => {
    if (effective === field.name) return 0
    // Beside `Kind` and `kind`, which choose the table, any other spelling is one too many.
    if (entry.key === 'kind') return 1
    return entry.key === effective ? 2 : 3
  }
  return [...group].sort((a, b) => rank(a) - rank(b))
}
