// An entry as a cluster stores it, read by the same tables as one in a file, so that the two can be compared.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { DecodeProblem } from '../../../server/src/core/decode/decoded.ts'
import type { Document } from '../../../server/src/core/document.ts'
import { type Entry, readEntry } from '../../../server/src/core/model/entry.ts'
import { normalForm, type PlainEntry } from '../../../server/src/core/model/entryBody.ts'
import { parseTarget } from '../../../server/src/core/schema/target.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import type { LiveConfigEntry } from '../client.ts'
import type { ClusterIdentity } from '../identity.ts'

/** What a stored entry says. */
export interface LiveForm {
  /** `undefined` for a kind that these tables do not know. */
  readonly normal: PlainEntry | undefined
  /** Keys that the cluster stores and these tables do not know: a write from here would lose them. */
  readonly unknownKeys: readonly string[]
}

/** The target and the edition that entries of a cluster are read by. */
export function readingOf({ version, prerelease, edition }: ClusterIdentity): Pick<DecodeOptions, 'target' | 'edition'> {
  const full = prerelease === '' ? version : `${version}-${prerelease}`
  return { target: parseTarget(full) ?? 'preview', edition: edition ?? 'community' }
}

/** Reads a stored entry. */
export function liveForm(live: LiveConfigEntry, reading: DecodeOptions): LiveForm {
  const entry = liveEntry(live, reading)
  if (!entry) return { normal: undefined, unknownKeys: [] }
  return { normal: normalForm(entry, reading.edition), unknownKeys: (entry.decoded?.problems ?? []).flatMap(unknownKey) }
}

/** A stored entry as the tables read it; `undefined` only for a body that is no JSON. */
export function liveEntry({ kind, name, body }: LiveConfigEntry, reading: DecodeOptions): Entry | undefined {
  const text = JSON.stringify(body)
  const document: Document = { uri: `${kind}/${name}`, format: 'json', text, ...parse(text, 'json') }
  const [root] = document.roots
  return root && readEntry(document, root, { ...reading, form: 'agent' })
}

function unknownKey(problem: DecodeProblem): readonly string[] {
  return problem.type === 'unknown-key' || problem.type === 'other-version' ? [problem.path] : []
}
