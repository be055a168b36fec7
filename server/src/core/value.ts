// The syntax-free tree that every rule and feature reads: what a file says, in order, with repeats, and where.
import type { Range } from './range.ts'

/** A value as written. A tree exists for any text; what could not be read is `missing` and comes with a problem. */
export type Value = StringValue | NumberValue | BooleanValue | NullValue | ListValue | ObjectValue | MissingValue

export interface StringValue {
  readonly type: 'string'
  readonly range: Range
  /** The text that Consul's parser hands on, escapes resolved. */
  readonly value: string
  /** HCL's `<<MARK` form, whose text keeps its last line break. */
  readonly heredoc: boolean
}

export interface NumberValue {
  readonly type: 'number'
  readonly range: Range
  /** The literal as written (`0x64`, `1e3`): Consul's treatment depends on it. */
  readonly raw: string
  /** HCL: the literal has neither fraction nor exponent. JSON: always false, since Go reads every number as a float. */
  readonly integer: boolean
}

export interface BooleanValue {
  readonly type: 'boolean'
  readonly range: Range
  readonly value: boolean
}

export interface NullValue {
  readonly type: 'null'
  readonly range: Range
}

export interface ListValue {
  readonly type: 'list'
  readonly range: Range
  readonly elements: readonly Value[]
}

export interface ObjectValue {
  readonly type: 'object'
  readonly range: Range
  /** In the order of the text, repeats included: Consul's treatment of repeats depends on both. */
  readonly members: readonly Member[]
}

/** A place where a value should stand and none does (half-typed text). */
export interface MissingValue {
  readonly type: 'missing'
  readonly range: Range
}

export interface Member {
  readonly key: string
  readonly keyRange: Range
  readonly value: Value
  /** From the key to the end of the value. */
  readonly range: Range
  /** `block`: HCL's `key { … }` and `key "label" { … }` without a sign; a label is a member of its own, one level down. */
  readonly form: 'attribute' | 'block'
}
