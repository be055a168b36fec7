// What is shown in and above an entry: protocols, states of peers, what an intention leaves open, and who shares what.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts } from '../../../server/src/core/facts.ts'
import { hintsOf } from '../../../server/src/core/features/inlayHints.ts'
import { lensesOf } from '../../../server/src/core/features/lenses.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import { formatOfName } from '../../../server/src/workspace/formats.ts'

const facts: Facts = {
  clusters: [
    {
      cluster: 'cluster-01',
      readAt: 0,
      defaultPolicy: 'deny',
      peers: [{ name: 'west', state: 'ACTIVE' }],
      services: [{ name: 'web', protocol: 'grpc' }],
    },
  ],
}

const exportsIn = {
  'exports.hcl':
    'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }, { Peer = "east" }] }]\n',
  'exports.json':
    '{"Kind":"exported-services","Name":"default","Services":[{"Name":"billing","Consumers":[{"Peer":"west"},{"Peer":"east"}]}]}',
  'exports.yaml':
    'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ExportedServices\nmetadata:\n  name: default\nspec:\n  services:\n    - name: billing\n      consumers:\n        - peer: west\n        - peer: east\n',
}
const intentions =
  'Kind = "service-intentions"\nName = "billing"\nSources = [\n  { Name = "web", Peer = "west", Action = "allow" },\n  { Name = "x", Peer = "east", Action = "deny" },\n]\n'
const defaults = 'Kind = "service-defaults"\nName = "billing"\nProtocol = "http"\n'

function load(name: string, text: string, others: Readonly<Record<string, string>>, isLive: boolean) {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16', scopes: [{ folder: '', cluster: 'cluster-01' }], ...(isLive ? { facts } : {}) })
  for (const [other, own] of Object.entries(others)) project.setFile(other, own, formatOfName(other) ?? 'hcl')
  project.setFile(name, text, formatOfName(name) ?? 'hcl')
  const file = project.file(name)
  assert.ok(file)
  return { file, scope: project.scopeOf(file) }
}

/** Each hint as the word that it follows, and its label. */
function hints(name: string, text: string, others: Readonly<Record<string, string>> = {}, isLive = true): readonly string[] {
  const { file, scope } = load(name, text, others, isLive)
  return file.entries
    .flatMap((entry) => hintsOf(entry, scope, 4_000))
    .map(({ offset, label, place }) => `${text.slice(0, offset).split(/[\s:]/).at(-1)} ${label}${place ? ` by ${place.document.uri}` : ''}`)
}

for (const [name, text] of Object.entries(exportsIn)) {
  test(`the protocol of an exported service and the state of a peer stand behind them in ${name}`, () => {
    const found = hints(name, text, { 'billing.hcl': defaults }).map((hint) => hint.replaceAll(/[^\w .]/g, ' ').trim())
    assert.deepEqual(
      found.map((hint) => hint.split(' ').slice(-3).join(' ')),
      ['http by billing.hcl', found[1]?.split(' ').slice(-3).join(' ')],
    )
    assert.match(found[1] ?? '', /ACTIVE$/)
    assert.deepEqual(hints(name, text, {}, false), [])
  })
}

test('a protocol is known from the defaults of all proxies, from an entry that names none, and from the cluster', () => {
  const text = exportsIn['exports.hcl'].replace('"billing"', '"web"')
  assert.match(hints('exports.hcl', text)[0] ?? '', /"web" grpc$/)
  assert.match(hints('exports.hcl', text, { 'web.hcl': 'Kind = "service-defaults"\nName = "web"\n' })[0] ?? '', /"web" tcp$/)
  const proxies = 'Kind = "proxy-defaults"\nName = "global"\nConfig = { protocol = "http2" }\n'
  assert.match(hints('exports.hcl', text, { 'proxies.hcl': proxies }, false)[0] ?? '', /"web" http2 by proxies\.hcl$/)
})

test('an intention says what happens to everybody else, where that is known', () => {
  assert.equal(hints('intentions.hcl', intentions)[1], '"billing" others: deny')
  assert.deepEqual(hints('intentions.hcl', intentions, {}, false), [])
})

test('above a service: to how many peers it is exported, and from how many it may be called', () => {
  const lenses = (name: string, text: string, others: Readonly<Record<string, string>>) => {
    const { file, scope } = load(name, text, others, false)
    return file.entries.flatMap((entry) => lensesOf(entry, scope)).map(({ title, places }) => `${title} (${places.length})`)
  }
  for (const [name, text] of Object.entries(exportsIn)) {
    assert.deepEqual(lenses(name, text, { 'intentions.hcl': intentions }), ['exported to 2 peers · allowed from 1 (3)'])
    assert.deepEqual(lenses('intentions.hcl', intentions, { [name]: text }), ['exported to 2 peers · allowed from 1 (3)'])
  }
  assert.deepEqual(lenses('intentions.hcl', intentions, {}), ['exported to 0 peers · allowed from 1 (1)'])
})
