// A text that is read again after a change is read as it would be from its beginning.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Document, Format } from '../../../server/src/core/document.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { reparse } from '../../../server/src/core/syntax/reparse.ts'
import type { Value } from '../../../server/src/core/value.ts'
import { createRandom, happens, pick, type Random } from '../../fuzz/random.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))

describe('reparse', () => {
  it('gives what parse gives after edits of any kind, each on top of those before', () => {
    const random = createRandom(20_261_127)
    const counts = { taken: 0, read: 0 }
    for (const { format, text } of vectors) {
      let document = read(text, format)
      for (let round = 0; round < 12; round++) {
        const next = edited(document.text, random)
        const parsed = reparse(document, next)
        const expected = parse(next, format)
        if (parsed) assert.deepEqual(parsed, expected, `${text}\n→\n${next}`)
        counts[parsed ? 'taken' : 'read']++
        // What is wrong is mostly taken back, as it is while somebody types.
        if (expected.problems.length === 0 || happens(20, random)) document = { ...document, text: next, ...(parsed ?? expected) }
        else document = read(document.text, format)
      }
    }
    assert.ok(counts.taken > 3000, JSON.stringify(counts))
  })

  it('reads only the object around the change', () => {
    const source = (name: string) => `  {\n    Name = "${name}" # a caller\n    Action = "allow"\n  },\n`
    const text = `Kind = "service-intentions"\nName = "billing"\nSources = [\n${['a', 'b', 'c'].map(source).join('')}]\nMeta { x = "y" }\n`
    const before = read(text, 'hcl')
    const kept = [...elementsOf(before)]
    const after = reparse(before, text.replace('"b"', '"bcd"'))
    assert.ok(after)
    const now = elementsOf(after)
    assert.deepEqual(
      now.map((element) => kept.includes(element)),
      [true, false, true],
    )
    assert.deepEqual(after, parse(text.replace('"b"', '"bcd"'), 'hcl'))
  })

  for (const [title, format, text, next] of [
    ['outside of all objects', 'hcl', 'Kind = "mesh"\nMeta { a = "b" }\n', 'Kind = "mesh" \nMeta { a = "b" }\n'],
    ['that opens a string', 'hcl', 'A { a = "b" }\nB { c = "d" }\n', 'A { a = "b }\nB { c = "d" }\n'],
    ['that opens a comment', 'hcl', 'A { a = 1 }\nB { c = "d" } /* */\n', 'A { a = 1 /* }\nB { c = "d" } /* */\n'],
    ['that closes the object early', 'hcl', 'A { a = 1 }\n', 'A { } a = { }\n'],
    ['of a label', 'hcl', 'A "label" { a = 1 }\n', 'A "lab" "el" { a = 1 }\n'],
    ['of a text that was wrong', 'hcl', 'A { a = }\n', 'A { a = 1 }\n'],
    ['that brings a NUL', 'hcl', 'A { a = "x" }\n', 'A { a = "x\0" }\n'],
    ['that is wrong', 'json', '{"a": {"b": 1}}', '{"a": {"b": 1,}}'],
    ['in the one object of the file', 'json', '{"a": 1}', '{"a": 12}'],
    ['in YAML', 'yaml', 'a:\n  b: 1\n', 'a:\n  b: 12\n'],
  ] as const) {
    it(`leaves a change ${title} to parse`, () => {
      assert.equal(reparse(read(text, format), next), undefined)
    })
  }
})

function read(text: string, format: Format): Document {
  return { uri: 'a', format, text, ...parse(text, format) }
}

function elementsOf({ roots }: Pick<Document, 'roots'>): readonly Value[] {
  const [root] = roots
  const list = root?.type === 'object' ? root.members.find(({ key }) => key === 'Sources')?.value : undefined
  return list?.type === 'list' ? list.elements : []
}

const pieces = [
  'x',
  ' ',
  '\n',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '=',
  '#',
  '/*',
  '*/',
  '{}',
  'a = 1\n',
  '"b": 2,',
  'a { b = } }',
  '<<E\n',
  '\\',
  '-1',
]

/** A stretch is taken out, something is put in, or both. */
function edited(text: string, random: Random): string {
  const at = random(text.length + 1)
  const end = happens(50, random) ? at : Math.min(text.length, at + 1 + random(happens(80, random) ? 3 : 40))
  const put = end > at && happens(40, random) ? '' : pick(pieces, random)
  return text.slice(0, at) + put + text.slice(end)
}
