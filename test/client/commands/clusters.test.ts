// Clusters are changed, protected, put in order, and taken from the environment; no token goes where it does not belong.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClusters } from '../../../client/src/clusters.ts'
import { addCluster } from '../../../client/src/commands/addCluster.ts'
import { forgetToken, moveClusterDown, moveClusterUp, protectCluster } from '../../../client/src/commands/clusterMarks.ts'
import { copyAddress, copyName } from '../../../client/src/commands/copyName.ts'
import { editCluster } from '../../../client/src/commands/editCluster.ts'
import { withoutTokens } from '../../../client/src/presetTokens.ts'
import { success } from '../../../consul/src/result.ts'
import { Secret } from '../../../consul/src/secret.ts'
import { type Answer, failing, fakeClient, fakePerson, fakeStorage, fakeWorld, identity } from '../fakes.ts'

function worldFor(answers: readonly Answer[], plan: Partial<Parameters<typeof fakeWorld>[0]> = {}) {
  const person = fakePerson(answers)
  return { person, world: fakeWorld({ ui: person.ui, ...plan }) }
}

test('a changed address forgets the token of the old one; a changed name keeps it', async () => {
  const { person, world } = worldFor([
    { pick: 'Name' },
    { type: 'b' },
    { pick: 'Address' },
    { type: 'https://other.example:8501' },
    { press: 'Set ACL Token…' },
  ])
  const { clusters, deps, storage, calls } = world
  const profile = await clusters.add({ name: 'a', address: 'http://127.0.0.1:8500', token: new Secret('secret') })
  await editCluster.run(deps, `cluster/${profile.id}`)
  assert.deepEqual(clusters.list(), [{ ...profile, name: 'b', address: 'https://other.example:8501' }])
  assert.equal(storage.kept.size, 0)
  assert.ok(
    person.seen.includes('information: The ACL token belonged to the old address and is forgotten, so that no other server gets it.'),
  )
  assert.deepEqual(calls, ['consulPeering.setToken'])
  world.dispose()
})

test('a name that is taken, or an address that is none, is refused while it is typed', async () => {
  const { person, world } = worldFor([{ pick: 'Name' }, { type: 'other' }, { pick: 'Address' }, { type: 'ftp://x' }])
  const { id } = await world.clusters.add({ name: 'a', address: 'http://127.0.0.1:8500', token: undefined })
  await world.clusters.add({ name: 'other', address: 'http://127.0.0.1:9500', token: undefined })
  await editCluster.run(world.deps, `cluster/${id}`)
  assert.equal(person.seen.filter((line) => line.startsWith('problem: ')).length, 2)
  assert.deepEqual(world.clusters.find(id)?.name, 'a')
  world.dispose()
})

test('a file is chosen, replaced, and taken away', async () => {
  const { world } = worldFor([{ pick: 'CA file' }, { type: '/ca.pem' }, { pick: 'CA file' }, { pick: 'Use none' }])
  const { id } = await world.clusters.add({ name: 'a', address: 'https://a.example', token: undefined })
  const seen: (string | undefined)[] = []
  world.clusters.onDidChange(() => seen.push(world.clusters.find(id)?.caFile))
  await editCluster.run(world.deps, `cluster/${id}`)
  assert.deepEqual(seen, ['/ca.pem', undefined])
  world.dispose()
})

test('a cluster of the settings is changed there', async () => {
  const settings = [{ name: 'a', address: 'http://127.0.0.1:8500' }]
  const { world } = worldFor([{ press: 'Open Settings' }], { settings })
  await editCluster.run(world.deps, 'cluster/settings:a')
  assert.deepEqual(world.calls, ['openSettings consulPeering.clusters'])
  world.dispose()
})

test('protection is switched on and off', async () => {
  const { world } = worldFor([])
  const { id } = await world.clusters.add({ name: 'a', address: 'http://127.0.0.1:8500', token: undefined })
  await protectCluster.run(world.deps, `cluster/${id}`)
  assert.equal(world.clusters.find(id)?.isProtected, true)
  await protectCluster.run(world.deps, `cluster/${id}`)
  assert.equal(world.clusters.find(id)?.isProtected, undefined)
  world.dispose()
})

