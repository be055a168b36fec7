// Finds out what a wish about a service means for the entry that a cluster stores now.
import type { DecodeOptions } from '../../../server/src/core/decode/decode.ts'
import type { Document } from '../../../server/src/core/document.ts'
import { type Entry, readEntry } from '../../../server/src/core/model/entry.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { writeEdit, writeEntry } from '../../../server/src/core/syntax/write.ts'
import type { CallOptions, ConsulClient, LiveConfigEntry } from '../client.ts'
import { type Result, success } from '../result.ts'
import { liveEntry } from './liveEntry.ts'
import { type PlannedChange, planEntry } from './plan.ts'
import { entryOfWish, type Proposal, propose, type Wish } from './proposal.ts'
import { wantedEntry, wantedInText } from './wantedEntry.ts'

/** What a wish means for a cluster. */
export type ClusterWish =
  | { readonly action: 'nothing' }
  | { readonly action: 'write'; readonly change: PlannedChange }
  /** Nothing would be left in the entry. */
  | { readonly action: 'delete'; readonly live: LiveConfigEntry }
  | { readonly action: 'impossible'; readonly why: string }

/** Reads the entry that decides about a wish and says what has to become of it. Nothing is written. */
export async function planWish(
  client: Pick<ConsulClient, 'readConfigEntry'>,
  wish: Wish,
  reading: DecodeOptions,
  options: CallOptions & { readonly exportsName?: string | undefined } = {},
): Promise<Result<ClusterWish>> {
  const { kind, name } = entryOfWish(wish, options.exportsName)
  const read = await client.readConfigEntry(kind, name, options)
  if (!read.ok) return read
  const live = read.value
  const entry = live && liveEntry(live, reading)
  const proposal = propose(wish, entry, options.exportsName)
  return success(toClusterWish(proposal, { live, entry, reading }))
}

/** What a wish means for the entry in a text; `text` is the whole text after it. */
export type TextWish =
  | { readonly action: 'nothing' }
  | { readonly action: 'write'; readonly text: string }
  | { readonly action: 'impossible'; readonly why: string }

/** Finds the entry that decides about a wish in a text, and changes it there in the syntax of the text; pure. */
export function planWishInText(uri: string, text: string, wish: Wish, reading: DecodeOptions, exportsName?: string): TextWish {
  const { kind, name } = entryOfWish(wish, exportsName)
  const { wanted } = wantedInText(uri, text, reading)
  const entry = wanted.find((one) => one.kind === kind && one.name === name)?.entry
  if (!entry) return { action: 'nothing' }
  const proposal = propose(wish, entry, exportsName)
  switch (proposal.propose) {
    case 'impossible':
      return { action: 'impossible', why: proposal.why }
    case 'edit':
      return {
        action: 'write',
        text: applyEdits(
          text,
          proposal.edits.flatMap((edit) => writeEdit(entry.document, edit)),
        ),
      }
    case 'delete':
      return {
        action: 'impossible',
        why: `Nothing would be left in \`${kind}/${name}\`. Delete the entry from the file and from the cluster.`,
      }
    case 'create':
    case 'nothing':
      return { action: 'nothing' }
  }
}

interface Found {
  readonly live: LiveConfigEntry | undefined
  readonly entry: Entry | undefined
  readonly reading: DecodeOptions
}

function toClusterWish(proposal: Proposal, { live, entry, reading }: Found): ClusterWish {
  switch (proposal.propose) {
    case 'nothing':
      return { action: 'nothing' }
    case 'impossible':
      return { action: 'impossible', why: proposal.why }
    case 'delete':
      return live ? { action: 'delete', live } : { action: 'nothing' }
    case 'create':
      return writing(readText(writeEntry(proposal.entry, 'json'), { ...reading, form: 'api' }), live, reading)
    case 'edit': {
      if (!entry) return { action: 'nothing' }
      const edits = proposal.edits.flatMap((edit) => writeEdit(entry.document, edit))
      return writing(readText(applyEdits(entry.document.text, edits), { ...reading, form: entry.form }), live, reading)
    }
  }
}

function writing(entry: Entry | undefined, live: LiveConfigEntry | undefined, reading: DecodeOptions): ClusterWish {
  const wanted = entry && wantedEntry(entry, reading)
  if (!wanted) return { action: 'impossible', why: 'The changed entry could not be read again, so nothing is written.' }
  return { action: 'write', change: planEntry(wanted, live, reading) }
}

function readText(text: string, reading: DecodeOptions): Entry | undefined {
  const document: Document = { uri: 'proposal', format: 'json', text, ...parse(text, 'json') }
  const [root] = document.roots
  return root && readEntry(document, root, reading)
}
