// The text of a file with an entry of a cluster.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { Document } from '../../../server/src/core/document.ts'
import { readEntry } from '../../../server/src/core/model/entry.ts'
import { normalForm, type PlainEntry } from '../../../server/src/core/model/entryBody.ts'
import { resourceBody } from '../../../server/src/core/model/resourceBody.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { writeEntry, writeResource } from '../../../server/src/core/syntax/write.ts'
import type { LiveConfigEntry } from '../client.ts'
import { liveEntry } from './liveEntry.ts'

/** The formats of files with entries. */
export const entryFormats = ['hcl', 'json', 'crd'] as const

/** One of them. */
export type EntryFormat = (typeof entryFormats)[number]

/** A text and what it cannot say, or why there is none. */
export type EntryText =
  | { readonly ok: true; readonly text: string; readonly lost: readonly string[] }
  | { readonly ok: false; readonly why: string }

/** Writes a stored entry without what the server fills in. One that holds a private key is not written. */
export function entryText(live: LiveConfigEntry, format: EntryFormat, reading: DecodeOptions): EntryText {
  const normal = plainOf(live, reading)
  if (!normal) return { ok: false, why: `\`${live.kind}\` is not a kind that is known here, so its entries cannot be written as a file.` }
  if (holdsPrivateKey(normal)) {
    return { ok: false, why: `\`${live.kind}/${live.name}\` holds a private key, which is not written into files.` }
  }
  if (format !== 'crd') return { ok: true, text: writeEntry(normal, format), lost: [] }
  const text = writeEntry(normal, 'json')
  const document: Document = { uri: live.name, format: 'json', text, ...parse(text, 'json') }
  const [root] = document.roots
  const body = root && resourceBody(readEntry(document, root, reading))
  if (!body) return { ok: false, why: `There is no Kubernetes resource for \`${live.kind}\`.` }
  return { ok: true, text: writeResource(body.resource), lost: body.lost }
}

/** The text for somebody who only looks at it: a private key is masked. */
export function shownEntryText(live: LiveConfigEntry, format: 'hcl' | 'json', reading: DecodeOptions): string {
  return shownNormalText(plainOf(live, reading) ?? { Kind: live.kind, Name: live.name }, format)
}

/** The same of an entry in normal form. */
export function shownNormalText(normal: PlainEntry, format: 'hcl' | 'json'): string {
  return writeEntry(Object.fromEntries(Object.entries(normal).map(([key, value]) => [key, isPrivateKey(value) ? mask : value])), format)
}

const mask = '(a private key, not shown)'

function plainOf(live: LiveConfigEntry, reading: DecodeOptions): PlainEntry | undefined {
  const entry = liveEntry(live, reading)
  return entry && normalForm(entry, reading.edition)
}

function holdsPrivateKey(entry: PlainEntry): boolean {
  return Object.values(entry).some(isPrivateKey)
}

function isPrivateKey(value: unknown): boolean {
  return typeof value === 'string' && value.includes('PRIVATE KEY-----')
}
