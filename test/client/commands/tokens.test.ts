// A peering in two halves: a token that is generated here, and one that is pasted here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { establishPeering } from '../../../client/src/commands/establishPeering.ts'
import { generatePeeringToken } from '../../../client/src/commands/generatePeeringToken.ts'
import type { ConsulClient } from '../../../consul/src/client.ts'
import { success } from '../../../consul/src/result.ts'
import { type Answer, failing, fakeClient, fakePerson, fakeWorld, peering, peeringToken } from '../fakes.ts'

const settings = [{ name: 'cluster-01', address: 'http://127.0.0.1:8500' }]
const row = 'cluster/settings:cluster-01'

async function generate(answers: readonly Answer[], given: Partial<ConsulClient> = {}) {
  const person = fakePerson(answers)
  const client = fakeClient({ generateToken: async () => success(peeringToken()), ...given })
  const world = fakeWorld({ ui: person.ui, settings, clients: { 'cluster-01': client } })
  await generatePeeringToken.run(world.deps, row)
  world.dispose()
  return { person, client }
}

test('a token is generated after a warning, copied, and never shown', async () => {
  const { person, client } = await generate([{ type: 'cluster-02' }, { confirm: true }])
  assert.deepEqual(client.changes, ['generateToken'])
  assert.deepEqual(person.copied, [peeringToken().reveal()])
  assert.match(person.seen[1] ?? '', /Whoever has the token can connect a cluster/)
  assert.match(person.seen.at(-1) ?? '', /^information: The peering token for `cluster-02` is in the clipboard for a minute\./)
  assert.ok(!person.seen.join().includes(peeringToken().reveal()))
})

test('a token that leads to a place that others cannot dial is copied with a warning', async () => {
  const { person } = await generate([{ type: 'cluster-02' }, { confirm: true }], {
    generateToken: async () => success(peeringToken({ ServerAddresses: ['127.0.0.1:8503'] })),
  })
  assert.match(person.seen.at(-1) ?? '', /^warning: .*127\.0\.0\.1:8503/)
})

for (const answers of [[], [{ type: 'cluster-02' }], [{ type: 'cluster-02' }, { confirm: false }]] satisfies (readonly Answer[])[]) {
  test(`leaving after ${answers.length} answers generates nothing`, async () => {
    const { client, person } = await generate(answers)
    assert.deepEqual(client.changes, [])
    assert.deepEqual(person.copied, [])
  })
}

for (const [name, given, problem] of [
  ['Cluster-02', {}, /capital letters/],
  ['cluster_02', {}, /Consul refuses `cluster_02`/],
  ['cluster-02', { role: 'dialer' }, /exists there as a dialer/],
  ['CLUSTER-02', { role: 'dialer' }, /exists there as a dialer/],
  ['cluster-02', { state: 'TERMINATED' }, /a token for it would be dead/],
] as const) {
  test(`the name \`${name}\` is refused beside a peering ${JSON.stringify(given)}`, async () => {
    const { person, client } = await generate([{ type: name }], { listPeerings: async () => success([peering(given)]) })
    assert.match(person.seen.at(-1) ?? '', problem)
    assert.deepEqual(client.changes, [])
  })
}

test('a token for a name that waits already is told to replace the old one', async () => {
  const { person } = await generate([{ type: 'cluster-02' }], { listPeerings: async () => success([peering({ state: 'PENDING' })]) })
  assert.match(person.seen.at(-1) ?? '', /exists \(PENDING\); a token that was generated for it before and not used stops working/)
})

for (const [name, given, told] of [
  [
    'refuses the token',
    { listPeerings: failing({ kind: 'permission-denied', permission: 'peering:read', isAnonymous: true }) },
    /lacks `peering:read`/,
  ],
  ['is down', { leader: failing({ kind: 'connection-refused', address: '127.0.0.1:8500' }) }, /Nothing listens on `127\.0\.0\.1:8500`/],
  ['has no leader', { leader: async () => success(undefined) }, /has no leader/],
] as const) {
  test(`a cluster that ${name} is explained before anything is asked`, async () => {
    const { person, client } = await generate([{ type: 'cluster-02' }], given)
    assert.equal(person.questions, 0)
    assert.match(person.seen.at(-1) ?? '', told)
    assert.deepEqual(client.changes, [])
  })
}

async function establish(answers: readonly Answer[], given: Partial<ConsulClient> = {}) {
  const person = fakePerson(answers)
  const client = fakeClient({ establish: async () => success(undefined), readPeering: async () => success(peering()), ...given })
  const world = fakeWorld({ ui: person.ui, settings, clients: { 'cluster-01': client } })
  await establishPeering.run(world.deps, row)
  world.dispose()
  return { person, client }
}

const token = peeringToken().reveal()
const wrapped = token.replace(/.{40}/g, '$&\r\n')

test('a token that was pasted with line breaks is previewed and established, and what comes next is told', async () => {
  const { person, client } = await establish([{ type: `\n ${wrapped} \n` }, { type: 'cluster-02' }, { confirm: true }])
  assert.deepEqual(client.changes, ['establish'])
  assert.match(person.seen[1] ?? '', /\| dc1$/)
  assert.match(
    person.seen[2] ?? '',
    /^confirm: Establish `cluster-02` on `cluster-01`\? \| On `cluster-01` \(127\.0\.0\.1:8500\)\n\nDatacenter of the other cluster: dc1\nIt is dialed at 203\.0\.113\.7:8503/,
  )
  assert.match(person.seen.at(-1) ?? '', /^information: `cluster-02` is ACTIVE\. Export a service/)
  assert.ok(!person.seen.join().includes('very-secret') && !person.seen.join().includes(token))
})

