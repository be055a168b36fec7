// Every feature answers at every place of any text: it never throws, and every range lies inside the text.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import { beginningsAt, completionsAt } from '../../../server/src/core/features/completion.ts'
import { foldsOf, selectionsAt } from '../../../server/src/core/features/folding.ts'
import { formatEdits, objectEndingAt } from '../../../server/src/core/features/format.ts'
import { hoverAt } from '../../../server/src/core/features/hover.ts'
import { hintsOf } from '../../../server/src/core/features/inlayHints.ts'
import { lensesOf } from '../../../server/src/core/features/lenses.ts'
import { linksOf } from '../../../server/src/core/features/links.ts'
import { definitionsOf, highlightsOf, nameAt, referencesOf, renameIn } from '../../../server/src/core/features/names.ts'
import { rewritesOf } from '../../../server/src/core/features/rewrites.ts'
import { semanticTokensOf } from '../../../server/src/core/features/semanticTokens.ts'
import { symbolsOf } from '../../../server/src/core/features/symbols.ts'
import { pathsIn } from '../../../server/src/core/model/paths/ends.ts'
import { createProject, defaultSettings, type ProjectFile, type Scope } from '../../../server/src/core/model/project.ts'
import type { Range } from '../../../server/src/core/range.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { formatOfName } from '../../../server/src/workspace/formats.ts'
import { readCrdVectors } from '../../harness/crds.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')
const read = (name: string) => fs.readFileSync(path.join(root, name), 'utf8')
const facts = {
  clusters: [
    {
      cluster: 'c',
      readAt: 0,
      defaultPolicy: 'deny' as const,
      peers: [{ name: 'cluster-02', state: 'ACTIVE', imported: ['web'] }],
      services: [{ name: 'web', protocol: 'http' }],
    },
  ],
}

interface Text {
  readonly text: string
  readonly format: Format
}

function load({ text, format }: Text) {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16', scopes: [{ folder: '', cluster: 'c' }], facts })
  project.setFile('file', text, format)
  const file = project.file('file')
  return { project, file, scope: file && project.scopeOf(file) }
}

/** Asks everything about a text as a whole, and everything about the places that are given. */
function ask(given: Text, offsets: Iterable<number>): void {
  const { project, file, scope } = load(given)
  const ranges: Range[] = []
  if (!file || !scope) {
    const document = { uri: 'file', ...given, ...parse(given.text, given.format) }
    const judgement = project.judgementOf(document)
    for (const offset of offsets) ranges.push(...beginningsAt(document, judgement, offset).map(({ range }) => range))
  } else {
    ranges.push(...ofWhole(file, scope))
    const clusters = project.clusters()
    for (const cluster of clusters)
      for (const entry of file.entries) ranges.push(...pathsIn(entry, cluster, clusters).map(({ range }) => range))
    for (const offset of offsets) ranges.push(...atPlace(file, scope, offset))
  }
  for (const { start, end } of ranges) {
    assert.ok(0 <= start && start <= end && end <= given.text.length, `${start}-${end} in ${JSON.stringify(given.text.slice(0, 300))}`)
  }
}

function ofWhole(file: ProjectFile, scope: Scope): readonly Range[] {
  const { document, entries, judgement } = file
  rewritesOf(document, entries, judgement)
  return [
    ...foldsOf(document).map(({ range }) => range),
    ...linksOf(entries).map(({ range }) => range),
    ...semanticTokensOf(document, entries).map(({ range }) => range),
    ...symbolsOf(entries).map(({ range }) => range),
    ...(formatEdits(document) ?? []).map(({ range }) => range),
    ...entries.flatMap((entry) => hintsOf(entry, scope, 0).map(({ offset }) => ({ start: offset, end: offset }))),
    ...entries.flatMap((entry) => lensesOf(entry, scope).map(({ range }) => range)),
  ]
}

function atPlace(file: ProjectFile, scope: Scope, offset: number): readonly Range[] {
  const { document, entries, judgement } = file
  const hover = hoverAt(file, scope, offset, 0)
  const mention = nameAt(entries, offset)
  const renamed = mention && renameIn(scope, mention, 'other')
  const typed = objectEndingAt(document.roots, offset)
  return [
    ...completionsAt(entries, scope, judgement, offset).flatMap(({ range, also }) => [range, ...also.map((edit) => edit.range)]),
    ...selectionsAt(document, offset),
    ...(hover ? [hover.range] : []),
    ...(typed ? [typed] : []),
    ...(mention ? [...definitionsOf(scope, mention), ...referencesOf(scope, mention)].map(({ range }) => range) : []),
    ...(mention ? highlightsOf(entries, mention) : []),
    ...(renamed?.ok ? renamed.files.flatMap(({ edits }) => edits.map(({ range }) => range)) : []),
  ]
}

function* upTo(length: number): Generator<number> {
  for (let offset = 0; offset <= length; offset++) yield offset
}

test('at every place of the examples', () => {
  for (const name of fs.globSync('examples/**/*.{hcl,json,yaml}', { cwd: root })) {
    const text = read(name)
    ask({ text, format: formatOfName(name) ?? 'hcl' }, upTo(text.length))
  }
})

const entries: readonly Text[] = readEntryVectors(read('test/vectors/entries.ndjson')).filter(({ text }) => text.length < 1_500)
const resources: readonly Text[] = readCrdVectors(read('test/vectors/crds.ndjson'))
  .filter(({ text }) => text.length < 1_500)
  .map(({ text }) => ({ text, format: 'yaml' }))

test('of each vector as a whole, and at places of each', () => {
  for (const [i, given] of [...entries, ...resources].entries()) ask(given, [0, (i * 37) % (given.text.length + 1), given.text.length])
})

test('at every place of some of them', () => {
  const sample = [...entries.filter((_, i) => i % 60 === 0), ...resources.filter((_, i) => i % 40 === 0)]
  assert.ok(sample.length > 50)
  for (const given of sample) ask(given, upTo(given.text.length))
})

test('of texts that are cut at each character', () => {
  const sample = [...entries.filter((_, i) => i % 300 === 0), ...resources.filter((_, i) => i % 200 === 0)]
  for (const { text, format } of sample) for (const end of upTo(text.length)) ask({ text: text.slice(0, end), format }, [end])
})
