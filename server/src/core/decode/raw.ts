// What Consul's readers (hcl.Decode, json.Unmarshal) make of a file before any field is looked at, with its origin in the text.
import type { Member, Value } from '../value.ts'
import type { PlainDecoded } from './decoded.ts'

/** A Go value of a `map[string]interface{}`. `source` is the value of the text that decided it. */
export type Raw = RawString | RawInt | RawFloat | RawBoolean | RawNull | RawList | RawMaps | RawMap

export interface RawString {
  readonly type: 'string'
  readonly source: Value
  readonly value: string
}

/** A number of HCL without fraction and exponent, within 64 bits: Go's `int`. */
export interface RawInt {
  readonly type: 'int'
  readonly source: Value
  readonly value: bigint
}

/** Any number of JSON, and one of HCL with a fraction or an exponent: Go's `float64`. */
export interface RawFloat {
  readonly type: 'float'
  readonly source: Value
  readonly value: number
}

export interface RawBoolean {
  readonly type: 'boolean'
  readonly source: Value
  readonly value: boolean
}

/** JSON's `null`. */
export interface RawNull {
  readonly type: 'null'
  readonly source: Value
}

/** A list: Go's `[]interface{}`. */
export interface RawList {
  readonly type: 'list'
  readonly source: Value
  readonly elements: readonly Raw[]
}

/** What HCL makes of an object under a key, repeated or not: Go's `[]map[string]interface{}`. */
export interface RawMaps {
  readonly type: 'maps'
  readonly source: Value
  readonly elements: readonly RawMap[]
}

/** The file itself, an object of JSON, and an object of HCL directly within a list: Go's `map[string]interface{}`. */
export interface RawMap {
  readonly type: 'map'
  readonly source: Value
  /** In the order of the text; a repeated key stands where it stands first. */
  readonly entries: ReadonlyMap<string, RawEntry>
}

export interface RawEntry {
  readonly key: string
  readonly value: Raw
  /** All members that are written under the key, in order. The value's `source` lies in the one that decides. */
  readonly members: readonly Member[]
}

/** What a value is, as a message says it. */
export function describeRaw(raw: Raw): string {
  switch (raw.type) {
    case 'string':
      return 'a text'
    case 'int':
    case 'float':
      return 'a number'
    case 'boolean':
      return 'a truth value'
    case 'null':
      return '`null`'
    case 'list':
    case 'maps':
      return raw.elements.length === 0 ? 'an empty list' : `a list of ${raw.elements.length}`
    case 'map':
      return 'an object'
  }
}

/** The value without its places, as JSON would hold it. */
export function plainOf(raw: Raw): PlainDecoded {
  switch (raw.type) {
    case 'string':
    case 'boolean':
    case 'float':
      return raw.value
    case 'int':
      return Number(raw.value)
    case 'null':
      return null
    case 'list':
    case 'maps':
      return raw.elements.map(plainOf)
    case 'map':
      return Object.fromEntries([...raw.entries.values()].map((entry) => [entry.key, plainOf(entry.value)]))
  }
}
