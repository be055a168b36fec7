// json.Unmarshal into a map: objects become maps, the last of several members of one name wins.
import type { SyntaxProblem } from '../document.ts'
import type { Member, ObjectValue, Value } from '../value.ts'
import type { KeptObjects } from './keptObjects.ts'
import type { Raw, RawEntry, RawMap } from './raw.ts'

interface GrowingEntry extends RawEntry {
  value: Raw
  readonly members: Member[]
}

interface Reading {
  /** How many members had a key that stood before them already. */
  repeats: number
  readonly kept: KeptObjects | undefined
}

/** Reads an object of JSON. Values that are missing in the text are left out. */
export function lowerJson(
  root: ObjectValue,
  kept?: KeptObjects,
): { readonly raw: RawMap; readonly problems: readonly SyntaxProblem[]; readonly repeatsKeys: boolean } {
  const reading: Reading = { repeats: 0, kept }
  return { raw: lowerMap(root, reading), problems: [], repeatsKeys: reading.repeats > 0 }
}

function lowerMap(source: ObjectValue, reading: Reading): RawMap {
  const { kept, repeats } = reading
  const known = kept?.raw.get(source)
  if (known) return known
  const map = readMap(source, reading)
  if (kept && reading.repeats === repeats) kept.raw.set(source, map)
  return map
}

function readMap(source: ObjectValue, reading: Reading): RawMap {
  const entries = new Map<string, GrowingEntry>()
  for (const member of source.members) {
    const { key } = member
    const entry = entries.get(key)
    if (entry !== undefined) reading.repeats++
    const value = lowerValue(member.value, reading)
    if (value === undefined) continue
    if (entry === undefined) entries.set(key, { key, value, members: [member] })
    else {
      entry.value = value
      entry.members.push(member)
    }
  }
  return { type: 'map', source, entries }
}

function lowerValue(source: Value, reading: Reading): Raw | undefined {
  switch (source.type) {
    case 'string':
      return { type: 'string', source, value: source.value }
    case 'number':
      return { type: 'float', source, value: Number(source.raw) }
    case 'boolean':
      return { type: 'boolean', source, value: source.value }
    case 'null':
      return { type: 'null', source }
    case 'list':
      return { type: 'list', source, elements: source.elements.flatMap((element) => lowerValue(element, reading) ?? []) }
    case 'object':
      return lowerMap(source, reading)
    case 'missing':
      return undefined
  }
}
