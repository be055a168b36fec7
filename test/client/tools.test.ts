// What language models are told: what a text is judged to be, what a rule says, how peerings are, and never a secret.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { snapshotOf } from '../../client/src/readings.ts'
import { type ToolDependencies, tools } from '../../client/src/tools.ts'
import { success } from '../../consul/src/result.ts'
import type { CheckTextAnswer, CheckTextParams } from '../../server/src/lsp/protocol.ts'
import { fakeClient, fakePerson, fakeWorld, peering } from './fakes.ts'

async function ask(name: string, input: unknown, given: Partial<ToolDependencies> = {}): Promise<string> {
  const deps: ToolDependencies = {
    checkText: async () => undefined,
    listRules: async () => ['unknown-field', 'wrong-type'],
    readRule: async (code) => `# ${code}\n`,
    clusters: () => [],
    snapshotOf: () => undefined,
    now: () => 0,
    ...given,
  }
  const tool = tools.find((one) => one.name === `consul_peering_${name}`)
  assert.ok(tool)
  return tool.run(deps, input)
}

test('a text is checked by the server, and each finding told with its place', async () => {
  const asked: CheckTextParams[] = []
  const answer: CheckTextAnswer = {
    ok: true,
    target: '1.16',
    edition: 'community',
    findings: [
      { line: 3, character: 5, code: 'unknown-field', severity: 'error', message: 'Consul knows no `Colour`.' },
      { line: 4, character: 1, code: 'l7-permissions-for-peer', severity: 'warning', constraint: 'C6', message: 'Ignored.' },
    ],
  }
  const checkText = async (params: CheckTextParams) => {
    asked.push(params)
    return answer
  }
  const told = await ask('check_entry', { text: 'Kind = "mesh"', format: 'hcl', target: '1.16' }, { checkText })
  assert.equal(
    told,
    [
      'Judged by Consul 1.16, community edition, and nothing beside this text:',
      '- line 3, column 5: error (unknown-field): Consul knows no `Colour`.',
      '- line 4, column 1: warning (l7-permissions-for-peer, constraint C6): Ignored.',
    ].join('\n'),
  )
  assert.deepEqual(asked, [{ text: 'Kind = "mesh"', format: 'hcl', target: '1.16' }])
})

test('nothing wrong, no server, and what cannot be checked are each said', async () => {
  const fine: CheckTextAnswer = { ok: true, target: 'preview', edition: 'community', findings: [] }
  const entry = { text: 'Kind = "mesh"', format: 'hcl' }
  const told = await ask('check_entry', entry, { checkText: async () => fine })
  assert.equal(told, 'Nothing is wrong, judged by Consul preview, community edition, and nothing beside this text.')
  assert.match(await ask('check_entry', entry), /does not run/)
  assert.match(await ask('check_entry', {}), /no text/)
  assert.match(await ask('check_entry', null), /no text/)
  assert.match(await ask('check_entry', { text: '', format: 'toml' }), /`hcl`, `json` or `yaml`/)
  const refused = async (): Promise<CheckTextAnswer> => ({ ok: false, problem: 'The target is one of preview.' })
  assert.equal(await ask('check_entry', { ...entry, target: '0.1' }, { checkText: refused }), 'The target is one of preview.')
})

test('the page of a rule is told, and of nothing else', async () => {
  assert.equal(await ask('explain_rule', { code: 'wrong-type' }), '# wrong-type\n')
  for (const code of ['../../README', 'no-such-rule', 3, undefined]) {
    assert.equal(await ask('explain_rule', { code }), 'There is no such rule. There are: unknown-field, wrong-type.')
  }
})

test('clusters and peerings are told as they were last read, without asking any', async () => {
  assert.match(await ask('list_peerings', {}), /No cluster is known/)
  const active = peering({
    name: 'west',
    state: 'ACTIVE',
    imported: { count: 2, names: ['web', 'api'] },
    exported: { count: 0, names: [] },
  })
  const world = fakeWorld({
    ui: fakePerson([]).ui,
    settings: [{ id: 'one', name: 'cluster-01', address: 'http://127.0.0.1:8500' }],
    clients: { 'cluster-01': fakeClient({ listPeerings: async () => success([active]) }) },
  })
  const { clusters, readings } = world.deps
  const given = { clusters: clusters.list, snapshotOf: (id: string) => snapshotOf(readings.of(id)), now: Date.now }
  assert.equal(await ask('list_peerings', {}, given), '- cluster-01: not read yet; it is when the Clusters view is open.')
  await readings.refresh()
  const told = await ask('list_peerings', {}, given)
  world.dispose()
  assert.match(told, /^- cluster-01: Consul [\d.]+, read 0 s ago:\n {2}- peer west: ACTIVE\. .+ It imports web, api and exports nothing\.$/)
})
