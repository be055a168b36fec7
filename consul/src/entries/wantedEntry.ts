// The entries that files want a cluster to have.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { Document } from '../../../server/src/core/document.ts'
import { type Entry, entriesOf } from '../../../server/src/core/model/entry.ts'
import { entryBody, normalForm, type PlainEntry } from '../../../server/src/core/model/entryBody.ts'
import { parse, readsAsJson } from '../../../server/src/core/syntax/index.ts'

/** An entry of a file, ready to be written. */
export interface WantedEntry {
  readonly kind: string
  /** `mesh` for the mesh entry, `global` for `proxy-defaults`. */
  readonly name: string
  /** For the HTTP API. */
  readonly body: PlainEntry
  /** For comparisons. */
  readonly normal: PlainEntry
  readonly entry: Entry
}

/** The entries of a document. `unreadable`: those that Consul's own tool would not even send. */
export interface WantedEntries {
  readonly wanted: readonly WantedEntry[]
  readonly unreadable: readonly Entry[]
}

/** Reads the entries of a document. What an agent's own file writes at its start is not meant for the API and left out. */
export function wantedEntries(document: Document, reading: DecodeOptions): WantedEntries {
  const entries = entriesOf(document, reading).filter(({ form }) => form === 'api')
  const wanted = entries.map((entry) => wantedEntry(entry, reading))
  return {
    wanted: wanted.filter((one) => one !== undefined),
    unreadable: entries.filter((_, i) => wanted[i] === undefined),
  }
}

/** One entry; `undefined` where it cannot be read or has no name. */
export function wantedEntry(entry: Entry, { edition }: Pick<DecodeOptions, 'edition'>): WantedEntry | undefined {
  const { kind, name } = entry
  const body = entry.syntaxProblems.length === 0 ? entryBody(entry) : undefined
  const normal = normalForm(entry, edition)
  return kind && body && normal && name !== '' ? { kind: kind.kind, name, body, normal, entry } : undefined
}

/** The entries of a text under its name: `.json` and `.yaml` say the format, all else is what `consul config write` makes of it. */
export function wantedInText(uri: string, text: string, reading: DecodeOptions): WantedEntries {
  const format = /\.ya?ml$/i.test(uri) ? 'yaml' : readsAsJson(text) ? 'json' : 'hcl'
  return wantedEntries({ uri, format, text, ...parse(text, format) }, reading)
}
