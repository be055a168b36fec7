// A name is one thing in all files of a cluster, whatever their syntax: it is found, followed and renamed from any of its places.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definitionsOf, highlightsOf, nameAt, referencesOf, renameIn, usesOf } from '../../../server/src/core/features/names.ts'
import { type DocumentSymbolText, symbolsOf } from '../../../server/src/core/features/symbols.ts'
import { mentionsIn } from '../../../server/src/core/model/names.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { formatOfName } from '../../../server/src/workspace/formats.ts'

const files: Readonly<Record<string, string>> = {
  'billing.hcl': 'Kind = "service-defaults"\nName = "billing"\nProtocol = "http"\n',
  'exports.json': '{"Kind":"exported-services","Name":"default","Services":[{"Name":"billing","Consumers":[{"Peer":"west"}]}]}',
  'intentions.yaml': `apiVersion: consul.hashicorp.com/v1alpha1
kind: ServiceIntentions
metadata:
  name: billing
spec:
  destination:
    name: billing
  sources:
    - name: billing
      peer: west
      action: allow
    - name: web
      action: allow
`,
}

function load(given = files) {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16' })
  for (const [name, text] of Object.entries(given)) project.setFile(name, text, formatOfName(name) ?? 'hcl')
  return {
    project,
    at(name: string, text: string) {
      const file = project.file(name)
      assert.ok(file)
      const mention = nameAt(file.entries, file.document.text.indexOf(text) + 1)
      return { file, scope: project.scopeOf(file), mention }
    },
  }
}

const shown = (
  places: readonly {
    readonly document: { readonly uri: string; readonly text: string }
    readonly range: { readonly start: number; readonly end: number }
  }[],
) =>
  places.map(
    ({ document, range }) =>
      `${document.uri}:${document.text.slice(0, range.start).split('\n').length} ${document.text.slice(range.start, range.end)}`,
  )

test('a service is followed to the entry that is about it, and found in all syntaxes; one of a peer is another one', () => {
  const { scope, mention } = load().at('exports.json', '"billing"')
  assert.ok(mention)
  assert.deepEqual(shown(definitionsOf(scope, mention)), ['intentions.yaml:7 billing', 'billing.hcl:2 "billing"'])
  assert.deepEqual(shown(referencesOf(scope, mention)), [
    'exports.json:1 "billing"',
    'intentions.yaml:7 billing',
    'billing.hcl:2 "billing"',
  ])
  assert.deepEqual(shown(usesOf(scope, mention)), ['exports.json:1 "billing"'])
})

test('a peer is found wherever it is named', () => {
  const { file, scope, mention } = load().at('intentions.yaml', 'west')
  assert.ok(mention)
  assert.deepEqual(shown(referencesOf(scope, mention)), ['exports.json:1 "west"', 'intentions.yaml:10 west'])
  assert.equal(highlightsOf(file.entries, mention).length, 1)
})

