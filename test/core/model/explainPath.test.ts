// Whether one service can reach another one over a peering: each verdict, in all three syntaxes, with what decides it and what would help.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterFacts } from '../../../server/src/core/facts.ts'
import { pathLines, pathPage } from '../../../server/src/core/features/explainedPath.ts'
import { explainPath } from '../../../server/src/core/model/paths/explain.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import type { Target } from '../../../server/src/core/schema/target.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { writeEdit } from '../../../server/src/core/syntax/write.ts'
import { formatOfName } from '../../../server/src/workspace/formats.ts'

interface World {
  readonly files?: Readonly<Record<string, string>>
  readonly facts?: readonly ClusterFacts[]
  readonly target?: Target
  readonly complete?: boolean
}

const from = { service: 'web', cluster: 'one' }
const to = { service: 'billing', cluster: 'two' }

function explained({ files = {}, facts = [], target = '1.16', complete = false }: World, ends = { from, to }) {
  const project = createProject()
  project.configure({
    ...defaultSettings,
    target,
    complete,
    scopes: [
      { folder: 'one/', cluster: 'one', peers: { east: 'two/' } },
      { folder: 'two/', cluster: 'two', peers: { west: 'one/' } },
    ],
    facts: { clusters: facts },
  })
  for (const [name, text] of Object.entries(files)) project.setFile(name, text, formatOfName(name) ?? 'hcl')
  return explainPath(project.clusters(), ends.from, ends.to)
}

/** The answer and its lines. */
function lines(world: World, ends = { from, to }): string {
  const result = explained(world, ends)
  return result.ok ? pathLines(result.path, (uri) => uri) : result.why
}

function answer(world: World): string {
  const result = explained(world)
  return result.ok ? result.path.answer : result.why
}

const exportsIn = {
  'two/exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }] }]\n',
  'two/exports.json': '{"Kind":"exported-services","Name":"default","Services":[{"Name":"billing","Consumers":[{"Peer":"west"}]}]}',
  'two/exports.yaml':
    'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ExportedServices\nmetadata:\n  name: default\nspec:\n  services:\n    - name: billing\n      consumers:\n        - peer: west\n',
}
const exported = exportsIn['two/exports.hcl']
const intentions = (...sources: readonly string[]) =>
  `Kind = "service-intentions"\nName = "billing"\nSources = [\n${sources.map((source) => `  { ${source} },\n`).join('')}]\n`
const allowed = intentions('Name = "web", Peer = "west", Action = "allow"')
const live = (peer: string, cluster: string, more: Partial<ClusterFacts> = {}, imported?: readonly string[]): ClusterFacts => ({
  cluster,
  readAt: 0,
  peers: [{ name: peer, state: 'ACTIVE', ...(imported && { imported }) }],
  ...more,
})

for (const [name, text] of Object.entries(exportsIn)) {
  test(`a service that is exported and allowed is reached, by ${name}`, () => {
    const result = explained({ files: { [name]: text, 'two/billing.hcl': allowed } })
    assert.ok(result.ok)
    assert.equal(result.path.answer, 'yes')
    assert.equal(result.path.hops.find(({ step }) => step === 'export')?.place?.document.uri, name)
  })
}

test('each hop is told, with what decides it', () => {
  assert.equal(
    lines({ files: { 'two/exports.hcl': exported, 'two/billing.hcl': allowed } }),
    `YES  \`web\` of \`one\` can call \`billing\` of \`two\`.
  note  Neither cluster is connected, so the peering of \`one\` and \`two\` is taken for granted.
  ok    \`billing\` is exported to \`west\`.  (two/exports.hcl:3)
  ok    \`billing\` speaks \`tcp\`.
  ok    The intentions of \`billing\` in \`two\` allow \`web\` of \`west\`.  (two/billing.hcl:4)
`,
  )
})

test('without an export to that peer it is not reached, and the case of names counts', () => {
  assert.match(
    lines({ files: { 'two/exports.hcl': exported.replace('west', 'other') } }),
    /^NO {2}.*: `two` does not export `billing` to `west`\.\n/,
  )
  assert.match(lines({ files: { 'two/exports.hcl': exported.replace('west', 'West') } }), /A name differs in its case, which counts\./)
  assert.match(lines({}), /^UNKNOWN {2}.*No `exported-services` entry of `two` is known\./)
  assert.match(lines({ complete: true }), /^NO {2}/)
  assert.equal(answer({ files: { 'two/exports.hcl': exported.replace('billing', '*'), 'two/billing.hcl': allowed } }), 'yes')
})

test('`*` shares the service `consul` before 1.14 only', () => {
  const all = {
    'two/exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "*", Consumers = [{ peer_name = "west" }] }]\n',
  }
  const ends = { from, to: { service: 'consul', cluster: 'two' } }
  const facts = [{ cluster: 'two', readAt: 0, defaultPolicy: 'allow' as const }]
  assert.match(lines({ files: all, facts, target: '1.13' }, ends), /^YES/)
  assert.match(lines({ files: all, facts, target: '1.16' }, ends), /^NO/)
})

