// Peering by one click: the questions, the checklist, and each way in which it can end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveFlows } from '../../../client/src/commands/command.ts'
import { peerClusters } from '../../../client/src/commands/peerClusters.ts'
import type { Check } from '../../../consul/src/check.ts'
import type { PeerRequest, PeerStep } from '../../../consul/src/peerSteps.ts'
import { type Answer, fakeClient, fakePerson, fakeWorld } from '../fakes.ts'

const settings = ['cluster-01', 'Cluster 02'].map((name, i) => ({ name, address: `http://127.0.0.1:850${i}` }))
const row = 'cluster/settings:cluster-01'
const pair: readonly Answer[] = [{ pick: 'Cluster 02' }, { pick: 'Peer cluster-01 with Cluster 02' }]

const ends = {
  acceptor: { name: 'cluster-02', state: 'ACTIVE', version: '1.16.1' },
  dialer: { name: 'cluster-01', state: 'ACTIVE', version: '1.16.1' },
} as const
const done: Extract<PeerStep, { readonly step: 'done' }> = {
  step: 'done',
  elapsedMs: 1,
  result: { ...ends, generation: '1.14+', wasActive: false, proof: 'active', sentence: 'Both are ACTIVE.', warnings: [] },
}
const failed: Extract<PeerStep, { readonly step: 'failed' }> = {
  step: 'failed',
  at: 'establish',
  error: { kind: 'exchange-failed', side: 'dialer', message: 'The dialer could not reach the acceptor.', next: 'Open the port.' },
  leftovers: [{ side: 'acceptor', name: 'cluster-02', isCertain: true }],
  ...ends,
  elapsedMs: 1,
}

interface Plan {
  readonly answers: readonly Answer[]
  readonly checks?: readonly Check[]
  /** For each run of the flow. */
  readonly runs?: readonly (readonly PeerStep[])[]
  readonly row?: string
}

async function run({ answers, checks = [], runs = [[done]], row: clicked = row }: Plan) {
  const person = fakePerson(answers)
  const clients = { 'cluster-01': fakeClient(), 'Cluster 02': fakeClient() }
  const requests: PeerRequest[] = []
  const live: Partial<LiveFlows> = {
    preflight: async () => checks,
    async *peerClusters(request) {
      requests.push(request)
      yield* runs[requests.length - 1] ?? []
    },
  }
  const world = fakeWorld({ ui: person.ui, settings, clients, live })
  await peerClusters.run(world.deps, clicked)
  const states = world.clusters.list().map(({ id }) => world.readings.of(id).state)
  world.dispose()
  return { person, world, clients, requests, states, names: requests.map(({ acceptorName, dialerName }) => [acceptorName, dialerName]) }
}

test('the clicked cluster accepts, the picked one dials, under the names of the clusters in small letters', async () => {
  const { requests, names, clients, person } = await run({ answers: pair })
  assert.deepEqual(names, [['cluster-01', 'cluster-02']])
  assert.ok(requests[0]?.acceptor === clients['cluster-01'] && requests[0].dialer === clients['Cluster 02'])
  assert.match(
    person.seen[1] ?? '',
    /Peer cluster-01 with Cluster 02 \(On cluster-01 the peering is called `cluster-02`, on Cluster 02 `cluster-01`\)/,
  )
  assert.match(
    person.seen.at(-1) ?? '',
    /^information: cluster-01 and Cluster 02 are peered, and ACTIVE on both sides\. Next: export a service/,
  )
})

test('both clusters are read again at the end', async () => {
  const { states } = await run({ answers: pair })
  assert.deepEqual(states, ['read', 'read'])
})

for (const count of [0, 1]) {
  test(`leaving at question ${count + 1} peers nothing`, async () => {
    const { requests } = await run({ answers: pair.slice(0, count) })
    assert.deepEqual(requests, [])
  })
}

