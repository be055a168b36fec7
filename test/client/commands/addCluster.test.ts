// Adding a cluster: what is asked, what is tried at once, and that leaving anywhere adds nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addCluster } from '../../../client/src/commands/addCluster.ts'
import { removeCluster } from '../../../client/src/commands/removeCluster.ts'
import { setToken } from '../../../client/src/commands/setToken.ts'
import type { ConsulClient } from '../../../consul/src/client.ts'
import { success } from '../../../consul/src/result.ts'
import { type Answer, failing, fakeClient, fakePerson, fakeWorld, identity } from '../fakes.ts'

const address = 'http://127.0.0.1:8500'
const withAcls = fakeClient({ self: async () => success({ ...identity, aclsEnabled: true }) })
const preset = { name: 'cluster-01', address }

async function add(answers: readonly Answer[], clients: Readonly<Record<string, ConsulClient>> = {}, settings: unknown = []) {
  const person = fakePerson(answers)
  const world = fakeWorld({ ui: person.ui, clients, settings })
  await addCluster.run(world.deps)
  const states = world.clusters.list().map(({ id }) => world.readings.of(id).state)
  world.dispose()
  return { person, world, states }
}

test('a cluster without ACLs is added after address and name', async () => {
  const { world, person, states } = await add([{ type: ` ${address} ` }, { type: 'east' }])
  assert.deepEqual(
    world.clusters.list().map(({ name, address: at }) => [name, at]),
    [['east', address]],
  )
  assert.match(person.seen[1] ?? '', /input: Name of the cluster.* \| dc1$/)
  assert.deepEqual(states, ['read'])
  assert.deepEqual(world.calls, ['showClusters'])
})

test('with ACLs a token is asked for, cleaned of line breaks, tried, and kept as a secret', async () => {
  const { world } = await add([{ type: address }, { type: 'east' }, { pick: 'Enter' }, { type: ' s3c\r\nret \n' }], { [address]: withAcls })
  assert.deepEqual([...world.storage.kept.values()], ['s3cret'])
  assert.ok(!JSON.stringify([...world.storage.stored]).includes('s3cret'))
})

const complete: readonly Answer[] = [{ type: address }, { type: 'east' }, { pick: 'Enter' }, { type: 's3cret' }]
for (const [count] of complete.entries()) {
  test(`leaving at question ${count + 1} adds nothing`, async () => {
    const { world, person } = await add(complete.slice(0, count), { [address]: withAcls })
    assert.equal(person.questions, count + 1)
    assert.deepEqual(world.clusters.list(), [])
    assert.equal(world.storage.kept.size, 0)
    assert.equal(world.storage.stored.size, 0)
  })
}

test('cancelling while the address is tried adds nothing', async () => {
  const { world } = await add([{ type: address }, { cancelProgress: true }, { type: 'east' }])
  assert.deepEqual(world.clusters.list(), [])
})

test('an address with a password is refused, and not repeated', async () => {
  const { world, person } = await add([{ type: 'https://me:s3cret@consul.example' }])
  assert.deepEqual(world.clusters.list(), [])
  assert.match(person.seen[1] ?? '', /^problem: The address holds a user name or password/)
  assert.ok(!person.seen.join().includes('s3cret'))
})

