// Holds the syntax of 3,000 entries to the verdicts of real Consul servers.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { lower } from '../../../server/src/core/decode/lower.ts'
import { parse, readsAsJson } from '../../../server/src/core/syntax/index.ts'
import { type EntryVector, readEntryVectors, type Verdict } from '../../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))

describe("Consul's readers", () => {
  it('refuse the same entries as ours', () => {
    const refused = vectors.filter(({ verdicts }) => Object.values(verdicts).some(isRefusedByReader))
    assert.ok(refused.length > 200)
    assert.deepEqual(
      vectors.filter(isRefusedByUs).map(({ id }) => id),
      refused.map(({ id }) => id),
    )
  })

  it('choose between HCL and JSON as ours do', () => {
    const chosen = vectors.filter(({ text, format }) => readsAsJson(text) !== (format === 'json'))
    assert.deepEqual(
      chosen.map(({ id, text }) => [id, text.slice(0, 1)]),
      otherwise,
    )
  })
})

/** Texts that are not in the syntax of their file's name: Consul goes by the first character, as its messages on these show. */
const otherwise = [
  ['s1-00834', ''],
  ['s1-00838', '{'],
  ['s1-02486', '['],
  ['s1-02560', '['],
]

function isRefusedByReader({ stage, message }: Verdict): boolean {
  return stage === 'parse' && (message.startsWith('Failed to decode config entry input:') || message.startsWith('panic: unquote'))
}

function isRefusedByUs({ text }: EntryVector): boolean {
  const format = readsAsJson(text) ? 'json' : 'hcl'
  const { roots, problems } = parse(text, format)
  return problems.length > 0 || roots.some((root) => lower(root, format).problems.length > 0)
}
