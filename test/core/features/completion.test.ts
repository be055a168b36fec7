// What can be typed at the mark `|`, in all three syntaxes, also in half-typed text; and what the hover there says.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import type { Facts } from '../../../server/src/core/facts.ts'
import { type Completion, completionsAt } from '../../../server/src/core/features/completion.ts'
import { hoverAt } from '../../../server/src/core/features/hover.ts'
import { createProject, defaultSettings, type Project } from '../../../server/src/core/model/project.ts'
import type { Target } from '../../../server/src/core/schema/target.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const facts: Facts = {
  clusters: [
    {
      cluster: 'cluster-01',
      readAt: 0,
      peers: [{ name: 'west', state: 'ACTIVE', imported: ['shop'] }],
      services: [{ name: 'consul' }, { name: 'billing', protocol: 'http' }],
    },
  ],
}

function projectWith(text: string, format: Format, target: Target = '1.16'): Project {
  const project = createProject()
  project.configure({ ...defaultSettings, target, scopes: [{ folder: '', cluster: 'cluster-01' }], facts })
  project.setFile('file', text, format)
  return project
}

function completeIn(marked: string, format: Format, target?: Target): readonly Completion[] {
  const offset = marked.indexOf('|')
  const project = projectWith(marked.replace('|', ''), format, target)
  const file = project.file('file')
  return file ? completionsAt(file.entries, project.scopeOf(file), file.judgement, offset) : []
}

const labels = (marked: string, format: Format, target?: Target) => completeIn(marked, format, target).map(({ label }) => label)

/** The text after a choice was taken. */
function taken(marked: string, format: Format, label: string): string {
  const choice = completeIn(marked, format).find((each) => each.label === label)
  assert.ok(choice, `${label} is offered`)
  return applyEdits(marked.replace('|', ''), [{ range: choice.range, newText: choice.newText }])
}

const exportsHead = 'Kind = "exported-services"\nName = "default"\n'
const source = 'Kind = "service-intentions"\nName = "web"\nSources = [{ '

test('keys that are not there yet, for the release that judges', () => {
  assert.deepEqual(labels(`${exportsHead}|`, 'hcl'), ['Partition', 'Services', 'Meta'])
  assert.deepEqual(labels(`${exportsHead}Ser|`, 'hcl'), ['Partition', 'Services', 'Meta'])
  const consumer = (target: Target) => labels(`${exportsHead}Services = [{ Consumers = [{ | }] }]`, 'hcl', target)
  assert.deepEqual(consumer('1.16'), ['Partition', 'Peer', 'SamenessGroup'])
  assert.deepEqual(consumer('preview'), ['Partition', 'PeerName'])
  assert.deepEqual(labels('{"Kind":"exported-services","Name":"default","S|"}', 'json'), ['Partition', 'Services', 'Meta'])
  assert.ok(labels('kind = "mesh"\n|', 'hcl').includes('transparent_proxy'))
})

test('keys in YAML, by how deep the line is', () => {
  const head = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceIntentions\nmetadata:\n  name: a\nspec:\n'
  assert.deepEqual(labels(`${head}  destination:\n    name: a\n  |`, 'yaml'), ['sources', 'jwt'])
  assert.deepEqual(labels(`${head}  sources:\n    - name: web\n      |`, 'yaml').slice(0, 2), ['peer', 'partition'])
  assert.deepEqual(labels(`${head}  sources:\n    - na|`, 'yaml').slice(0, 2), ['name', 'peer'])
  assert.deepEqual(labels(`${head}  sources:\n    - name: web\n      action: |`, 'yaml'), ['allow', 'deny'])
  assert.deepEqual(labels('apiVersion: consul.hashicorp.com/v1alpha1\nkind: Serv|', 'yaml').slice(0, 3), [
    'ExportedServices',
    'ServiceIntentions',
    'ServiceDefaults',
  ])
})

test('values: kinds, enums, truth values, and the names that files and Facts know', () => {
  assert.ok(labels('Kind = "exported-service|"', 'hcl').includes('service-intentions'))
  assert.ok(!labels('Kind = "exported-service|"', 'hcl', '1.13').includes('jwt-provider'))
  assert.deepEqual(labels(`${source}Action = "|" }]`, 'hcl'), ['allow', 'deny'])
  assert.deepEqual(labels(`${source}Action = | }]`, 'hcl'), ['allow', 'deny'])
  assert.deepEqual(labels(`${source}Peer = "|" }]`, 'hcl'), ['west'])
  assert.deepEqual(labels(`${source}Name = "|" }]`, 'hcl'), ['billing', 'shop', 'web'])
  assert.deepEqual(labels('{"Kind":"service-defaults","Name":"a","Expose":{"Checks":|}}', 'json'), ['true', 'false'])
})

test('a choice takes the place of what was typed, and is spelt as its syntax wants', () => {
  assert.equal(taken(`${exportsHead}Ser|`, 'hcl', 'Services'), `${exportsHead}Services = [\n  {\n    $0\n  }\n]`)
  assert.equal(taken('{"Kind":"mesh","Me|":{}}', 'json', 'Meta'), '{"Kind":"mesh","Meta":{}}')
  const protocol = 'Kind = "service-defaults"\nName = "a"\nProtocol = '
  assert.equal(taken(`${protocol}"h|"`, 'hcl', 'http2'), `${protocol}"http2"`)
  const yaml = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceDefaults\nmetadata:\n  name: a\nspec:\n  protocol: |'
  assert.equal(taken(yaml, 'yaml', 'grpc'), yaml.replace('|', 'grpc'))
})

test('nothing is offered in comments, behind a finished value, or in files of others', () => {
  assert.deepEqual(labels(`${exportsHead}# S|`, 'hcl'), [])
  assert.deepEqual(labels('Kind = "mesh" |\n', 'hcl'), [])
  assert.deepEqual(labels('resource "aws_vpc" "a" {\n  |\n}', 'hcl'), [])
})

test('the hover says what a key means, what a value does, and where a name is known from', () => {
  const at = (marked: string) => {
    const project = projectWith(marked.replace('|', ''), 'hcl')
    const file = project.file('file')
    return file && hoverAt(file.entries, project.scopeOf(file), file.judgement, marked.indexOf('|'))?.text
  }
  assert.match(at(`${source}Pe|er = "west" }]`) ?? '', /^\*\*Peer\*\* — name of a peer\n\nThe peer that the source lives on/)
  assert.equal(at(`${source}Action = "al|low" }]`), '`allow`: Connections from the source are let through.')
  assert.equal(at(`${source}Peer = "we|st" }]`), 'Peer `west`: ACTIVE on the cluster.')
  assert.match(at('Kind = "me|sh"') ?? '', /^\*\*mesh\*\*\n\n.*\n\n\[Documentation\]\(https:/s)
  assert.equal(at('Kind = "mesh"\n|\n'), undefined)
})

test('no place of any text brings it down', () => {
  const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))
  const sample = vectors.filter(({ text }, i) => i % 25 === 0 && text.length < 2_000)
  assert.ok(sample.length > 50)
  for (const { text, format } of sample) {
    const project = projectWith(text, format)
    const file = project.file('file')
    if (!file) continue
    const scope = project.scopeOf(file)
    for (let offset = 0; offset <= text.length; offset++) {
      for (const { range } of completionsAt(file.entries, scope, file.judgement, offset)) {
        assert.ok(0 <= range.start && range.start <= offset && range.end <= text.length)
      }
      hoverAt(file.entries, scope, file.judgement, offset)
    }
  }
})
