// The form of the schema tables: what a config entry may say, as data that every feature reads.
import type { Target } from './target.ts'

/** What a name stands for; names of one kind are one across all files and formats. */
export type NameOf = 'service' | 'peer' | 'partition' | 'namespace' | 'samenessGroup' | 'subset'

export type ConstraintId = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9' | 'C10'

export type Type =
  /** `bytes`: the server keeps bytes and tells them in Base64. */
  | { readonly is: 'string'; readonly bytes?: boolean }
  | { readonly is: 'name'; readonly of: NameOf }
  /**
   * `checked`: Consul refuses any other text (`anyCase`: after it has put the text into the case of the values); an
   * empty one is unset, but counts in a list. Absent: the values are those that mean something. `storedInLowerCase`: any text
   * is taken and put into lower case.
   */
  | {
      readonly is: 'enum'
      readonly values: readonly EnumValue[]
      readonly checked?: 'exactly' | 'anyCase'
      readonly storedInLowerCase?: boolean
    }
  | { readonly is: 'boolean' }
  /** Go's int or uint32; Consul decodes weakly, so a string that holds a number will do. */
  | { readonly is: 'integer'; readonly bits: 32 | 64; readonly unsigned: boolean }
  /** Go's float32 or float64, decoded weakly too. */
  | {
      readonly is: 'float'
      readonly bits: 32 | 64
      /** The server stores steps of 0.01, as all weights are (`agent/structs/config_entry_discoverychain.go`, `scaleWeight`). */
      readonly inHundredths?: boolean
    }
  /** A string such as `5s`, or a number of nanoseconds. `sentAsText`: the tool sends it on as text, others as a number of JSON, which rounds. */
  | { readonly is: 'duration'; readonly sentAsText?: boolean }
  /** A string in the form of RFC 3339. */
  | { readonly is: 'time' }
  /** `embedded`: as a field it lies within its owner; others are behind a pointer, where lists of one are taken apart twice. */
  | { readonly is: 'object'; readonly object: ObjectType; readonly embedded?: boolean }
  /** `pointers`: Consul keeps pointers to the elements, so that a JSON `null` among them crashes its handler. `unique`: it refuses repeats. `most`: how many elements it takes. `unordered`: their order means nothing. */
  | {
      readonly is: 'list'
      readonly of: Type
      readonly pointers?: boolean
      readonly unique?: boolean
      readonly most?: number
      readonly unordered?: boolean
    }
  /** `keys`: what the keys name, and whether they define it. */
  | { readonly is: 'map'; readonly of: Type; readonly keys?: { readonly of: NameOf; readonly define: boolean } }
  /** Anything: Consul passes it on unread. `walked`: at a `null` in a list within it, Consul refuses the entry. */
  | { readonly is: 'any'; readonly walked?: boolean }

export interface EnumValue {
  readonly value: string
  readonly docs: string
  /** The first target that knows the value. */
  readonly since?: Target
}

export interface ObjectType {
  /** What one such object is called in messages: "a consumer". */
  readonly title: string
  readonly fields: readonly Field[]
  /** Keys that people look for here and that no release has, with what to do instead. */
  readonly absentKeys?: readonly AbsentKey[]
  /** Groups of fields of which at most one may be set. */
  readonly atMostOneOf?: readonly FieldGroup[]
  /** Groups of fields of which at least one must be set. */
  readonly atLeastOneOf?: readonly FieldGroup[]
  /** Fields that people nearly always set, though Consul takes the object without them: a new object is offered with them. */
  readonly typical?: readonly string[]
}

export interface AbsentKey {
  /** In lower case. */
  readonly keys: readonly string[]
  /** A sentence: what does it instead. */
  readonly advice: string
  readonly constraint?: ConstraintId
  /** The first target for which the constraint no longer holds. */
  readonly until?: Target
}

/** Fields that Consul looks at together. An empty text, list or map, `false` and 0 count as unset. */
export interface FieldGroup {
  readonly fields: readonly string[]
  readonly since?: Target
  readonly until?: Target
}

export interface Field {
  /** The name of Consul's own field; keys match it without regard to case. */
  readonly name: string
  /** The snake_case spelling that Consul translates. */
  readonly alias?: string
  /** Only the structs of the command line translate the alias; an agent's own ones refuse it, in its file and in its HTTP API. */
  readonly aliasOnlyIn?: 'api'
  readonly type: Type
  /** One or two sentences for a person; Markdown. */
  readonly docs: string
  /** Consul refuses an object without it (or with an empty one). */
  readonly required?: boolean
  /** The first target that knows the field. */
  readonly since?: Target
  /** The first target that no longer knows it. */
  readonly until?: Target
  /**
   * `refused`: a community server refuses the key unless its value is empty. `ignored`: it takes the key and drops it
   * without a word. Absent: both editions use it.
   */
  readonly enterprise?: 'refused' | 'ignored'
  readonly default?: string
  /** The server writes the default, or an empty object, into the entry, so that to leave it out means the same. */
  readonly filledIn?: boolean
  /** What the controller of Kubernetes writes into the entry where the resource leaves the key out. */
  readonly writtenByController?: string
  /** Consul keeps a pointer to the number, so that 0 says something else than nothing (agent/structs/config_entry*.go @ v1.16.1). */
  readonly zeroCounts?: boolean
  /** How a text must begin. */
  readonly beginsWith?: string
  /** Consul takes the field only where another one is set, or says one of these. */
  readonly onlyWith?: { readonly field: string; readonly values?: readonly string[] }
  /** The least and the greatest number that Consul takes; durations in nanoseconds. */
  readonly lowest?: number
  readonly highest?: number
  /** The first target that checks them, where older ones take any number. */
  readonly rangeSince?: Target
  readonly constraint?: ConstraintId
  /** Filled in by the server and sent back by it; of no use in a file. */
  readonly readOnly?: boolean
  /** The Kubernetes resource of the kind has no such key. */
  readonly notInResource?: boolean
}

export interface Kind {
  /** The text of the `Kind` key. */
  readonly kind: string
  readonly docs: string
  /** The page of the official documentation. */
  readonly url: string
  readonly since?: Target
  /** A community server refuses the kind. */
  readonly edition?: 'enterprise'
  /** The one name that such an entry has outside Consul Enterprise. */
  readonly onlyName?: string
  /** What helps to understand the kind, beyond what it does; Markdown. */
  readonly background?: string
  /** Consul writes such entries itself and refuses them from anyone else. */
  readonly writer?: 'consul'
  readonly object: ObjectType
  /** Which file of Consul, at which tag, proves the table. */
  readonly source: string
}
