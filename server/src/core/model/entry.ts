// An entry: one value of a file, read as Consul reads it, with the table of its kind.

import { type DecodeOptions, decodeEntry } from '../decode/decode.ts'
import { type DecodedEntry, type DecodedObject, textOf } from '../decode/decoded.ts'
import type { Earlier } from '../decode/earlier.ts'
import type { DecodeForm } from '../decode/fields.ts'
import { lower } from '../decode/lower.ts'
import type { RawMap } from '../decode/raw.ts'
import type { Document, SyntaxProblem } from '../document.ts'
import { touches } from '../range.ts'
import { kindNameOf, kindNames, kindOf } from '../schema/index.ts'
import type { ResourceType } from '../schema/resources.ts'
import { isWithin } from '../schema/target.ts'
import type { Kind } from '../schema/types.ts'
import type { Member, ObjectValue, Value } from '../value.ts'
import { bootstrapRootsOf } from './agent.ts'
import type { Stored } from './graph/stored.ts'
import { nearest } from './nearest.ts'
import { resourcesOf } from './resource.ts'

export interface Entry {
  readonly document: Document
  readonly root: Value
  /** Whose structs decode it. */
  readonly form: DecodeForm
  /** What Consul's reader refuses before it looks at any field. */
  readonly syntaxProblems: readonly SyntaxProblem[]
  /** Some object of it has a key more than once. */
  readonly repeatsKeys: boolean
  /** The member that Consul takes the kind from. */
  readonly kindMember: Member | undefined
  /** The text of the kind; `undefined` when it is absent or no text. */
  readonly kindName: string | undefined
  /** The table, for a kind that the target knows and that has one. */
  readonly kind: Kind | undefined
  /** The name under which Consul stores the entry; empty when there is none. */
  readonly name: string
  readonly nameMember: Member | undefined
  /** Present when `kind` is. */
  readonly decoded: DecodedEntry | undefined
  /** What a Kubernetes resource is beside the entry that it becomes. */
  readonly resource: Resource | undefined
  /** Where this is an entry with some of its elements only: the whole one. */
  readonly whole?: Entry
  /** What the graph has read of it. It is kept here: a weak table of all entries costs each small text more than the reading. */
  readonly kept: { stored: Stored | undefined }
}

export interface Resource {
  /** The table, for a resource that the target knows and that has one. */
  readonly type: ResourceType | undefined
  readonly apiVersion: string | undefined
  readonly apiVersionMember: Member | undefined
  readonly kind: string | undefined
  readonly metadata: DecodedObject | undefined
}

/**
 * The entries of a document: those values that say that they are one, and all that an agent's file writes at its start. `memory`
 * is for a document that changes.
 */
export function entriesOf(document: Document, options: DecodeOptions, memory?: EntryMemory): readonly Entry[] {
  if (document.format === 'yaml') return resourcesOf(document, options)
  const roots = document.roots.filter((root) => holdsEntry(root) || isListOfEntries(root))
  const own = roots.map((root) => readEntry(document, root, options, roots.length === 1 ? memory : undefined))
  return [...own, ...bootstrapEntries(document, options)]
}

/** What is wrong with the syntax of the file is told once, with the first of its entries. */
function bootstrapEntries(document: Document, options: DecodeOptions): readonly Entry[] {
  const entries = bootstrapRootsOf(document).map((root) => readEntry(document, root, { ...options, form: 'agent' }))
  return entries.map((entry, i) => {
    if (i === 0) return entry
    return { ...entry, syntaxProblems: entry.syntaxProblems.filter((problem) => !document.problems.includes(problem)) }
  })
}

/** A word near `mesh` is most likely no misspelt kind, but something else's. */
const longKinds = kindNames.map(({ kind }) => kind).filter((kind) => kind.includes('-'))

/** Says whether a value is meant as a config entry: its `Kind` is, or nearly is, one that Consul knows. */
export function holdsEntry(root: Value): boolean {
  if (root.type !== 'object') return false
  const value = kindMemberOf(root)?.value
  if (value?.type !== 'string') return false
  return kindNameOf(value.value) !== undefined || nearest(value.value, longKinds) !== undefined
}

/** A list of entries is no entry, but is meant as some: the file is told so. */
function isListOfEntries(root: Value): boolean {
  return root.type === 'list' && root.elements.some(holdsEntry)
}

/** What was made of the entry of a document last, with options that stay the same; nothing where anything was wrong. */
export interface EntryMemory {
  last: Earlier | undefined
}

/** Reads a value as an entry, whether or not it says that it is one. */
export function readEntry(document: Document, root: Value, options: DecodeOptions, memory?: EntryMemory): Entry {
  const { raw, problems, repeatsKeys } = lower(root, document.format, memory?.last?.raw)
  const kindMember = root.type === 'object' ? kindMemberOf(root) : undefined
  const kindName = raw && rawText(raw, 'Kind', 'kind')
  const known = kindName === undefined ? undefined : kindNameOf(kindName)
  const kind = known && isWithin(options.target, known) ? kindOf(known.kind) : undefined
  const nameMember = root.type === 'object' ? root.members.findLast(({ key }) => key.toLowerCase() === 'name') : undefined
  const decoded = kind && raw ? decodeEntry(raw, kind.object, options, memory?.last) : undefined
  const syntaxProblems = [...document.problems, ...problems]
  const isSound = syntaxProblems.length === 0 && !repeatsKeys && decoded?.problems.length === 0
  if (memory) memory.last = isSound && raw && decoded ? { raw, decoded: decoded.root } : undefined
  return {
    document,
    root,
    form: options.form ?? 'api',
    syntaxProblems,
    repeatsKeys,
    kindMember,
    kindName,
    kind,
    name: storedName(kindName, raw, decoded),
    nameMember,
    decoded,
    resource: undefined,
    kept: { stored: undefined },
  }
}

/**
 * Says whether all of an object could be read. Where something is half typed, what seems to be missing may be there in a
 * moment, and the syntax problem says enough.
 */
export function isWhole({ syntaxProblems }: Entry, { source }: DecodedObject): boolean {
  return syntaxProblems.every(({ range }) => !touches(range, source.range))
}

/** The last `Kind`, else the last `kind`: Consul reads no other spelling. */
function kindMemberOf(root: ObjectValue): Member | undefined {
  return root.members.findLast(({ key }) => key === 'Kind') ?? root.members.findLast(({ key }) => key === 'kind')
}

function rawText(raw: RawMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = raw.entries.get(key)?.value
    if (value) return value.type === 'string' ? value.value : undefined
  }
  return undefined
}

/** Some kinds have one entry only, whatever its `Name` says (agent/structs/config_entry*.go @ v1.16.1). */
function storedName(kindName: string | undefined, raw: RawMap | undefined, decoded: DecodedEntry | undefined): string {
  if (kindName === 'mesh') return 'mesh'
  if (kindName === 'proxy-defaults') return 'global'
  if (decoded) return textOf(decoded.root, 'Name')
  return (raw && rawText(raw, 'Name', 'name', 'NAME')) ?? ''
}
