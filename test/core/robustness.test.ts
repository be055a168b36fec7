// The core answers for any text: it never throws, and every range lies inside the text.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Format } from '../../server/src/core/document.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { readEntryVectors } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))

describe('any text', () => {
  it('cut at each character is judged without an exception, with ranges inside it', () => {
    for (const { format, text } of vectors.filter((_, i) => i % 60 === 0)) {
      for (let end = 0; end <= Math.min(text.length, 1000); end++) check(text.slice(0, end), format)
    }
  })

  it('of 5 MB is judged', () => {
    const source = '  { Name = "web", Peer = "cluster-02", Action = "allow" },\n'
    check(`Kind = "service-intentions"\nName = "billing"\nSources = [\n${source.repeat(90_000)}]\n`, 'hcl')
  })

  it('nested 100,000 deep is judged', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{', '}'],
      ['a {', '}'],
    ] as const) {
      check(`Kind = "mesh"\nA = ${open.repeat(100_000)}${close.repeat(100_000)}`, 'hcl')
      check(`Kind = "proxy-defaults"\nConfig { a = ${open.repeat(100_000)}${close.repeat(100_000)} }`, 'hcl')
      check(`Kind = "exported-services"\nName = "x"\nServices = ${open.repeat(100_000)}`, 'hcl')
      check(`{"Kind": "exported-services", "Services": ${open.repeat(100_000)}`, 'json')
    }
  })

  it('of noise is judged', () => {
    for (const text of ['', '\0', '\ufeff', '\r', '"', '<<', '<<A', '/*', '${', '\ud800', '{'.repeat(50), ']'.repeat(50), '=', '"\\']) {
      check(text, 'hcl')
      check(text, 'json')
    }
  })
})

function check(text: string, format: Format): void {
  const document = { uri: 'a', format, text, ...parse(text, format) }
  for (const { code, range } of judgeText(document, { target: 'preview', edition: 'community' }, rules)) {
    assert.ok(
      range.start >= 0 && range.start <= range.end && range.end <= text.length,
      `${code} ${range.start}-${range.end} in ${JSON.stringify(text.slice(0, 200))}`,
    )
  }
}
