// What follows from the structure of a text, in all three syntaxes: folds, growing selections, links, and entries by name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Document, Format } from '../../../server/src/core/document.ts'
import { foldsOf, selectionsAt } from '../../../server/src/core/features/folding.ts'
import { linksOf } from '../../../server/src/core/features/links.ts'
import { semanticTokensOf } from '../../../server/src/core/features/semanticTokens.ts'
import { workspaceSymbols } from '../../../server/src/core/features/workspaceSymbols.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { formatOfName } from '../../../server/src/workspace/formats.ts'

const hcl = `# What is shared
# with the shop.
Kind = "exported-services"
Name = "default"
Services = [
  {
    Name      = "billing"
    Consumers = [{ Peer = "west" }]
  }
]
`
const json = `{
  "Kind": "exported-services",
  "Name": "default",
  "Services": [
    {
      "Name": "billing",
      "Consumers": [{ "Peer": "west" }]
    }
  ]
}
`
const yaml = `apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: billing
      consumers:
        - peer: west
`

function documentOf(text: string, format: Format): Document {
  return { uri: 'file', format, text, ...parse(text, format) }
}

function project(files: Readonly<Record<string, string>>) {
  const made = createProject()
  made.configure({ ...defaultSettings, target: '1.16' })
  for (const [name, text] of Object.entries(files)) made.setFile(name, text, formatOfName(name) ?? 'hcl')
  return made
}

/** Each fold as its first and its last line, from 1. */
function folds(text: string, format: Format): readonly string[] {
  return foldsOf(documentOf(text, format)).map(({ range, sort }) => {
    const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
    return `${lineOf(range.start)}-${lineOf(range.end)}${sort === 'comment' ? ' comment' : ''}`
  })
}

test('objects, lists, heredocs, documents and comments fold', () => {
  assert.deepEqual(folds(hcl, 'hcl'), ['5-10', '6-9', '1-2 comment'])
  assert.deepEqual(folds(json, 'json'), ['4-9', '5-8'])
  assert.deepEqual(folds(yaml, 'yaml'), ['3-4', '5-9', '6-9', '7-9', '8-9'])
  assert.deepEqual(folds('Kind = "mesh"\nMeta {\n  a = <<EOF\nx\nEOF\n}\n', 'hcl'), ['2-6', '3-5'])
  assert.deepEqual(
    folds(`${yaml}---\n${yaml}`, 'yaml').filter((fold) => /^1-|^11-/.test(fold)),
    ['1-9', '11-19'],
  )
})

/** The texts of a selection that grows at the mark `|`. */
function grown(marked: string, format: Format): readonly string[] {
  const text = marked.replace('|', '')
  return selectionsAt(documentOf(text, format), marked.indexOf('|')).map(({ start, end }) => text.slice(start, end))
}

test('a selection grows from the word outwards', () => {
  assert.deepEqual(grown('Kind = "mesh"\nMeta = { a = "b|c" }\n', 'hcl'), [
    'bc',
    '"bc"',
    'a = "bc"',
    '{ a = "bc" }',
    'Meta = { a = "bc" }',
    'Kind = "mesh"\nMeta = { a = "bc" }\n',
  ])
  assert.deepEqual(grown('{"Kind": "me|sh"}', 'json'), ['mesh', '"mesh"', '"Kind": "mesh"', '{"Kind": "mesh"}'])
  assert.deepEqual(grown('a:\n  b: c|d\n', 'yaml').slice(0, 3), ['cd', 'b: cd', 'a:\n  b: cd'])
  assert.deepEqual(grown('|', 'json'), [''])
})

test('the kind leads to its documentation', () => {
  for (const [name, text] of Object.entries({ 'a.hcl': hcl, 'a.json': json, 'a.yaml': yaml })) {
    const file = project({ [name]: text }).file(name)
    const [link, ...more] = linksOf(file?.entries ?? [])
    assert.equal(more.length, 0)
    assert.match(link?.target ?? '', /config-entries\/exported-services$/)
    assert.match(text.slice(link?.range.start, link?.range.end), /exported-?services/i)
  }
})

test('entries are found by the letters of their kind and name', () => {
  const found = (query: string) =>
    workspaceSymbols(
      project({ 'a.hcl': hcl, 'b.yaml': yaml.replace('ExportedServices', 'Mesh'), 'c.hcl': 'Kind = "service-defaults"\nName = "billing"' }),
      query,
    ).map(({ name, document, range }) => `${name} ${document.text.slice(range.start, range.end)}`)
  assert.deepEqual(found('BILL'), ['service-defaults/billing "billing"'])
  assert.deepEqual(found('exp/def'), ['exported-services/default "default"'])
  assert.equal(found('').length, 3)
  assert.deepEqual(found('zzz'), [])
})

/** Each token as its text and what it is. */
function tokens(name: string, text: string): readonly string[] {
  const file = project({ [name]: text }).file(name)
  if (!file) return []
  return semanticTokensOf(file.document, file.entries).map(
    ({ range, type, isDeclaration }) => `${text.slice(range.start, range.end)} ${type}${isDeclaration ? ' declaration' : ''}`,
  )
}

test('words are coloured by what they are', () => {
  assert.deepEqual(tokens('a.hcl', hcl), [
    'Kind property',
    '"exported-services" type',
    'Name property',
    'Services property',
    'Name property',
    '"billing" class',
    'Consumers property',
    'Peer property',
    '"west" interface',
  ])
  assert.ok(tokens('a.json', json).includes('"west" interface'))
  assert.ok(tokens('a.yaml', yaml).includes('west interface'))
  // A key that Consul does not know stays as the grammar has it.
  assert.deepEqual(tokens('b.hcl', 'Kind = "service-resolver"\nName = "web"\nSubsets = { v1 = {} }\nBogus = 1\n').slice(-3), [
    '"web" class declaration',
    'Subsets property',
    'v1 typeParameter declaration',
  ])
})
