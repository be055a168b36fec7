// An entry as plain values under Consul's own names: what is sent to a cluster, and a form in which the same means the same.
import type { Decoded, DecodedObject, PlainDecoded } from '../decode/decoded.ts'
import { formatDuration, formatTime } from '../decode/scalars.ts'
import type { Edition } from '../schema/target.ts'
import type { Field, Type } from '../schema/types.ts'
import { encodeBase64 } from './base64.ts'
import type { Entry } from './entry.ts'

/** Keys in the order of the table. */
export interface PlainEntry {
  readonly [key: string]: PlainDecoded
}

/**
 * All that an entry sets, as the HTTP API takes it: durations as text, nothing that only the server sets. `undefined` where its
 * kind is not known to the target or Consul could not decode it.
 */
export function entryBody(entry: Entry): PlainEntry | undefined {
  return entry.decoded?.problems.length === 0 ? write(entry, { isNormal: false }) : undefined
}

/** The same of what can be read of an entry, whatever else is wrong with it; of a resource, what the controller makes of it. */
export function readableBody(entry: Entry): PlainEntry | undefined {
  return write(entry, { isNormal: false, isResource: entry.resource !== undefined })
}

/**
 * The same in a form in which two entries are equal exactly when Consul treats them alike: what is unset or says what the server
 * fills in is left out, and lists whose order means nothing are sorted. What the target does not know of it is left out, too.
 */
export function normalForm(entry: Entry, edition: Edition): PlainEntry | undefined {
  return write(entry, { isNormal: true, edition, isStored: entry.form === 'agent' })
}

type Manner =
  | { readonly isNormal: false; readonly isResource?: boolean }
  /** `isStored`: the entry comes from a server, which tells bytes in Base64. */
  | { readonly isNormal: true; readonly edition: Edition; readonly isStored: boolean }

/** Whether two normal forms say the same. */
export function isSameEntry(a: PlainEntry, b: PlainEntry): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function write({ decoded, kind, name }: Entry, manner: Manner): PlainEntry | undefined {
  if (!decoded || !kind) return undefined
  const { Kind: _, Name: __, ...rest } = writeObject(decoded.root, manner)
  return kind.kind === 'mesh' ? { Kind: kind.kind, ...rest } : { Kind: kind.kind, Name: name, ...rest }
}

function writeObject({ object, fields }: DecodedObject, manner: Manner): PlainEntry {
  const written: Record<string, PlainDecoded> = {}
  for (const field of object.fields) {
    const value = fields.get(field.name)?.value
    if (value === undefined && !manner.isNormal && manner.isResource && field.writtenByController !== undefined)
      written[field.name] = field.writtenByController
    if (value === undefined || field.readOnly || isRefusedEmpty(value, field)) continue
    if (manner.isNormal && isLeftOut(value, field, manner)) continue
    written[field.name] = writeValue(value, field.type, manner)
  }
  return written
}

/** The HTTP API of a community server refuses the keys of the other edition also where they say nothing. */
function isRefusedEmpty(value: Decoded, { enterprise }: Field): boolean {
  return enterprise === 'refused' && value.type === 'string' && value.value === ''
}

function isLeftOut(value: Decoded, field: Field, manner: Manner & { readonly isNormal: true }): boolean {
  if (field.enterprise === 'ignored' && manner.edition === 'community') return true
  switch (value.type) {
    case 'string':
      return value.value === '' || (field.filledIn === true && value.value === field.default) || isDefaultPlace(value.value, field)
    case 'boolean':
      return !value.value
    case 'number':
      return isLeftOutNumber(value.value, field)
    case 'list':
      return value.elements.length === 0
    case 'map':
      return value.entries.size === 0
    case 'object':
      return isWithoutPointer(field) && Object.keys(writeObject(value, manner)).length === 0
    case 'any':
      return value.value === null
    case 'nothing':
    case 'unreadable':
      return true
  }
}

/** The server puts its default in the place of what is not above 0. */
function isLeftOutNumber(value: number, field: Field): boolean {
  if (field.filledIn) return value <= 0 || String(value) === field.default
  return value === 0 && !field.zeroCounts
}

/** Behind a pointer, an empty object says something else than none. */
function isWithoutPointer({ type, filledIn }: Field): boolean {
  return filledIn === true || (type.is === 'object' && type.embedded === true)
}

/** Everything lives in `default` where nothing else is said. */
function isDefaultPlace(value: string, { type }: Field): boolean {
  return value === 'default' && type.is === 'name' && (type.of === 'partition' || type.of === 'namespace')
}

function writeValue(value: Decoded, type: Type, manner: Manner): PlainDecoded {
  switch (value.type) {
    case 'string':
      return manner.isNormal ? normalText(value.value, type, manner.isStored) : value.value
    case 'boolean':
      return value.value
    case 'number':
      return writeNumber(manner.isNormal ? storedNumber(value.value, type) : value.value, type)
    case 'list':
      return writeList(
        value.elements.map((element) => writeValue(element, value.of, manner)),
        type,
        manner,
      )
    case 'map':
      return sortedByKey([...value.entries].map(([key, entry]) => [key, writeValue(entry.value, value.of, manner)]))
    case 'object':
      return writeObject(value, manner)
    case 'any':
      return manner.isNormal ? sortKeys(value.value) : value.value
    case 'nothing':
      return zeroOf(type)
    case 'unreadable':
      return null
  }
}

function normalText(text: string, type: Type, isStored: boolean): string {
  if (type.is === 'string' && type.bytes && !isStored) return encodeBase64(text)
  return isStoredInLowerCase(type) ? text.toLowerCase() : text
}

/** What Consul makes of a `null` in a list. */
function zeroOf({ is }: Type): PlainDecoded {
  switch (is) {
    case 'string':
    case 'name':
    case 'enum':
      return ''
    case 'integer':
    case 'float':
      return 0
    case 'boolean':
      return false
    default:
      return null
  }
}

function isStoredInLowerCase(type: Type): boolean {
  return type.is === 'enum' && (type.checked === 'anyCase' || type.storedInLowerCase === true)
}

function storedNumber(value: number, type: Type): number {
  return type.is === 'float' && type.inHundredths ? Math.fround(Math.round(Math.fround(value * 100)) / 100) : value
}

function writeNumber(value: number, type: Type): PlainDecoded {
  if (type.is === 'duration') return formatDuration(value)
  return type.is === 'time' ? formatTime(value) : value
}

function writeList(elements: readonly PlainDecoded[], type: Type, manner: Manner): PlainDecoded {
  if (!manner.isNormal || type.is !== 'list' || !type.unordered) return elements
  const byText = elements.map((element) => ({ element, text: JSON.stringify(element) }))
  return byText.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ element }) => element)
}

function sortKeys(value: PlainDecoded): PlainDecoded {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(sortKeys)
  return sortedByKey(Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)]))
}

function isList(value: object): value is readonly PlainDecoded[] {
  return Array.isArray(value)
}

function sortedByKey(members: readonly (readonly [string, PlainDecoded])[]): PlainDecoded {
  return Object.fromEntries([...members].sort(([a], [b]) => (a < b ? -1 : 1)))
}
