// The layout of HCL beside HashiCorp's own formatter, and what it means beside HashiCorp's own reader, both run as they are.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { applyEdits } from '../../server/src/core/syntax/applyEdits.ts'
import { formatHcl } from '../../server/src/core/syntax/hcl/format.ts'
import { createLayout } from '../fuzz/layouts.ts'
import { createRandom } from '../fuzz/random.ts'
import { buildOracle } from '../harness/goOracle.ts'
import { readEntryVectors } from '../harness/vectors.ts'

interface Written {
  readonly ok: boolean
  readonly text: string
}

const root = path.join(import.meta.dirname, '..', '..')
const hclwrite = buildOracle<Written>('hclwrite')
const hcl1 = buildOracle<{ readonly ok: boolean }>('hcl1')

function laidOut(text: string): string | undefined {
  const edits = formatHcl(text)
  return edits && applyEdits(text, edits)
}

/** How HashiCorp's formatter lays the texts out, and whether HCL 2 takes them. */
function written(texts: readonly string[]): readonly Written[] {
  return hclwrite(texts.map((text) => ({ text })))
}

test('2,000 texts that are valid in both grammars are laid out alike', () => {
  const random = createRandom(7)
  let compared = 0
  while (compared < 2_000) {
    const texts = Array.from({ length: 1_000 }, () => createLayout(random))
    for (const [i, { ok, text }] of written(texts).entries()) {
      const ours = laidOut(texts[i] ?? '')
      if (!ok || ours === undefined) continue
      assert.equal(ours, text, `laid out from:\n${texts[i]}`)
      compared++
    }
  }
})

test('the examples and the vectors are laid out alike', () => {
  const examples = fs.globSync('examples/**/*.hcl', { cwd: root }).map((name) => fs.readFileSync(path.join(root, name), 'utf8'))
  const lines = fs.readFileSync(path.join(root, 'test/vectors/format.ndjson'), 'utf8').split('\n').filter(Boolean)
  const texts = [...examples, ...lines.map((line): string => JSON.parse(line).text)]
  assert.ok(texts.length > 600)
  assert.deepEqual(
    texts.map(laidOut),
    written(texts).map(({ text }) => text),
  )
})

test("Consul's own reader reads the same from a text and from its layout", () => {
  const vectors = readEntryVectors(fs.readFileSync(path.join(root, 'test/vectors/entries.ndjson'), 'utf8'))
  const pairs = vectors.flatMap(({ format, text }) => {
    const after = format === 'hcl' ? laidOut(text) : undefined
    return after === undefined ? [] : [[text, after] as const]
  })
  assert.ok(pairs.length > 1_500)
  const before = hcl1(pairs.map(([text]) => ({ text, format: 'hcl' })))
  const after = hcl1(pairs.map(([, text]) => ({ text, format: 'hcl' })))
  const said = (answer: { readonly ok: boolean } | undefined) => (answer?.ok ? answer : 'refused')
  for (const [i, answer] of after.entries()) assert.deepEqual(said(answer), said(before[i]), pairs[i]?.[0])
})
