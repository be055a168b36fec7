// One stage of Consul's own reading: from the raw tree to the fields of a kind, as mapstructure decodes them, weakly.
// Source: mitchellh/mapstructure v1.5.0, lib/decode/decode.go and command/config/write @ v1.16.1.
import { changedPlaces } from '../changed.ts'
import type { Edition, Target } from '../schema/target.ts'
import type { Field, ObjectType, Type } from '../schema/types.ts'
import type { Member, Value } from '../value.ts'
import { anyValue, isList } from './anyValue.ts'
import type { Decoded, DecodedEntry, DecodedField, DecodedMapEntry, DecodedObject, DecodeProblem, PlainDecoded } from './decoded.ts'
import type { Earlier } from './earlier.ts'
import { type DecodeForm, fieldIndexOf } from './fields.ts'
import { foldCase } from './fold.ts'
import { exactFirst, type Keyed, keysByField } from './keys.ts'
import { describeRaw, type Raw, type RawEntry, type RawMap } from './raw.ts'
import { formatFloat, parseBoolean, parseDuration, parseFloatText, parseInteger, parseTime, truncateToInt64 } from './scalars.ts'

export interface DecodeOptions {
  readonly target: Target
  readonly edition: Edition
  /** `api`, when absent. */
  readonly form?: DecodeForm
}

interface Context extends DecodeOptions {
  readonly problems: DecodeProblem[]
  /** The steps to the value in hand. One list for the whole decode: most values are right, so most paths are never spelt. */
  readonly path: Step[]
}

/** A field, an element of a list, or a key of a map. */
type Step = string | number | { readonly key: string }

/**
 * Decodes the top of an entry by the table of its kind. Every fault is a problem; the rest is decoded all the same. `before`: what
 * was made of the text before it changed, with the same options.
 */
export function decodeEntry(raw: RawMap, object: ObjectType, options: DecodeOptions, before?: Earlier): DecodedEntry {
  const context: Context = { ...options, problems: [], path: [] }
  return { root: decodeFields(raw, object, context, before), problems: context.problems }
}

/** What a place held before. */
interface Before {
  readonly raw: Raw
  readonly decoded: Decoded
}

function decodeValue(given: Raw, type: Type, context: Context, before?: Before): Decoded | undefined {
  const raw = type.is === 'list' ? given : unwrapSingle(given)
  if (raw.type === 'null') return decodeNull(given, raw, context)
  switch (type.is) {
    case 'string':
    case 'name':
    case 'enum':
      return decodeText(raw, type, context)
    case 'boolean':
      return decodeBoolean(raw, type, context)
    case 'integer':
      return decodeInteger(raw, type, context)
    case 'float':
      return decodeFloat(raw, type, context)
    case 'duration':
      return decodeDuration(raw, type, context)
    case 'time':
      return decodeTime(raw, type, context)
    case 'object':
      return raw.type === 'map' ? decodeFields(raw, type.object, context, before) : refuse(raw, type, context)
    case 'list':
      return decodeList(raw, type, context, before)
    case 'map':
      return decodeMap(raw, type, context)
    case 'any':
      return decodeAny(given, raw, type, context)
  }
}

/** A list of one stands for its element wherever no list is asked for: HCL cannot say otherwise. */
function unwrapSingle(raw: Raw): Raw {
  if (raw.type !== 'list' && raw.type !== 'maps') return raw
  const [only, second] = raw.elements
  return only !== undefined && second === undefined ? only : raw
}

/** Behind a pointer the decode looks twice, so that a list of one in a list of one stands for its element, too. */
function unwrapOuter(raw: Raw): Raw {
  const inner = unwrapSingle(raw)
  return inner.type === 'list' || inner.type === 'maps' ? inner : raw
}

/** A plain `null` leaves the field unset; inside a list of one it crashes the decode hooks. */
function decodeNull(given: Raw, raw: Raw, context: Context): Decoded | undefined {
  if (given !== raw) context.problems.push({ type: 'null-crash', path: spell(context.path), source: raw.source })
  return undefined
}