test('an address that does not answer can be changed at once', async () => {
  const down = fakeClient({ leader: failing({ kind: 'connection-refused', address: '127.0.0.1:1' }) })
  const { world, person } = await add([{ type: 'http://127.0.0.1:1' }, { pick: 'Change' }, { type: address }, { type: 'east' }], {
    'http://127.0.0.1:1': down,
  })
  assert.match(
    person.seen[1] ?? '',
    /^pick: Add Cluster \| The cluster could not be asked \| Change the address \(Nothing listens on `127\.0\.0\.1:1`.*; Add it .*\(Check the host/,
  )
  // The log has it too, for later.
  assert.match(world.calls[0] ?? '', /^note Nothing listens on/)
  // What was typed is there to be mended.
  assert.match(person.seen[2] ?? '', /\| http:\/\/127\.0\.0\.1:1$/)
  assert.equal(world.clusters.list()[0]?.address, address)
})

test('a cluster that is down can be added all the same', async () => {
  const down = fakeClient({ leader: failing({ kind: 'timeout', address: '10.0.0.1:8500', timeoutMs: 5000 }) })
  const answers: readonly Answer[] = [{ type: 'http://10.0.0.1:8500' }, { pick: 'Add it' }, { type: 'east' }, { pick: 'Without' }]
  const { world } = await add(answers, { 'http://10.0.0.1:8500': down })
  assert.equal(world.clusters.list().length, 1)
})

test('a wrong token is told, and another can be entered', async () => {
  const refusing = fakeClient({
    self: async () => success({ ...identity, aclsEnabled: true }),
    listPeerings: failing({ kind: 'acl-not-found' }),
  })
  const { world, person } = await add([...complete, { pick: 'Enter another' }, { pick: 'Enter' }, { type: 'other' }, { pick: 'Keep' }], {
    [address]: refusing,
  })
  assert.match(person.seen[4] ?? '', /^pick: Add Cluster \| The token does not work \| Enter another token \(This cluster does not know/)
  assert.deepEqual([...world.storage.kept.values()], ['other'])
})

test('a token that can never be sent cannot be kept', async () => {
  const refusing = fakeClient({
    self: async () => success({ ...identity, aclsEnabled: true }),
    listPeerings: failing({ kind: 'bad-acl-token' }),
  })
  const { world, person } = await add(complete, { [address]: refusing })
  assert.match(person.seen.at(-1) ?? '', /\| Enter another token \([^;]*\)$/)
  assert.deepEqual(world.clusters.list(), [])
})

test('an address that is there already is added once more only when somebody says so', async () => {
  const again = 'http://127.0.0.1:8500/'
  const refused = await add([{ type: again }, { confirm: false }], {}, [preset])
  assert.match(refused.person.seen.at(-1) ?? '', /^confirm: Add the address of `cluster-01` once more\?/)
  assert.equal(refused.world.clusters.list().length, 1)
  const added = await add([{ type: again }, { confirm: true }, { type: 'east' }], {}, [preset])
  assert.equal(added.world.clusters.list().length, 2)
})

test('a token is not sent by http over a network without a question', async () => {
  const far = 'http://consul.example:8500'
  const answers: readonly Answer[] = [{ type: far }, { type: 'east' }, { pick: 'Enter' }, { type: 's3cret' }, { confirm: false }]
  const { world, person } = await add(answers, { [far]: withAcls })
  assert.match(person.seen.at(-1) ?? '', /^confirm: Send the ACL token unencrypted\?/)
  assert.deepEqual(world.clusters.list(), [])
})

test('a name that is taken is refused', async () => {
  const { world, person } = await add([{ type: 'http://127.0.0.1:8501' }, { type: 'cluster-01' }], {}, [preset])
  assert.match(person.seen.at(-1) ?? '', /^problem: There is a cluster `cluster-01` already/)
  assert.equal(world.clusters.list().length, 1)
})

test('removing asks first, and names the cluster', async () => {
  for (const sure of [false, true]) {
    const person = fakePerson([{ confirm: sure }])
    const world = fakeWorld({ ui: person.ui })
    const added = await world.clusters.add({ name: 'east', address, token: undefined })
    await removeCluster.run(world.deps, `cluster/${added.id}`)
    assert.match(person.seen[0] ?? '', /^confirm: Remove `east` from this list\?/)
    assert.equal(world.clusters.list().length, sure ? 0 : 1)
    world.dispose()
  }
})

test('a cluster of the settings is removed in the settings', async () => {
  const person = fakePerson([{ press: 'Open Settings' }])
  const world = fakeWorld({ ui: person.ui, settings: [preset] })
  await removeCluster.run(world.deps, 'cluster/settings:cluster-01')
  assert.deepEqual(world.calls, ['openSettings consulPeering.clusters'])
  assert.equal(world.clusters.list().length, 1)
  world.dispose()
})

test('a cluster of the settings gets its token by a command, from the row of its error too', async () => {
  const person = fakePerson([{ pick: 'Enter' }, { type: 's3cret' }])
  const world = fakeWorld({ ui: person.ui, settings: [preset] })
  await setToken.run(world.deps, 'cluster/settings:cluster-01/peerings/error')
  assert.deepEqual([...world.storage.kept.values()], ['s3cret'])
  world.dispose()
})