test('cancelling the check peers nothing', async () => {
  const { requests, person } = await run({ answers: [{ pick: 'Cluster 02' }, { cancelProgress: true }] })
  assert.deepEqual(requests, [])
  assert.equal(person.questions, 1)
})

test('without a row both clusters are asked for, and the same one is not offered twice', async () => {
  const { person, names } = await run({ row: '', answers: [{ pick: 'Cluster 02' }, { pick: 'cluster-01' }, { pick: 'Peer Cluster 02' }] })
  assert.match(person.seen[0] ?? '', /\| Cluster 02; cluster-01$/)
  assert.match(person.seen[1] ?? '', /\| cluster-01$/)
  assert.deepEqual(names, [['cluster-02', 'cluster-01']])
})

test('the roles can be swapped on the checklist', async () => {
  const { requests, names, clients } = await run({
    answers: [{ pick: 'Cluster 02' }, { pick: 'Let Cluster 02 accept' }, { pick: 'Peer Cluster 02' }],
  })
  assert.ok(requests[0]?.acceptor === clients['Cluster 02'])
  assert.deepEqual(names, [['cluster-02', 'cluster-01']])
})

test('the names can be changed on the checklist; one that Consul refuses is told', async () => {
  const changed = await run({ answers: [{ pick: 'Cluster 02' }, { pick: 'Change' }, { type: 'west' }, { type: 'east' }, { pick: 'Peer' }] })
  assert.deepEqual(changed.names, [['east', 'west']])
  const refused = await run({ answers: [{ pick: 'Cluster 02' }, { pick: 'Change' }, { type: 'We_st' }] })
  assert.match(refused.person.seen.at(-2) ?? '', /^problem: Consul refuses `We_st`/)
  assert.deepEqual(refused.requests, [])
})

test('leaving the question for a name goes back to the checklist, with the names as they were', async () => {
  const { names } = await run({ answers: [{ pick: 'Cluster 02' }, { pick: 'Change' }, 'leave', { pick: 'Peer' }] })
  assert.deepEqual(names, [['cluster-01', 'cluster-02']])
})

const warning: Check = {
  id: 'token-addresses',
  side: 'acceptor',
  status: 'warning',
  title: 'The token may not be dialable',
  why: 'It is local.',
  next: 'Check it.',
}
const blocker: Check = {
  id: 'leftover',
  side: 'acceptor',
  status: 'blocker',
  title: '`cluster-02` on the acceptor is terminated',
  why: 'A token would be dead.',
  next: 'Delete it.',
  records: [{ side: 'acceptor', name: 'cluster-02' }],
}
const fine: Check = { id: 'leader', side: 'acceptor', status: 'ok', title: 'It has a leader', why: 'It leads.' }

test('the checklist shows the worst first, and warnings do not stop', async () => {
  const { person, requests } = await run({ answers: pair, checks: [fine, warning] })
  assert.match(person.seen[1] ?? '', /; The token may not be dialable \(It is local\. Check it\.\); It has a leader$/)
  assert.equal(requests.length, 1)
})

test('a row of the checklist can be read on its own', async () => {
  const { person, requests } = await run({
    answers: [{ pick: 'Cluster 02' }, { pick: 'The token may' }, { pick: 'Peer' }],
    checks: [warning],
  })
  assert.equal(person.seen[2], 'warning: The token may not be dialable. It is local. Check it.')
  assert.equal(requests.length, 1)
})

test('with a blocker there is nothing to start, but what stands in the way can be deleted', async () => {
  const answers: readonly Answer[] = [{ pick: 'Cluster 02' }, { pick: 'Delete what' }, { confirm: true }]
  const { person, world, requests } = await run({ answers, checks: [blocker] })
  assert.match(
    person.seen[1] ?? '',
    /They cannot be peered yet.*\| Check again; Delete what stands in the way… \(`cluster-02` on cluster-01\)/,
  )
  assert.match(
    person.seen[2] ?? '',
    /^confirm: Delete this peering\? \| On `cluster-01` \(127\.0\.0\.1:8500\)\n\n`cluster-02` on cluster-01/,
  )
  assert.deepEqual(world.calls, ['delete cluster-02 on the acceptor'])
  // Checked again, and then left.
  assert.match(person.seen[3] ?? '', /^pick: Peer Two Clusters/)
  assert.deepEqual(requests, [])
})