function refuse(raw: Raw, expected: Type, context: Context): Decoded {
  context.problems.push({ type: 'wrong-type', path: spell(context.path), source: raw.source, expected, found: describeRaw(raw) })
  return { type: 'unreadable', source: raw.source }
}

function decodeText(raw: Raw, type: Type, context: Context): Decoded {
  const { source } = raw
  switch (raw.type) {
    case 'string':
      return { type: 'string', value: raw.value, source }
    case 'boolean':
      return { type: 'string', value: raw.value ? '1' : '0', source }
    case 'int':
      return { type: 'string', value: String(raw.value), source }
    case 'float':
      return { type: 'string', value: formatFloat(raw.value), source }
    default:
      return refuse(raw, type, context)
  }
}

function decodeBoolean(raw: Raw, type: Type, context: Context): Decoded {
  const value = booleanOf(raw)
  return value === undefined ? refuse(raw, type, context) : { type: 'boolean', value, source: raw.source }
}

function booleanOf(raw: Raw): boolean | undefined {
  switch (raw.type) {
    case 'boolean':
      return raw.value
    case 'int':
    case 'float':
      return Number(raw.value) !== 0
    case 'string':
      return parseBoolean(raw.value)
    default:
      return undefined
  }
}

function decodeInteger(raw: Raw, type: Type & { readonly is: 'integer' }, context: Context): Decoded {
  const value = integerOf(raw, (text) => parseInteger(text, type))
  if (value === undefined) return refuse(raw, type, context)
  // Go lets a number wrap around when it is put into an unsigned field.
  const wrapped = type.unsigned && value < 0 ? value + 2 ** type.bits : value
  if (type.bits === 32) return { type: 'number', value: wrapped % 2 ** 32, source: raw.source }
  return { type: 'number', value: type.unsigned ? wrapped : truncateToInt64(wrapped), source: raw.source }
}

function decodeFloat(raw: Raw, type: Type & { readonly is: 'float' }, context: Context): Decoded {
  const value = floatOf(raw, type.bits === 32 ? Math.fround : Number)
  return value === undefined ? refuse(raw, type, context) : { type: 'number', value, source: raw.source }
}

/** A number that is too great becomes infinite, which Consul's own tool cannot send on. */
function floatOf(raw: Raw, round: (value: number) => number): number | undefined {
  switch (raw.type) {
    case 'int':
    case 'float': {
      const value = round(Number(raw.value))
      return Number.isFinite(value) ? value : undefined
    }
    case 'boolean':
      return raw.value ? 1 : 0
    case 'string':
      return parseFloatText(raw.value, round)
    default:
      return undefined
  }
}

function decodeDuration(raw: Raw, type: Type & { readonly is: 'duration' }, context: Context): Decoded {
  const value = integerOf(raw, parseDuration)
  if (value === undefined) return refuse(raw, type, context)
  return { type: 'number', value: type.sentAsText ? value : truncateToInt64(value), source: raw.source }
}

function integerOf(raw: Raw, parse: (text: string) => number | undefined): number | undefined {
  switch (raw.type) {
    case 'int':
      return Number(raw.value)
    case 'float':
      return truncateToInt64(raw.value)
    case 'boolean':
      return raw.value ? 1 : 0
    case 'string':
      return parse(raw.value)
    default:
      return undefined
  }
}

/** A time is an object without fields to mapstructure, which an empty one is taken for. */
function decodeTime(given: Raw, type: Type, context: Context): Decoded {
  const raw = unwrapSingle(given)
  if (raw.type === 'map' && raw.entries.size === 0) return { type: 'nothing', source: raw.source }
  const value = raw.type === 'string' ? parseTime(raw.value) : undefined
  return value === undefined ? refuse(raw, type, context) : { type: 'number', value, source: raw.source }
}

function decodeList(raw: Raw, type: Type & { readonly is: 'list' }, context: Context, before?: Before): Decoded {
  const raws = elementsOf(raw)
  const { raws: oldRaws, elements: old } = elementsBefore(before)
  const places = changedPlaces(raws, oldRaws) ?? raws.keys()
  const elements = raws.length === oldRaws.length ? [...old] : []
  for (const i of places) {
    const [element, oldRaw, oldElement] = [raws[i], oldRaws[i], old[i]]
    if (!element) continue
    context.path.push(i)
    elements[i] = decodeElement(element, type, context, oldRaw && oldElement && { raw: oldRaw, decoded: oldElement })
    context.path.pop()
  }
  return { type: 'list', of: type.of, source: raw.source, elements }
}

