// The differences between two entries in normal form, each with its path, as one line for a person.
import type { PlainDecoded } from '../../../server/src/core/decode/decoded.ts'
import type { PlainEntry } from '../../../server/src/core/model/entryBody.ts'

/** One difference. `path`: `Services[0].Consumers[1].Peer`. */
export interface Difference {
  readonly path: string
  /** What the cluster has; `undefined`: nothing. */
  readonly live: PlainDecoded | undefined
  /** What is going to be there; `undefined`: nothing. */
  readonly wanted: PlainDecoded | undefined
}

/** What changes when `wanted` takes the place of `live`, in the order of the entry. Empty exactly when both are the same. */
export function compareEntries(live: PlainEntry, wanted: PlainEntry): readonly Difference[] {
  return compareValues('', live, wanted)
}

/** `~ Protocol: "tcp" → "http"`. A private key is not shown. */
export function describeDifference({ path, live, wanted }: Difference): string {
  if (live === undefined) return `+ ${path}: ${spell(wanted)}`
  if (wanted === undefined) return `- ${path}: ${spell(live)}`
  return `~ ${path}: ${spell(live)} → ${spell(wanted)}`
}

function spell(value: PlainDecoded | undefined): string {
  return JSON.stringify(value, (_, inner: unknown) => (isPrivateKey(inner) ? '(a private key)' : inner))
}

function isPrivateKey(value: unknown): boolean {
  return typeof value === 'string' && value.includes('PRIVATE KEY-----')
}

function compareValues(path: string, live: PlainDecoded | undefined, wanted: PlainDecoded | undefined): readonly Difference[] {
  if (JSON.stringify(live) === JSON.stringify(wanted)) return []
  if (isList(live) && isList(wanted)) return compareLists(path, live, wanted)
  if (isMap(live) && isMap(wanted)) return compareMaps(path, live, wanted)
  return [{ path, live, wanted }]
}

function compareMaps(path: string, live: PlainEntry, wanted: PlainEntry): readonly Difference[] {
  const keys = [...new Set([...Object.keys(live), ...Object.keys(wanted)])]
  return keys.flatMap((key) => compareValues(path === '' ? key : `${path}.${key}`, live[key], wanted[key]))
}

/** Elements with a name are matched by it, so that one more at the front is one difference and not many. */
function compareLists(path: string, live: readonly PlainDecoded[], wanted: readonly PlainDecoded[]): readonly Difference[] {
  const labels = [live, wanted].map((list) => list.map(labelOf))
  if (labels.every((list) => new Set(list).size === list.length && !list.includes(undefined))) {
    const [ours = [], theirs = []] = labels
    const all = [...new Set([...ours, ...theirs])]
    return all.flatMap((label) => compareValues(`${path}[${label}]`, live[ours.indexOf(label)], wanted[theirs.indexOf(label)]))
  }
  const length = Math.max(live.length, wanted.length)
  return Array.from({ length }, (_, i) => i).flatMap((i) => compareValues(`${path}[${i}]`, live[i], wanted[i]))
}

/** What tells an element of a list of objects from its neighbours: a source by its name and peer, a consumer by its peer. */
function labelOf(element: PlainDecoded): string | undefined {
  if (!isMap(element)) return undefined
  const parts = labelKeys.map((key) => element[key]).filter((part) => typeof part === 'string')
  return parts.length === 0 ? undefined : parts.join(' ')
}

const labelKeys = ['Name', 'Peer', 'PeerName', 'Partition', 'Namespace', 'SamenessGroup']

function isList(value: PlainDecoded | undefined): value is readonly PlainDecoded[] {
  return Array.isArray(value)
}

function isMap(value: PlainDecoded | undefined): value is PlainEntry {
  return typeof value === 'object' && value !== null && !isList(value)
}