for (const answers of [
  [],
  [{ type: token }],
  [{ type: token }, { type: 'cluster-02' }],
  [{ type: token }, { type: 'cluster-02' }, { confirm: false }],
] satisfies (readonly Answer[])[]) {
  test(`leaving after ${answers.length} answers establishes nothing`, async () => {
    const { client } = await establish(answers)
    assert.deepEqual(client.changes, [])
  })
}

for (const [name, text, problem] of [
  ['half a token', token.slice(0, 101), /not complete/],
  ['JSON', '{"PeeringToken":"x"}', /This is JSON and not the token itself/],
  ['something else in base64', Buffer.from('hello wor').toString('base64'), /no peering token|cut off/],
] as const) {
  test(`${name} is refused before anything is sent`, async () => {
    const { person, client } = await establish([{ type: text }])
    assert.match(person.seen.at(-1) ?? '', problem)
    assert.deepEqual(client.changes, [])
  })
}

test('a name that waits to be dialed cannot dial', async () => {
  const { person, client } = await establish([{ type: token }, { type: 'cluster-02' }], { listPeerings: async () => success([peering()]) })
  assert.match(person.seen.at(-1) ?? '', /waits to be dialed/)
  assert.deepEqual(client.changes, [])
})

test('a spent token is explained', async () => {
  const { person } = await establish([{ type: token }, { type: 'cluster-02' }, { confirm: true }], {
    establish: failing({ kind: 'secret-spent' }),
  })
  assert.match(person.seen.at(-1) ?? '', /^error: The peering token was used before.* Generate a new token/)
})

test('a token of the technical preview is not waited for', async () => {
  const preview = peeringToken({ EstablishmentSecret: undefined, Remote: undefined }).reveal()
  const { person } = await establish([{ type: preview }, { type: 'cluster-02' }, { confirm: true }], {
    readPeering: failing({ kind: 'no-leader' }),
  })
  assert.match(person.seen.at(-1) ?? '', /^information: `cluster-02` is established\. The technical preview does not report/)
})

const cancelled: readonly Answer[] = [{ type: token }, { type: 'cluster-02' }, { confirm: true }, { cancelProgress: true }]

test('cancelling before anything was made ends quietly', async () => {
  const { person } = await establish(cancelled, { readPeering: async () => success(undefined) })
  assert.ok(!person.seen.some((line) => /^(error|warning|information)/.test(line)))
})

test('what was cancelled too late, or is half made, is named and can be deleted', async () => {
  const late = await establish(cancelled)
  assert.equal(late.person.seen.at(-1), 'warning: It was too late to cancel: `cluster-02` on cluster-01 is ACTIVE.')
  const half = await establish([...cancelled, { press: 'Delete the Half-Made Peering' }, { confirm: true }], {
    readPeering: async () => success(peering({ state: 'ESTABLISHING' })),
  })
  const seen = half.person.seen.join('\n')
  assert.match(seen, /warning: It was cancelled\. Half made is: `cluster-02` on cluster-01 \(ESTABLISHING\)\./)
  assert.match(seen, /confirm: Delete this peering\?/)
})

test('a failed establish names the record that it left, and none that was there before', async () => {
  const failed: Partial<ConsulClient> = {
    establish: failing({ kind: 'secret-spent' }),
    readPeering: async () => success(peering({ state: 'ESTABLISHING', role: 'dialer' })),
  }
  const fresh = await establish([{ type: token }, { type: 'cluster-02' }, { confirm: true }], failed)
  assert.match(fresh.person.seen.at(-1) ?? '', /^warning: The peering token was used before.*Half made is: `cluster-02` on cluster-01/)
  const again = await establish([{ type: token }, { type: 'cluster-02' }, { confirm: true }], {
    ...failed,
    listPeerings: async () => success([peering({ role: 'dialer' })]),
  })
  assert.match(again.person.seen.at(-1) ?? '', /^error: The peering token was used before/)
})

test('a token whose generation was cancelled may have left a record, which is named', async () => {
  const { person } = await generate([{ type: 'cluster-02' }, { confirm: true }, { cancelProgress: true }], {
    generateToken: failing({ kind: 'cancelled' }),
    readPeering: async () => success(peering({ state: 'PENDING' })),
  })
  assert.match(person.seen.at(-1) ?? '', /Half made is: `cluster-02` on cluster-01 \(PENDING\)/)
  assert.deepEqual(person.copied, [])
})

test('an answer that was lost does not hide that the peering is ACTIVE', async () => {
  const { person } = await establish([{ type: token }, { type: 'cluster-02' }, { confirm: true }], {
    establish: failing({ kind: 'timeout', address: '127.0.0.1:8500', timeoutMs: 20_000 }),
  })
  assert.match(person.seen.at(-1) ?? '', /^information: `cluster-02` is ACTIVE\./)
})