const nothingBefore: { readonly raws: readonly Raw[]; readonly elements: readonly Decoded[] } = { raws: [], elements: [] }

function elementsBefore(before: Before | undefined): typeof nothingBefore {
  if (before?.decoded.type !== 'list') return nothingBefore
  const [raws, { elements }] = [elementsOf(before.raw), before.decoded]
  return raws.length === elements.length ? { raws, elements } : nothingBefore
}

/** Anything is taken as a list of one, but an empty map is an empty list. */
function elementsOf(raw: Raw): readonly Raw[] {
  if (raw.type === 'list' || raw.type === 'maps') return raw.elements
  if (raw.type === 'map' && raw.entries.size === 0) return []
  return [raw]
}

function decodeElement(element: Raw, type: Type & { readonly is: 'list' }, context: Context, before?: Before): Decoded {
  const decoded = decodeValue(type.pointers ? unwrapOuter(element) : element, type.of, context, before)
  if (decoded !== undefined) return decoded
  if (type.pointers) context.problems.push({ type: 'null-crash', path: spell(context.path), source: element.source })
  else if (type.of.is === 'object') return emptyObject(type.of.object, element)
  return { type: 'nothing', source: element.source }
}

function nothingIn(type: Type & { readonly is: 'map' }, raw: Raw): Decoded {
  return type.of.is === 'object' ? emptyObject(type.of.object, raw) : { type: 'nothing', source: raw.source }
}

/** What Consul keeps of a `null` in a list or map of objects: one whose fields are all unset. */
function emptyObject(object: ObjectType, { source }: Raw): DecodedObject {
  return { type: 'object', object, source, fields: new Map() }
}

function decodeAny(given: Raw, raw: Raw, type: Type & { readonly is: 'any' }, context: Context): Decoded {
  const value = anyValue(given)
  if (type.walked && holdsNull(value)) context.problems.push({ type: 'null-crash', path: spell(context.path), source: raw.source })
  return { type: 'any', value, source: raw.source }
}

/** Says whether a list within the value holds a `null`; one that is the value of a key does no harm. */
function holdsNull(value: PlainDecoded): boolean {
  if (isList(value)) return value.some((element) => element === null || holdsNull(element))
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNull)
}

/** Maps in a list, or in lists within it, are put together; a `null` among them is nothing. */
function mapsIn(raw: Raw, context: Context): readonly Raw[] {
  if (raw.type !== 'list' && raw.type !== 'maps') return [raw]
  return raw.elements.flatMap((element) => {
    const own = unwrapSingle(element)
    if (own.type === 'null') {
      decodeNull(element, own, context)
      return []
    }
    return mapsIn(own, context)
  })
}

function decodeMap(raw: Raw, type: Type & { readonly is: 'map' }, context: Context): Decoded {
  const entries = new Map<string, DecodedMapEntry>()
  const maps = mapsIn(raw, context)
  for (const map of maps) {
    if (map.type !== 'map') return refuse(raw, type, context)
    for (const entry of map.entries.values()) {
      const member = memberOf(entry)
      context.path.push({ key: entry.key })
      const value = decodeValue(entry.value, type.of, context)
      context.path.pop()
      if (member) entries.set(entry.key, { member, value: value ?? nothingIn(type, entry.value) })
    }
  }
  return { type: 'map', of: type.of, source: raw.source, entries }
}

function decodeFields(raw: RawMap, object: ObjectType, context: Context, before?: Before): DecodedObject {
  const old = earlierOf(before, object)
  const fields = new Map<string, DecodedField>()
  for (const group of keysByField(raw, fieldIndexOf(object, context))) {
    const [first] = group
    const field = first?.meaning.field
    if (!field) {
      for (const keyed of group) decodeUnknown(keyed, { owner: object, holder: raw.source }, fields, context)
      continue
    }
    const sorted = exactFirst(group, field)
    const [used] = sorted
    if (used) {
      const kept = old && sorted.length === 1 ? keptField(used.entry, field, old) : undefined
      if (kept) fields.set(field.name, kept)
      else decodeField(used.entry, field, object, fields, context, old && beforeOf(used.entry, field, old))
    }
    for (const { entry, meaning } of sorted.slice(1)) {
      if (used?.meaning.effective !== meaning.effective) refuseRepeat(entry, field, object, context)
    }
  }
  return { type: 'object', object, source: raw.source, fields }
}

