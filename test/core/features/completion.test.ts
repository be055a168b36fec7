// What can be typed at the mark `|`, in all three syntaxes, also in half-typed text; and what is made of it.
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
  return applyEdits(marked.replace('|', ''), [{ range: choice.range, newText: choice.newText }, ...choice.also])
}

const exportsHead = 'Kind = "exported-services"\nName = "default"\n'
const source = 'Kind = "service-intentions"\nName = "web"\nSources = [{ '

test('keys that are not there yet, for the release that judges', () => {
  assert.deepEqual(labels(`${exportsHead}|`, 'hcl'), ['Services', 'Meta', 'Partition'])
  assert.deepEqual(labels(`${exportsHead}Ser|`, 'hcl'), ['Services', 'Meta', 'Partition'])
  const consumer = (target: Target) => labels(`${exportsHead}Services = [{ Consumers = [{ | }] }]`, 'hcl', target)
  assert.deepEqual(consumer('1.16'), ['Peer', 'SamenessGroup', 'Partition'])
  assert.deepEqual(consumer('preview'), ['PeerName', 'Partition', 'Peer', 'SamenessGroup'])
  assert.deepEqual(labels('{"Kind":"exported-services","Name":"default","S|"}', 'json'), ['Services', 'Meta', 'Partition'])
  assert.ok(labels('kind = "mesh"\n|', 'hcl').includes('transparent_proxy'))
})

test('keys in YAML, by how deep the line is', () => {
  const head = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceIntentions\nmetadata:\n  name: a\nspec:\n'
  assert.deepEqual(labels(`${head}  destination:\n    name: a\n  |`, 'yaml'), ['sources', 'jwt'])
  assert.deepEqual(labels(`${head}  sources:\n    - name: web\n      |`, 'yaml').slice(0, 2), ['peer', 'action'])
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
  // Of Enterprise, and a community server judges.
  assert.ok(!labels('Kind = "|"', 'hcl').includes('sameness-group'))
  assert.ok(!labels('apiVersion: consul.hashicorp.com/v1alpha1\nkind: Same|', 'yaml').includes('SamenessGroup'))
  assert.deepEqual(labels(`${source}Action = "|" }]`, 'hcl'), ['allow', 'deny'])
  assert.deepEqual(labels(`${source}Action = | }]`, 'hcl'), ['allow', 'deny'])
  assert.deepEqual(labels(`${source}Peer = "|" }]`, 'hcl'), ['west'])
  assert.deepEqual(labels(`${source}Name = "|" }]`, 'hcl'), ['billing', 'shop', 'web'])
  assert.deepEqual(labels('{"Kind":"service-defaults","Name":"a","Expose":{"Checks":|}}', 'json'), ['true', 'false'])
})

test('a choice takes the place of what was typed, and is spelt as its syntax wants', () => {
  assert.equal(
    taken(`${exportsHead}Ser|`, 'hcl', 'Services'),
    `${exportsHead}Services = [\n  {\n    Name = "\${1|billing,shop|}"\n    Consumers = [\n      {\n        Peer = "\${2|west|}"\n      }\n    ]\n  }\n]`,
  )
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

test('a key that another one excludes is not offered; one of a newer release or edition is marked and comes last', () => {
  const details = (marked: string, target: Target) => completeIn(marked, 'hcl', target).map(({ label, detail }) => `${label}: ${detail}`)
  assert.deepEqual(details(`${exportsHead}Services = [{ Consumers = [{ | }] }]`, 'preview'), [
    'PeerName: name of a peer, until Consul 1.14',
    'Partition: name of a partition, Consul Enterprise only',
    'Peer: name of a peer, needs Consul 1.14',
    'SamenessGroup: name of a sameness group, needs Consul 1.16',
  ])
  assert.deepEqual(labels(`${exportsHead}Services = [{ Consumers = [{ Peer = "west"\n | }] }]`, 'hcl'), [])
  assert.deepEqual(labels(`${source}Name = "b"\nPermissions = [{ HTTP = { PathExact = "/a"\n | } }] }]`, 'hcl'), ['Header', 'Methods'])
})

test('keys are spelt in the case of the file', () => {
  assert.ok(labels('kind = "service-resolver"\nname = "a"\n|', 'hcl').includes('connect_timeout'))
  assert.ok(labels('Kind = "service-resolver"\nname = "a"\ndefault_subset = "x"\n|', 'hcl').includes('connect_timeout'))
  assert.ok(labels('Kind = "service-resolver"\nName = "a"\n|', 'hcl').includes('ConnectTimeout'))
})

test('what is new in JSON, and in a list, is kept apart by commas', () => {
  assert.equal(
    taken('{"Kind":"mesh","Name":"x"\n|\n"CreateIndex":1}', 'json', 'Meta'),
    '{"Kind":"mesh","Name":"x",\n"Meta": {\n  $1\n},\n"CreateIndex":1}',
  )
  assert.equal(
    taken('{"Kind":"service-intentions","Name":"a","Sources":[{"Name":"b"}|]}', 'json', 'intention source'),
    '{"Kind":"service-intentions","Name":"a","Sources":[{"Name":"b"}, {\n  "Name": "${1|a,b,billing,shop|}",\n  "Peer": "${2|west|}",\n  "Action": "${3|allow,deny|}"\n}]}',
  )
  const hcl = 'Kind = "service-intentions"\nName = "a"\nSources = [\n  |\n  { Name = "b" }\n]'
  assert.match(taken(hcl, 'hcl', 'intention source'), /\n},\n {2}\{ Name = "b" \}/)
})

test('a list of different values does not offer one twice; durations and defaults are offered', () => {
  const methods = `${source}Permissions = [{ HTTP = { Methods = ["GET", "|"] } }] }]`
  assert.deepEqual(labels(methods, 'hcl').slice(0, 2), ['HEAD', 'POST'])
  assert.deepEqual(labels('Kind = "service-resolver"\nName = "a"\nConnectTimeout = "|"', 'hcl').slice(0, 3), ['1s', '5s', '10s'])
})

test('the subsets of the service that is named are offered, else those of the own one', () => {
  const resolver = 'Kind = "service-resolver"\nName = "web"\nSubsets = { v1 = {}, v2 = {} }\n'
  assert.deepEqual(labels(`${resolver}DefaultSubset = "|"`, 'hcl'), ['v1', 'v2'])
  assert.deepEqual(labels(`${resolver}Redirect = { Service = "other", ServiceSubset = "|" }`, 'hcl'), [])
})

test('beside a peer, the services that it shares are offered', () => {
  assert.deepEqual(labels(`${source}Peer = "west"\n Name = "|" }]`, 'hcl'), ['shop'])
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
      hoverAt(file, scope, offset, 0)
    }
  }
})
