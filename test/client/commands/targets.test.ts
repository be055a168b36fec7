// Choosing the release that entries are judged by, and the small commands beside.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainRule } from '../../../client/src/commands/explainRule.ts'
import { judgeBy } from '../../../client/src/commands/judgeBy.ts'
import { openLog } from '../../../client/src/commands/openLog.ts'
import { refreshClusters } from '../../../client/src/commands/refreshClusters.ts'
import { restartServer } from '../../../client/src/commands/restartServer.ts'
import { selectTarget } from '../../../client/src/commands/selectTarget.ts'
import type { ScopeFile } from '../../../client/src/target.ts'
import type { Status } from '../../../server/src/lsp/protocol.ts'
import { type Answer, fakePerson, fakeWorld } from '../fakes.ts'

const uri = 'file:///w/cluster-01/web.hcl'
const file: ScopeFile = {
  uri: 'file:///w/cluster-01/consul-peering.json',
  shown: 'cluster-01/consul-peering.json',
  text: '{\n  "cluster": "a"\n}\n',
}
const status: Status = { uri, target: 'preview', reason: 'no cluster is connected', edition: 'community', files: 1, indexing: false }

function world(answers: readonly Answer[], places: { readonly file?: ScopeFile; readonly status?: Status } = {}) {
  const person = fakePerson(answers)
  const targets = { activeDocument: () => uri, statusOf: async () => places.status, scopeFile: async () => places.file }
  return { person, ...fakeWorld({ ui: person.ui, targets }) }
}

test('the target goes into the `consul-peering.json` of the cluster where there is one', async () => {
  const { deps, person, calls } = world([{ pick: '1.16' }], { file, status })
  await selectTarget.run(deps)
  assert.deepEqual(calls, ['write cluster-01/consul-peering.json: {\n  "cluster": "a",\n  "target": "1.16"\n}\n'])
  assert.match(person.seen[1] ?? '', /^information: Entries are judged by Consul 1\.16 now: `cluster-01\/consul-peering\.json` says so\./)
})

test('else it goes into the settings', async () => {
  const { deps, person, calls } = world([{ pick: 'latest' }], { status })
  await selectTarget.run(deps)
  assert.deepEqual(calls, ['set latest'])
  assert.match(person.seen[1] ?? '', /the setting `consulPeering\.target` of the workspace says so/)
})

test('leaving changes nothing', async () => {
  const { deps, calls } = world([], { file, status })
  await selectTarget.run(deps)
  assert.deepEqual(calls, [])
})

test('the code action writes without a question, and tells where', async () => {
  const { deps, person, calls } = world([], { file, status })
  await judgeBy.run(deps, uri, '1.14')
  assert.equal(calls.length, 1)
  assert.match(person.seen[0] ?? '', /^information: Entries are judged by Consul 1\.14 now/)
  await judgeBy.run(deps, uri, 'bogus')
  await judgeBy.run(deps)
  assert.equal(calls.length, 1)
})

test('a broken `consul-peering.json` is left alone and told', async () => {
  const { deps, person, calls } = world([], { file: { ...file, text: '{ "cluster": ' }, status })
  await judgeBy.run(deps, uri, '1.14')
  assert.deepEqual(calls, [])
  assert.match(person.seen[0] ?? '', /^error: `cluster-01\/consul-peering\.json` is not a JSON object/)
})

test('a comment in the file that counts more is told', async () => {
  const { deps, person } = world([], { file, status: { ...status, reason: 'a comment in the file' } })
  await judgeBy.run(deps, uri, '1.14')
  assert.match(person.seen[0] ?? '', /A comment in this file names its own target, which counts more\.$/)
})

test('the page of a rule opens for its code; for anything else the rule is asked for', async () => {
  const { deps, calls, person } = world([{ pick: 'unknown-kind' }])
  for (const code of ['unknown-field', '../../secret', undefined]) await explainRule.run(deps, code)
  assert.deepEqual(calls, ['openRulePage unknown-field', 'openRulePage unknown-kind'])
  assert.equal(person.questions, 2)
})

test('log and server are at hand', async () => {
  const { deps, calls } = world([])
  await openLog.run(deps)
  await restartServer.run(deps)
  assert.deepEqual(calls, ['openLog', 'restartServer'])
})

test('refreshing a row reads its cluster, and without one all', async () => {
  const person = fakePerson([])
  const settings = ['a', 'b'].map((name) => ({ name, address: 'http://127.0.0.1:8500' }))
  const { deps, readings, dispose } = fakeWorld({ ui: person.ui, settings })
  await refreshClusters.run(deps, 'cluster/settings:b/peerings')
  assert.deepEqual([readings.of('settings:a').state, readings.of('settings:b').state], ['unread', 'read'])
  await refreshClusters.run(deps)
  assert.equal(readings.of('settings:a').state, 'read')
  dispose()
})