test('clusters keep the order in which they are put, and the end of the list is the end', async () => {
  const settings = ['a', 'b', 'c'].map((name) => ({ name, address: 'http://127.0.0.1:8500' }))
  const { world } = worldFor([], { settings })
  const names = () =>
    world.clusters
      .list()
      .map(({ name }) => name)
      .join('')
  await moveClusterDown.run(world.deps, 'cluster/settings:a')
  assert.equal(names(), 'bac')
  await moveClusterUp.run(world.deps, 'cluster/settings:b')
  assert.equal(names(), 'bac')
  await moveClusterUp.run(world.deps, 'cluster/settings:c')
  assert.equal(names(), 'bca')
  world.dispose()
})

test('a token is forgotten after a question', async () => {
  const { person, world } = worldFor([{ confirm: true }])
  const { id } = await world.clusters.add({ name: 'a', address: 'http://127.0.0.1:8500', token: new Secret('secret') })
  await forgetToken.run(world.deps, `cluster/${id}`)
  assert.equal(world.storage.kept.size, 0)
  await forgetToken.run(world.deps, `cluster/${id}`)
  assert.equal(person.seen.at(-1), 'information: No ACL token is kept for `a`.')
  world.dispose()
})

test('the environment names a cluster, whose token is never stored', async () => {
  const storage = fakeStorage()
  storage.environmentVariables = { CONSUL_HTTP_ADDR: '127.0.0.1:8500', CONSUL_HTTP_TOKEN: 'from-the-environment' }
  const clusters = createClusters(storage)
  const [profile] = clusters.list()
  assert.deepEqual(profile, { id: 'environment', name: 'environment', source: 'environment', address: 'http://127.0.0.1:8500' })
  assert.ok(profile)
  assert.equal((await clusters.tokenOf(profile))?.reveal(), 'from-the-environment')
  assert.deepEqual([storage.kept.size, storage.stored.size], [0, 0])
  clusters.dispose()
})

test('a cluster behind a private authority is added with its CA file', async () => {
  const { person, world } = worldFor(
    [{ type: 'https://127.0.0.1:8501' }, { pick: 'Choose its CA file' }, { type: '/ca.pem' }, { type: 'east' }, { pick: 'Without' }],
    {
      clients: {
        'https://127.0.0.1:8501': fakeClient({ leader: failing({ kind: 'tls-untrusted', address: '127.0.0.1:8501' }) }),
        'https://127.0.0.1:8501 by /ca.pem': fakeClient({ self: async () => success({ ...identity, aclsEnabled: undefined }) }),
      },
    },
  )
  await addCluster.run(world.deps)
  const [profile] = world.clusters.list()
  assert.deepEqual([profile?.name, profile?.caFile], ['east', '/ca.pem'], person.seen.join('\n'))
  world.dispose()
})

test('of a cluster of Enterprise the partition and the namespace are asked', async () => {
  const { world } = worldFor([{ type: 'http://127.0.0.1:8500' }, { type: 'east' }, { type: 'team-a' }, { type: '' }], {
    clients: { 'http://127.0.0.1:8500': fakeClient({ self: async () => success({ ...identity, edition: 'enterprise' }) }) },
  })
  await addCluster.run(world.deps)
  const [profile] = world.clusters.list()
  assert.deepEqual([profile?.partition, profile?.namespace], ['team-a', undefined])
  world.dispose()
})

test('tokens are taken out of the settings, and nothing else is', () => {
  const rows = [{ name: 'a', address: 'x', token: ' t1 ' }, { id: 'b', aclToken: 't2', caFile: 'c' }, 5, { name: 'c', address: 'y' }]
  const { rows: cleaned, tokens } = withoutTokens(rows)
  assert.deepEqual(cleaned, [{ name: 'a', address: 'x' }, { id: 'b', caFile: 'c' }, 5, { name: 'c', address: 'y' }])
  assert.deepEqual(
    tokens.map(({ id, token }) => [id, token.reveal()]),
    [
      ['settings:a', 't1'],
      ['settings:b', 't2'],
    ],
  )
  assert.deepEqual(withoutTokens('nonsense'), { rows: [], tokens: [] })
})

test('the name of a row is copied', async () => {
  const settings = [{ name: 'a', address: 'http://127.0.0.1:8500' }]
  const { world } = worldFor([], { settings })
  for (const row of ['cluster/settings:a', 'cluster/settings:a/peerings/west', 'cluster/settings:a/entries/mesh/mesh'])
    await copyName.run(world.deps, row)
  await copyAddress.run(world.deps, 'cluster/settings:a')
  assert.deepEqual(world.calls, ['copy a', 'copy west', 'copy mesh', 'copy http://127.0.0.1:8500'])
  world.dispose()
})
