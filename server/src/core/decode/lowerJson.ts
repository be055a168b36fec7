// json.Unmarshal into a map: objects become maps, the last of several members of one name wins.
import { changedPlaces } from '../changed.ts'
import type { SyntaxProblem } from '../document.ts'
import type { ListValue, Member, ObjectValue, Value } from '../value.ts'
import type { Raw, RawEntry, RawMap } from './raw.ts'

interface GrowingEntry extends RawEntry {
  value: Raw
  readonly members: Member[]
}

interface Reading {
  /** A key stands again in its object. */
  repeatsKeys: boolean
}

/**
 * Reads an object of JSON. Values that are missing in the text are left out. `before`: what was made of the text before it
 * changed, where nothing was wrong with it.
 */
export function lowerJson(
  root: ObjectValue,
  before?: RawMap,
): { readonly raw: RawMap; readonly problems: readonly SyntaxProblem[]; readonly repeatsKeys: boolean } {
  const reading: Reading = { repeatsKeys: false }
  const raw = lowerMap(root, reading, before)
  return { raw, problems: [], ...reading }
}

/** `before`: what the same place held before. */
function lowerMap(source: ObjectValue, reading: Reading, before: Raw | undefined): RawMap {
  const old = before?.type === 'map' ? before.entries : undefined
  const entries = new Map<string, GrowingEntry>()
  for (const member of source.members) {
    const { key } = member
    const entry = entries.get(key)
    if (entry !== undefined) reading.repeatsKeys = true
    const value = lowerValue(member.value, reading, old?.get(key)?.value)
    if (value === undefined) continue
    if (entry === undefined) entries.set(key, { key, value, members: [member] })
    else {
      entry.value = value
      entry.members.push(member)
    }
  }
  return { type: 'map', source, entries }
}

/** A value that stays as it is is what it was. */
function lowerValue(source: Value, reading: Reading, before: Raw | undefined): Raw | undefined {
  if (before?.source === source) return before
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
      return lowerList(source, reading, before)
    case 'object':
      return lowerMap(source, reading, before)
    case 'missing':
      return undefined
  }
}

function lowerList(source: ListValue, reading: Reading, before: Raw | undefined): Raw {
  const elements = keptElements(source, reading, before)
  return { type: 'list', source, elements: elements ?? source.elements.flatMap((element) => lowerValue(element, reading, undefined) ?? []) }
}

/** The elements of a list of which only some have changed; `undefined` for any other. */
function keptElements(source: ListValue, reading: Reading, before: Raw | undefined): readonly Raw[] | undefined {
  if (before?.type !== 'list' || before.source.type !== 'list' || before.elements.length !== source.elements.length) return undefined
  const places = changedPlaces(source.elements, before.source.elements)
  if (!places) return undefined
  const elements = [...before.elements]
  for (const i of places) {
    const element = source.elements[i]
    const value = element && lowerValue(element, reading, elements[i])
    if (!value) return undefined
    elements[i] = value
  }
  return elements
}