test('a rename changes every place in its own syntax, and nothing of the peer', () => {
  const { scope, mention } = load().at('billing.hcl', '"billing"')
  assert.ok(mention)
  const renamed = renameIn(scope, mention, 'invoices')
  assert.ok(renamed.ok)
  const texts = Object.fromEntries(renamed.files.map(({ document, edits }) => [document.uri, applyEdits(document.text, edits)]))
  assert.match(texts['billing.hcl'] ?? '', /^Name = "invoices"$/m)
  assert.match(texts['exports.json'] ?? '', /"Services":\[\{"Name":"invoices"/)
  assert.match(texts['intentions.yaml'] ?? '', /destination:\n {4}name: invoices\n {2}sources:\n {4}- name: billing\n/)
})

test('a rename that Consul would refuse, or that makes two things one, is not done', () => {
  const peer = load().at('exports.json', '"west"')
  assert.ok(peer.mention)
  const upper = renameIn(peer.scope, peer.mention, 'West')
  assert.equal(!upper.ok && upper.why, 'Consul refuses `West` as the name of a peer. Use 1 to 63 lower-case letters, digits and `-`.')
  const service = load().at('billing.hcl', '"billing"')
  assert.ok(service.mention)
  const taken = renameIn(service.scope, service.mention, 'web')
  assert.equal(!taken.ok && taken.why, 'There is a service `web` already, and the two would become one. Choose another name.')
  const blank = renameIn(service.scope, service.mention, 'a b')
  assert.ok(!blank.ok)
})

test('patterns and texts that are no names are left alone', () => {
  const { at } = load({
    'a.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "*", Consumers = [{ Peer = "west" }] }]\n',
  })
  assert.equal(at('a.hcl', '"*"').mention, undefined)
  assert.equal(at('a.hcl', '"default"').mention, undefined)
})

test('the outline names what an entry lists', () => {
  const { project } = load()
  const outline = Object.keys(files).flatMap((name) => symbolsOf(project.file(name)?.entries ?? []))
  const draw = (symbols: readonly DocumentSymbolText[], depth = 0): string =>
    symbols
      .map(({ name, detail, children }) => `${'  '.repeat(depth)}${name}${detail && ` (${detail})`}\n${draw(children, depth + 1)}`)
      .join('')
  assert.equal(
    draw(outline),
    `billing (service-defaults)
default (exported-services)
  Services
    billing
      Consumers
        west
billing (ServiceIntentions)
  metadata
  spec
    destination
    sources
      billing
      web
`,
  )
})

test('a subset is one with the key of the resolver that defines it, and another one than that of another service', () => {
  const given = {
    'resolver.hcl':
      'Kind = "service-resolver"\nName = "web"\nDefaultSubset = "v1"\nSubsets = {\n  v1 = { Filter = "a" }\n  "v2" = {}\n}\nFailover = {\n  v1 = { Service = "other" }\n}\n',
    'splitter.json': '{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":100,"ServiceSubset":"v1"}]}',
    'other.yaml':
      'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceSplitter\nmetadata:\n  name: api\nspec:\n  splits:\n    - weight: 100\n      serviceSubset: v1\n',
  }
  const { scope, mention } = load(given).at('splitter.json', '"v1"')
  assert.ok(mention)
  assert.deepEqual(shown(definitionsOf(scope, mention)), ['resolver.hcl:5 v1'])
  assert.deepEqual(shown(referencesOf(scope, mention)), [
    'resolver.hcl:3 "v1"',
    'resolver.hcl:5 v1',
    'resolver.hcl:9 v1',
    'splitter.json:1 "v1"',
  ])
  const renamed = renameIn(scope, mention, 'v3')
  assert.ok(renamed.ok)
  const resolver = renamed.files.find(({ document }) => document.uri === 'resolver.hcl')
  assert.ok(resolver)
  const text = applyEdits(resolver.document.text, resolver.edits)
  assert.match(text, /DefaultSubset = "v3".*\n {2}v3 = \{ Filter = "a" \}.*\n {2}v3 = \{ Service/s)
  const taken = renameIn(scope, mention, 'v2')
  assert.ok(!taken.ok)
  assert.match(taken.why, /There is a subset `v2` already/)
})

test('a rename tells what of the live cluster keeps the old name', () => {
  const project = createProject()
  const peers = [{ name: 'west', state: 'ACTIVE' }]
  project.configure({
    ...defaultSettings,
    target: '1.16',
    scopes: [{ folder: '', cluster: 'cluster-01' }],
    facts: { clusters: [{ cluster: 'cluster-01', readAt: 0, peers, services: [{ name: 'billing' }] }] },
  })
  project.setFile('exports.json', files['exports.json'] ?? '', 'json')
  const file = project.file('exports.json')
  assert.ok(file)
  const liveOf = (name: string) => {
    const mention = nameAt(file.entries, file.document.text.indexOf(name) + 1)
    assert.ok(mention)
    const renamed = renameIn(project.scopeOf(file), mention, 'other')
    return renamed.ok ? renamed.live : renamed.why
  }
  assert.equal(liveOf('"west"'), 'The peering in `cluster-01` keeps the name `west`: to rename it there, peer again under the new name.')
  assert.equal(liveOf('"billing"'), 'The instances in `cluster-01` stay registered as `billing` until they are registered anew.')
})

test('the name at a place is the one that a walk of the whole entry finds there', () => {
  const { project } = load()
  for (const uri of project.uris()) {
    const file = project.file(uri)
    assert.ok(file)
    const ranges = file.entries.flatMap(mentionsIn).map(({ range }) => range)
    for (let offset = 0; offset <= file.document.text.length; offset++) {
      const walked = ranges.find(({ start, end }) => start <= offset && offset <= end)
      assert.deepEqual(nameAt(file.entries, offset)?.range, walked, `${uri} ${offset}`)
    }
  }
})