test('the first intention that matches decides, an exact one before `*`', () => {
  const by = (...sources: readonly string[]) =>
    answer({ files: { 'two/exports.hcl': exported, 'two/billing.hcl': intentions(...sources) } })
  const web = (action: string) => `Name = "web", Peer = "west", Action = "${action}"`
  const all = (action: string) => `Name = "*", Peer = "west", Action = "${action}"`
  assert.equal(by(all('deny'), web('allow')), 'yes')
  assert.equal(by(web('deny'), all('allow')), 'no')
  assert.equal(by(all('allow')), 'yes')
  // Neither a local service nor one of another peer is meant.
  assert.equal(
    by('Name = "web", Action = "allow"', 'Name = "*", Action = "allow"', 'Name = "web", Peer = "other", Action = "allow"'),
    'unknown',
  )
  assert.equal(by('Name = "web", Peer = "west", Permissions = [{ Action = "allow", HTTP = { PathPrefix = "/" } }]'), 'unknown')
  const everything = 'Kind = "service-intentions"\nName = "*"\nSources = [{ Name = "*", Peer = "west", Action = "deny" }]\n'
  assert.equal(answer({ files: { 'two/exports.hcl': exported, 'two/all.hcl': everything } }), 'no')
  assert.equal(answer({ files: { 'two/exports.hcl': exported, 'two/all.hcl': everything, 'two/billing.hcl': allowed } }), 'yes')
})

test('where no intention matches, the default decides, which a cluster or an agent file tells', () => {
  const files = { 'two/exports.hcl': exported }
  const policy = (defaultPolicy: 'allow' | 'deny') => [{ cluster: 'two', readAt: 0, defaultPolicy }]
  assert.equal(answer({ files, facts: policy('allow') }), 'yes')
  assert.equal(answer({ files, facts: policy('deny') }), 'no')
  assert.equal(answer({ files: { ...files, 'two/agent.hcl': 'datacenter = "dc2"\nacl { default_policy = "deny" }\n' } }), 'no')
  assert.equal(answer({ files }), 'unknown')
})

test('a live cluster counts more than files', () => {
  const files = { 'two/exports.hcl': exported, 'two/billing.hcl': allowed }
  assert.equal(answer({ files, facts: [live('east', 'one', {}, ['billing']), live('west', 'two')] }), 'yes')
  assert.match(
    lines({ files, facts: [live('east', 'one', {}, [])] }),
    /^NO .*The files export `billing` to `west`, but `one` does not see it\./,
  )
  assert.match(lines({ files, facts: [live('other', 'one')] }), /^NO .*`one` has no peer `east`\. Peer it with `two` first\./)
  const failing: ClusterFacts = { cluster: 'two', readAt: 0, peers: [{ name: 'west', state: 'TERMINATED' }] }
  assert.match(
    lines({ files, facts: [failing] }),
    /^NO .*In `two` the peering `west` is TERMINATED: the other cluster deleted the peering\./,
  )
})

test('the technical preview exports TCP only, and never says ACTIVE', () => {
  const files = {
    'two/exports.hcl': exported.replace('Peer =', 'PeerName ='),
    'two/billing.hcl': allowed,
    'two/defaults.hcl': 'Kind = "service-defaults"\nName = "billing"\nProtocol = "http"\n',
  }
  assert.match(lines({ files, target: 'preview' }), /^NO .*the technical preview exports TCP services only \(C3\)\.\n/)
  assert.equal(answer({ files, target: '1.13' }), 'yes')
  // What runs counts more than what the folder is judged by.
  assert.equal(answer({ files, target: 'preview', facts: [{ cluster: 'two', readAt: 0, version: '1.16.1' }] }), 'yes')
  const facts: ClusterFacts = { cluster: 'two', readAt: 0, peers: [{ name: 'west', state: 'INITIAL' }] }
  const { 'two/defaults.hcl': _, ...tcp } = files
  assert.equal(answer({ files: tcp, facts: [facts], target: 'preview' }), 'yes')
})

test('routing and gateways are told', () => {
  const files = {
    'two/exports.hcl': exported,
    'two/billing.hcl': allowed,
    'two/resolver.hcl': 'Kind = "service-resolver"\nName = "billing"\nRedirect { Service = "invoices" }\n',
    'one/proxies.hcl': 'Kind = "proxy-defaults"\nName = "global"\nMeshGateway { Mode = "none" }\n',
  }
  const text = lines({ files })
  assert.match(text, /note {2}The `service-resolver` of `billing` leads calls on to `invoices`, whose intentions count then\./)
  assert.match(text, /note {2}In `one` the mesh gateway mode of proxies is `none`/)
})

test('what would help is offered, and helps', () => {
  const files: Record<string, string> = {
    'two/exports.hcl': exported.replace('west', 'other'),
    'two/billing.hcl': intentions('Name = "web", Peer = "west", Action = "deny"'),
  }
  const titles: string[] = []
  for (let i = 0; i < 3; i++) {
    const result = explained({ files })
    assert.ok(result.ok)
    const fix = result.path.hops.find((hop) => hop.fix)?.fix
    if (!fix) break
    titles.push(fix.title)
    const { document } = fix.entry
    files[document.uri] = applyEdits(document.text, writeEdit(document, fix.edit))
  }
  assert.deepEqual(titles, ['Export `billing` to `west`', 'Let `web` of `west` call `billing`'])
  assert.equal(answer({ files }), 'yes')
})

test('unknown clusters and a path within one cluster are told', () => {
  assert.match(
    lines({}, { from, to: { service: 'a', cluster: 'three' } }),
    /^No folder or live cluster is known as `three`\. There are `one`, `two`\.$/,
  )
  assert.match(lines({}, { from, to: { service: 'a', cluster: 'one' } }), /^`one` is one cluster, so no peering lies between/)
})

test('the page says the same', () => {
  const result = explained({ files: { 'two/exports.hcl': exported.replace('west', 'other'), 'two/billing.hcl': allowed } })
  assert.ok(result.ok)
  const page = pathPage(result.path, (uri) => uri)
  assert.match(page, /^# No\n\n`web` of `one` cannot call `billing` of `two`: /)
  assert.match(page, /\| NO \| Export \| .* \| `two\/exports\.hcl:2` \|/)
  assert.match(page, /## What would help\n\n- Export `billing` to `west`, in two\/exports\.hcl/)
})