test('a failure says what is half made, and deletes it only when asked twice', async () => {
  const press: Answer = { press: 'Delete the Half-Made Peering' }
  const kept = await run({ answers: [...pair, press, { confirm: false }], runs: [[failed]] })
  assert.match(
    kept.person.seen[2] ?? '',
    /^error: Establishing on Cluster 02: The dialer could not reach the acceptor\. Open the port\. Half made is: `cluster-02` on cluster-01\./,
  )
  assert.deepEqual(kept.world.calls, [])
  const deleted = await run({ answers: [...pair, press, { confirm: true }], runs: [[failed]] })
  assert.deepEqual(deleted.world.calls, ['delete cluster-02 on the acceptor'])
  assert.equal(deleted.person.seen.at(-1), 'information: Deleted: `cluster-02` on cluster-01.')
})

test('a failure says at which step and on which cluster', async () => {
  const told = async (at: 'preflight' | 'token' | 'wait', side?: 'acceptor') => {
    const error = { kind: 'timeout', side, message: 'It did not answer.', next: 'Wait.' }
    return (await run({ answers: pair, runs: [[{ ...failed, at, error, leftovers: [] }]] })).person.seen.at(-1)
  }
  assert.equal(await told('preflight'), 'error: It did not answer. Wait.')
  assert.equal(await told('token', 'acceptor'), 'error: Generating a token on cluster-01: It did not answer. Wait.')
  assert.equal(await told('wait', 'acceptor'), 'error: Waiting for ACTIVE on cluster-01: It did not answer. Wait.')
  assert.equal(await told('wait'), 'error: Waiting for ACTIVE: It did not answer. Wait.')
})

test('the end is told before the clusters are read again, which may take long', async () => {
  const hanging = fakeClient({ leader: () => new Promise(() => undefined) })
  const person = fakePerson([...pair, 'leave'])
  const live: Partial<LiveFlows> = {
    async *peerClusters() {
      yield failed
    },
  }
  const world = fakeWorld({ ui: person.ui, settings, clients: { 'cluster-01': hanging }, live })
  void peerClusters.run(world.deps, row)
  while (!person.seen.some((line) => line.startsWith('error: '))) await new Promise((resolve) => setImmediate(resolve))
  world.dispose()
})

test('a peering that works is not called half made, and can be deleted', async () => {
  const step: PeerStep = { step: 'cancelled', at: 'wait', leftovers: failed.leftovers, isActive: true, elapsedMs: 1 }
  const { person, world } = await run({ answers: [...pair, { press: 'Delete the Peering' }, { confirm: true }], runs: [[step]] })
  assert.match(person.seen[2] ?? '', /^warning: It was too late to cancel: cluster-01 and Cluster 02 are peered/)
  assert.deepEqual(world.calls, ['delete cluster-02 on the acceptor'])
})

test('clusters that are peered already say so on the checklist and at the end', async () => {
  const peered: Check = { id: 'live-peering', side: 'both', status: 'ok', title: 'They are peered', why: 'Nothing has to be done.' }
  const before: PeerStep = { ...done, result: { ...done.result, wasActive: true } }
  const answers: readonly Answer[] = [{ pick: 'Cluster 02' }, { pick: 'cluster-01 and Cluster 02 are peered already' }]
  const { person } = await run({ answers, checks: [peered], runs: [[before]] })
  assert.match(
    person.seen.at(-1) ?? '',
    /^information: cluster-01 and Cluster 02 were peered and ACTIVE on both sides before, so nothing was/,
  )
})

