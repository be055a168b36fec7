// hcl.Decode into a map[string]interface{} (decoder.go of hashicorp/hcl v1.0.0), quirks included.

import { changedPlaces } from '../changed.ts'
import type { SyntaxProblem } from '../document.ts'
import type { Range } from '../range.ts'
import type { ListValue, Member, NumberValue, ObjectValue, Value } from '../value.ts'
import { foldCase } from './fold.ts'
import { parseGoFloat, parseGoInt } from './numbers.ts'
import type { Raw, RawBoolean, RawEntry, RawFloat, RawInt, RawList, RawMap, RawMaps, RawString } from './raw.ts'

// Maps and lists grow while repeats are read; outside of this file they are read-only.
type Growing = RawString | RawInt | RawFloat | RawBoolean | RawMap | GrowingList | GrowingMaps

interface GrowingList extends RawList {
  readonly elements: Raw[]
}

interface GrowingMaps extends RawMaps {
  readonly elements: RawMap[]
}

interface GrowingEntry extends RawEntry {
  value: Growing
  readonly members: Member[]
  readonly isLabelled: boolean
}

interface Reading {
  readonly problems: SyntaxProblem[]
  /** A single value stands again under its key. */
  repeatsKeys: boolean
}

/**
 * Reads the tree of an HCL file. Goes on after a problem, without the value that has it. `before`: what was made of the text
 * before it changed, where nothing was wrong with it.
 */
export function lowerHcl(
  root: ObjectValue,
  before?: RawMap,
): { readonly raw: RawMap; readonly problems: readonly SyntaxProblem[]; readonly repeatsKeys: boolean } {
  const reading: Reading = { problems: [], repeatsKeys: false }
  const raw = lowerMap(root, reading, before)
  return { raw, ...reading }
}

function lowerMap(source: ObjectValue, reading: Reading, before: RawMap | undefined): RawMap {
  const entries = new Map<string, GrowingEntry>()
  let groups: ReadonlyMap<string, readonly Member[]> | undefined
  for (const member of source.members) {
    const { key, value } = member
    const entry = entries.get(key)
    if (entry !== undefined && isSingle(entry.value)) reading.repeatsKeys = true
    if (isLabelled(member)) {
      groups ??= groupByFoldedKey(source.members)
      if (entry === undefined) entries.set(key, lowerLabelled(member, groups.get(foldCase(key)) ?? [], reading))
      else if (!entry.isLabelled) refuseMix(member, reading)
    } else if (entry === undefined) {
      const fresh = lowerValue(value, reading, before?.entries.get(key)?.value)
      if (fresh !== undefined) entries.set(key, { key, value: fresh, members: [member], isLabelled: false })
    } else if (value.type !== 'missing') {
      entry.members.push(member)
      entry.value = repeat(entry.value, member, reading, before?.entries.get(key)?.value)
    }
  }
  return { type: 'map', source, entries }
}

type Single = RawString | RawInt | RawFloat | RawBoolean

function isSingle(raw: Raw): raw is Single {
  return raw.type === 'string' || raw.type === 'int' || raw.type === 'float' || raw.type === 'boolean'
}

/** `before`: what the same place held before. */
function lowerValue(source: Value, reading: Reading, before: Raw | undefined): Growing | undefined {
  switch (source.type) {
    case 'list': {
      const kept = keptElements(source, reading, before)
      if (kept) return { type: 'list', source, elements: kept }
      const list: GrowingList = { type: 'list', source, elements: [] }
      appendElements(list, source, reading, before)
      return list
    }
    case 'object':
      return { type: 'maps', source, elements: [lowerObject(source, reading, elementOf(before, 0))] }
    default:
      return before?.source === source && isSingle(before) ? before : lowerSingle(source, reading)
  }
}

/** The elements of a list of which only some have changed; `undefined` for any other. */
function keptElements(source: ListValue, reading: Reading, before: Raw | undefined): Raw[] | undefined {
  if (before?.type !== 'list' || before.source.type !== 'list' || before.elements.length !== source.elements.length) return undefined
  const places = changedPlaces(source.elements, before.source.elements)
  if (!places) return undefined
  const elements = [...before.elements]
  for (const i of places) {
    const element = source.elements[i]
    const value = element && lowerElement(element, reading, elements[i])
    if (!value) return undefined
    elements[i] = value
  }
  return elements
}

/** An object that stays as it is is what it was. */
function lowerObject(source: ObjectValue, reading: Reading, before: Raw | undefined): RawMap {
  if (before?.type !== 'map') return lowerMap(source, reading, undefined)
  return before.source === source ? before : lowerMap(source, reading, before)
}

function elementOf(raw: Raw | undefined, i: number): Raw | undefined {
  return raw?.type === 'list' || raw?.type === 'maps' ? raw.elements[i] : undefined
}

function lowerSingle(source: Value, reading: Reading): Single | undefined {
  switch (source.type) {
    case 'string':
      return { type: 'string', source, value: source.value }
    case 'number':
      return lowerNumber(source, reading)
    case 'boolean':
      return { type: 'boolean', source, value: source.value }
    default:
      return undefined
  }
}