function earlierOf(before: Before | undefined, object: ObjectType): Earlier | undefined {
  if (before?.decoded.type !== 'object' || before.decoded.object !== object) return undefined
  const raw = unwrapSingle(before.raw)
  return raw.type === 'map' ? { raw, decoded: before.decoded } : undefined
}

/** The field as it was, where its value is the same one and stands in the same place. */
function keptField({ key, value, members }: RawEntry, { name }: Field, { raw, decoded }: Earlier): DecodedField | undefined {
  const old = raw.entries.get(key)
  const isSame = old?.value === value && members.length === 1 && old.members.length === 1 && old.members[0] === members[0]
  return isSame ? decoded.fields.get(name) : undefined
}

function beforeOf({ key }: RawEntry, { name }: Field, { raw, decoded }: Earlier): Before | undefined {
  const [old, field] = [raw.entries.get(key), decoded.fields.get(name)]
  return old && field && { raw: old.value, decoded: field.value }
}

interface Holder {
  readonly owner: ObjectType
  readonly holder: Value
}

function decodeField(
  entry: RawEntry,
  field: Field,
  owner: ObjectType,
  fields: Map<string, DecodedField>,
  context: Context,
  before: Before | undefined,
): void {
  const member = memberOf(entry)
  if (!member) return
  context.path.push(field.name)
  const isPointer = field.type.is === 'object' && !field.type.embedded
  const value = decodeValue(isPointer ? unwrapOuter(entry.value) : entry.value, field.type, context, before)
  context.path.pop()
  if (value === undefined) return
  fields.set(field.name, { field, member, value })
  const isEmpty = value.type === 'string' && value.value === ''
  if (field.enterprise === 'refused' && context.edition === 'community' && !isEmpty) {
    const isRepeated = entry.members.length > 1
    context.problems.push({ type: 'enterprise-key', path: spell(context.path, field.name), member, owner, field, isRepeated })
  }
}

function refuseRepeat(entry: RawEntry, field: Field, owner: ObjectType, context: Context): void {
  const member = memberOf(entry)
  // `Kind` beside `kind` is the one pair that Consul lets pass, at the top only.
  if (context.path.length === 0 && field.name === 'Kind' && entry.key === 'kind') return
  if (member) context.problems.push({ type: 'repeated-key', path: spell(context.path, entry.key), member, owner, field })
}

function decodeUnknown({ entry }: Keyed, { owner, holder }: Holder, fields: Map<string, DecodedField>, context: Context): void {
  const member = memberOf(entry)
  if (!member) return
  const path = spell(context.path, entry.key)
  const field = fieldIndexOf(owner, context).elsewhere.get(foldCase(entry.key))
  if (!field) {
    context.problems.push({ type: 'unknown-key', path, member, owner, holder })
    return
  }
  context.problems.push({ type: 'other-version', path, member, owner, field, holder })
  // What the value says is kept, so that no rule calls the field missing; its own faults are not the user's concern yet.
  const value = decodeValue(entry.value, field.type, { ...context, problems: [] })
  if (value && !fields.has(field.name)) fields.set(field.name, { field, member, value })
}

/** The last of repeated scalars counts; lists and blocks are put together, so their first member stands for them. */
function memberOf(entry: RawEntry): Member | undefined {
  return entry.value.type === 'list' || entry.value.type === 'maps' ? entry.members[0] : entry.members.at(-1)
}

/** Consul's own spelling of a path: `Services[0].Consumers[0].PeerName`. */
function spell(path: readonly Step[], ...more: readonly Step[]): string {
  return [...path, ...more].reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (typeof step === 'object') return `${text}[${step.key}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}