test('a failure can be tried again, after another check', async () => {
  const { requests, person } = await run({ answers: [...pair, { press: 'Retry' }, { pick: 'Peer' }], runs: [[failed], [done]] })
  assert.equal(requests.length, 2)
  assert.match(person.seen.at(-1) ?? '', /are peered/)
})

test('a cancelled flow is quiet when nothing was made, and names what was', async () => {
  const quiet = await run({ answers: pair, runs: [[{ step: 'cancelled', at: 'token', leftovers: [], elapsedMs: 1 }]] })
  assert.ok(!quiet.person.seen.some((line) => /^(error|warning|information)/.test(line)))
  const leftovers = [{ side: 'dialer', name: 'cluster-01', isCertain: false }] as const
  const half = await run({ answers: pair, runs: [[{ step: 'cancelled', at: 'establish', leftovers, elapsedMs: 1 }]] })
  assert.match(
    half.person.seen.at(-1) ?? '',
    /^warning: Peering was cancelled\. Half made is: `cluster-01` on Cluster 02 \(not certain\)\./,
  )
})

test('the progress tells each step with the names of the clusters', async () => {
  const steps: readonly PeerStep[] = [
    { step: 'preflight', checks: [], elapsedMs: 1 },
    { step: 'establish', elapsedMs: 1 },
    { step: 'waiting', acceptor: 'PENDING', dialer: 'ESTABLISHING', elapsedMs: 1 },
    done,
  ]
  const { person } = await run({ answers: pair, runs: [steps] })
  assert.deepEqual(
    person.seen.filter((line) => line.startsWith('progress')),
    [
      'progress: Peering cluster-01 with Cluster 02 generating a token on cluster-01…',
      'progress: Peering cluster-01 with Cluster 02 waiting until both sides are ACTIVE…',
      'progress: Peering cluster-01 with Cluster 02 cluster-01 is PENDING, Cluster 02 is ESTABLISHING…',
    ],
  )
})

test('with one cluster alone a second one is offered to be added', async () => {
  const person = fakePerson([{ press: 'Add Cluster…' }])
  const world = fakeWorld({ ui: person.ui, settings: settings.slice(0, 1) })
  await peerClusters.run(world.deps, row)
  assert.match(person.seen[0] ?? '', /There is no second cluster yet/)
  assert.deepEqual(world.calls, ['consulPeering.addCluster'])
  world.dispose()
})

test('other addresses are put into the token; one without a port is refused while it is typed', async () => {
  const changed = await run({
    answers: [{ pick: 'Cluster 02' }, { pick: 'Change the addresses' }, { type: 'lb.example:8503, [::1]:8503' }, { pick: 'Peer' }],
  })
  assert.deepEqual(changed.requests[0]?.serverExternalAddresses, ['lb.example:8503', '[::1]:8503'])
  const refused = await run({ answers: [{ pick: 'Cluster 02' }, { pick: 'Change the addresses' }, { type: 'lb.example' }] })
  assert.match(refused.person.seen.join('\n'), /^problem: `lb\.example` is not `host:port`/m)
})

test('before a token is used that leads to a wrong place, a person decides', async () => {
  const warnings = [
    { kind: 'private-address', address: '10.0.0.1:8503', message: 'It leads to a private address.', next: 'Use another.' },
  ] as const
  const { requests } = await run({ answers: pair })
  const accept = requests[0]?.acceptToken
  assert.equal(await accept?.(warnings), false, 'whoever leaves the question uses no token')
})

test('the result can be read as a page with the next steps', async () => {
  const { world } = await run({ answers: [...pair, { press: 'Show Result' }] })
  assert.match(world.calls.join('\n'), /^open Peering\.md\n# cluster\\-01 and Cluster 02\n/)
  assert.match(world.calls.join('\n'), /\| cluster\\-01 \| accepts \| `cluster-02` \| ACTIVE \| 1\\\.16\\\.1 \|/)
})