function lowerNumber(source: NumberValue, reading: Reading): RawInt | RawFloat | undefined {
  if (source.integer) {
    const value = parseGoInt(source.raw)
    if (value !== undefined) return { type: 'int', source, value }
  } else {
    const value = parseGoFloat(source.raw)
    if (value !== undefined) return { type: 'float', source, value }
  }
  reading.problems.push({ message: describeNumber(source), range: source.range })
  return undefined
}

function describeNumber({ raw }: NumberValue): string {
  if (/^-?0\d/.test(raw)) return `\`${raw}\` begins with 0, so Consul reads it as octal, and 8 and 9 are no octal digits.`
  const isComplete = /^-?(0x[\da-f]+|\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw)
  return isComplete
    ? `\`${raw}\` does not fit into 64 bits, so Consul refuses it.`
    : `\`${raw}\` is no number: digits are missing after the \`e\`.`
}

function appendElements(list: GrowingList, source: ListValue, reading: Reading, before: Raw | undefined): void {
  for (const element of source.elements) {
    const old = elementOf(before, list.elements.length)
    const value = lowerElement(element, reading, old)
    if (value !== undefined) list.elements.push(value)
  }
}

/** Directly within a list an object is a map of its own. */
function lowerElement(source: Value, reading: Reading, before: Raw | undefined): Raw | undefined {
  return source.type === 'object' ? lowerObject(source, reading, before) : lowerValue(source, reading, before)
}

/** What becomes of a value when its key comes again: its type stays, and what does not fit it is refused. */
function repeat(old: Growing, { key, value: source }: Member, reading: Reading, before: Raw | undefined): Growing {
  const merged = mergeInto(old, source, reading, before)
  if (merged !== undefined) return merged
  const message = `\`${key}\` stands here again and must be ${describe(old)}, as it is at first. Consul refuses to mix types; remove one of them.`
  reading.problems.push({ message, range: source.range })
  return old
}

function mergeInto(old: Growing, source: Value, reading: Reading, before: Raw | undefined): Growing | undefined {
  switch (old.type) {
    case 'string':
      if (source.type === 'string') return { type: 'string', source, value: source.value }
      return source.type === 'number' && source.integer ? { type: 'string', source, value: source.raw } : undefined
    case 'int':
      return repeatInt(source)
    case 'float': {
      const value = source.type === 'number' ? parseGoFloat(source.raw) : undefined
      return value === undefined ? undefined : { type: 'float', source, value }
    }
    case 'boolean':
      return source.type === 'boolean' ? { type: 'boolean', source, value: source.value } : undefined
    case 'list':
      if (source.type === 'list') appendElements(old, source, reading, before)
      else if (source.type === 'object') old.elements.push(lowerObject(source, reading, elementOf(before, old.elements.length)))
      else return undefined
      return old
    case 'maps':
      return appendMaps(old, source, reading, before)
    case 'map':
      return undefined
  }
}

function repeatInt(source: Value): RawInt | undefined {
  const isText = source.type === 'string' && !source.heredoc
  const text = isText ? source.value : source.type === 'number' && source.integer ? source.raw : ''
  const value = parseGoInt(text)
  return value === undefined ? undefined : { type: 'int', source, value }
}

function appendMaps(old: GrowingMaps, source: Value, reading: Reading, before: Raw | undefined): GrowingMaps | undefined {
  if (source.type !== 'object' && source.type !== 'list') return undefined
  for (const element of source.type === 'list' ? source.elements : [source]) {
    if (element.type === 'missing') continue
    if (element.type !== 'object') return undefined
    old.elements.push(lowerObject(element, reading, elementOf(before, old.elements.length)))
  }
  return old
}

function describe({ type }: Growing): string {
  switch (type) {
    case 'string':
      return 'a string'
    case 'int':
      return 'a whole number'
    case 'float':
      return 'a number'
    case 'boolean':
      return 'a boolean'
    case 'list':
      return 'a list'
    case 'maps':
    case 'map':
      return 'an object'
  }
}

/** A label stands as the only member of an object that begins with it, not with a brace. */
function isLabelled({ value }: Member): boolean {
  if (value.type !== 'object') return false
  const label = value.members[0]
  return label !== undefined && label.keyRange.start === value.range.start
}

/** The first labelled member of a name brings all others of it along, in any case of letters (Filter in hcl/ast). */
function lowerLabelled(first: Member, group: readonly Member[], reading: Reading): GrowingEntry {
  const value: GrowingMaps = { type: 'maps', source: first.value, elements: [] }
  for (const member of group) {
    if (isLabelled(member) && member.value.type === 'object') value.elements.push(lowerMap(member.value, reading, undefined))
    else refuseMix(member, reading)
  }
  return { key: first.key, value, members: [...group], isLabelled: true }
}

function refuseMix({ key, keyRange }: Member, reading: Reading): void {
  const range: Range = keyRange
  reading.problems.push({
    message: `\`${key}\` stands with a label in one place and without in another. Consul refuses that; use one form.`,
    range,
  })
}

function groupByFoldedKey(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    if (member.value.type === 'missing') continue
    const folded = foldCase(member.key)
    const group = groups.get(folded)
    if (group === undefined) groups.set(folded, [member])
    else group.push(member)
  }
  return groups
}
