// While somebody types, a file is judged by parts; what is found is what is found in the whole text.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import { createJudge } from '../../../server/src/core/features/diagnostics.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import { rules } from '../../../server/src/core/rules/index.ts'
import type { Finding } from '../../../server/src/core/rules/rule.ts'
import type { Target } from '../../../server/src/core/schema/target.ts'
import { createRandom, happens, pick, type Random } from '../../fuzz/random.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))

describe('findings while somebody types', () => {
  for (const target of ['preview', '1.16'] as const) {
    it(`are those of the whole text, for ${target}`, () => {
      const random = createRandom(31)
      for (const { format, text } of vectors.filter((_, i) => i % 3 === 0)) {
        const written = open(target)
        written.write(text, format)
        let now = text
        for (let round = 0; round < 8; round++) {
          const next = edited(now, random)
          const found = written.write(next, format)
          assert.deepEqual(found, open(target).write(next, format), `${now}\n→\n${next}`)
          // What is wrong is mostly taken back, else there would soon be nothing but noise.
          if (found.length === 0 || happens(30, random)) now = next
          else written.write(now, format)
        }
      }
    })
  }

  it('move with what stands before them', () => {
    const sources = (name: string) =>
      `Kind = "service-intentions"\nName = "billing"\nSources = [\n  { Name = "${name}", Action = "allow" },\n  { Name = "b", Action = "alow" },\n]\n`
    const written = open('1.16')
    const seen = ['a', 'ab', 'abc', 'abcd', 'abc'].map((name) => {
      const text = sources(name)
      return written.write(text, 'hcl').map((found) => text.slice(found.range.start, found.range.end))
    })
    assert.deepEqual(seen, [['"alow"'], ['"alow"'], ['"alow"'], ['"alow"'], ['"alow"']])
  })

  it('change with the rest of the entry', () => {
    const written = open('1.16')
    const codes = (text: string) => written.write(text, 'hcl').map(({ code }) => code)
    const text =
      'Kind = "service-intentions"\nName = "billing"\nSources = [{ Name = "a", Action = "allow" }, { Name = "b", Action = "allow" }]\n'
    assert.deepEqual(codes(text), [])
    assert.deepEqual(codes(text.replace('"b"', '"bb"')), [])
    assert.deepEqual(codes(text.replace('"b"', '"a"')), ['duplicate-source'])
    assert.deepEqual(
      codes(text.replace('service-intentions', 'exported-services')),
      codesOfWhole(text.replace('service-intentions', 'exported-services')),
    )
    assert.deepEqual(codes(text), [])
  })
})

function codesOfWhole(text: string): readonly string[] {
  return open('1.16')
    .write(text, 'hcl')
    .map(({ code }) => code)
}

function open(target: Target) {
  const project = createProject()
  project.configure({ ...defaultSettings, target })
  const judge = createJudge(project, rules, () => ({}))
  return {
    write(text: string, format: Format) {
      project.setFile('a', text, format)
      return judge.findings('a').map(plain)
    },
  }
}

/** A finding without its documents, which are long. */
function plain({ code, severity, message, range, fixes, related }: Finding) {
  return {
    ...{ code, severity, message, range: { ...range } },
    fixes: fixes?.map((fix) => ({
      title: fix.title,
      edits: fix.type === 'edit' ? structuredClone(fix.edits.map(({ edit }) => edit)) : [],
    })),
    related: related?.map((place) => ({ ...place.range })),
  }
}

const pieces = [
  'x',
  ' ',
  '\n',
  '"',
  '{',
  '}',
  ',',
  '=',
  '# y\n',
  '*',
  'Peer = "Z"\n',
  '"Peer": "z",',
  'Action = "no"',
  '"Name": " a",',
  '7',
] as const

/** A stretch is taken out, something is put in, or a piece of the text stands once more. */
function edited(text: string, random: Random): string {
  const at = random(text.length + 1)
  if (happens(15, random)) {
    const from = random(text.length + 1)
    return text.slice(0, at) + text.slice(from, from + random(60)) + text.slice(at)
  }
  const end = happens(50, random) ? at : Math.min(text.length, at + 1 + random(happens(80, random) ? 3 : 40))
  const put = end > at && happens(40, random) ? '' : pick(pieces, random)
  return text.slice(0, at) + put + text.slice(end)
}
