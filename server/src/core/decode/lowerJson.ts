// json.Unmarshal into a map: objects become maps, the last of several members of one name wins.
import type { Member, ObjectValue, Value } from '../value.ts'
import type { Raw, RawEntry, RawMap } from './raw.ts'

interface GrowingEntry extends RawEntry {
  value: Raw
  readonly members: Member[]
}

/** Reads an object of JSON. Values that are missing in the text are left out. */
export function lowerJson(source: ObjectValue): RawMap {
  const entries = new Map<string, GrowingEntry>()
  for (const member of source.members) {
    const value = lowerValue(member.value)
    if (value === undefined) continue
    const { key } = member
    const entry = entries.get(key)
    if (entry === undefined) entries.set(key, { key, value, members: [member] })
    else {
      entry.value = value
      entry.members.push(member)
    }
  }
  return { type: 'map', source, entries }
}

function lowerValue(source: Value): Raw | undefined {
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
      return { type: 'list', source, elements: source.elements.flatMap((element) => lowerValue(element) ?? []) }
    case 'object':
      return lowerJson(source)
    case 'missing':
      return undefined
  }
}
