// The list of clusters: where it comes from, and that secrets go where they belong and nowhere else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClusters } from '../../client/src/clusters.ts'
import { Secret } from '../../consul/src/secret.ts'
import { fakeStorage } from './fakes.ts'

const preset = { name: 'cluster-01', address: 'https://consul.example:8501' }

test('an added cluster is there in the next window, and its token is in the secret storage only', async () => {
  const storage = fakeStorage()
  const clusters = createClusters(storage)
  const profile = await clusters.add({ name: 'east', address: 'http://127.0.0.1:8500', token: new Secret('s3cret') })
  const later = createClusters(storage)
  assert.deepEqual(later.list(), [profile])
  assert.equal((await later.tokenOf(profile))?.reveal(), 's3cret')
  assert.ok(!JSON.stringify([...storage.stored]).includes('s3cret'))
})

test('an added cluster keeps its files, server name, namespace, partition and mark over windows', async () => {
  const storage = fakeStorage()
  const optional = { caFile: '~/ca.pem', clientCertFile: 'c.pem', clientKeyFile: 'k.pem', serverName: 'server.dc1.consul' }
  const profile = await createClusters(storage).add({
    ...{ name: 'east', address: 'https://127.0.0.1:8501', token: undefined },
    ...{ ...optional, namespace: 'team', partition: 'part', isProtected: true },
  })
  assert.deepEqual(createClusters(storage).list(), [profile])
  assert.equal(profile.partition, 'part')
})

test('a preset can be marked as protected', () => {
  const storage = fakeStorage()
  storage.settings.user = [{ ...preset, protected: true }]
  assert.equal(createClusters(storage).list()[0]?.isProtected, true)
})

test('a cluster that could not be stored leaves no token behind', async () => {
  const storage = fakeStorage()
  storage.failNextUpdate = true
  const clusters = createClusters(storage)
  await assert.rejects(clusters.add({ name: 'east', address: 'http://127.0.0.1:8500', token: new Secret('s3cret') }))
  assert.equal(storage.kept.size, 0)
  assert.deepEqual(clusters.list(), [])
})

test('clusters are in the order of their names, wherever they come from', async () => {
  const storage = fakeStorage()
  storage.settings.user = ['c-10', 'c-2'].map((name) => ({ ...preset, name }))
  const clusters = createClusters(storage)
  await clusters.add({ name: 'c-3', address: 'http://127.0.0.1:8500', token: undefined })
  assert.deepEqual(
    clusters.list().map(({ name }) => name),
    ['c-2', 'c-3', 'c-10'],
  )
})

test('a changed address never gets the token of the old one', async () => {
  const storage = fakeStorage()
  storage.settings.user = [preset]
  const clusters = createClusters(storage)
  const [before] = clusters.list()
  assert.ok(before)
  await clusters.setToken(before, new Secret('s3cret'))
  storage.settings.user = [{ ...preset, address: 'https://elsewhere.example:8501' }]
  clusters.reload()
  const [after] = clusters.list()
  assert.ok(after)
  assert.equal(after.id, before.id)
  assert.equal(await clusters.tokenOf(after), undefined)
})

test('another path at the same origin keeps the token, another scheme does not', async () => {
  const storage = fakeStorage()
  storage.settings.user = [preset]
  const clusters = createClusters(storage)
  const [profile] = clusters.list()
  assert.ok(profile)
  await clusters.setToken(profile, new Secret('s3cret'))
  assert.ok(await clusters.tokenOf({ ...profile, address: 'https://consul.example:8501/behind/a/proxy' }))
  assert.equal(await clusters.tokenOf({ ...profile, address: 'http://consul.example:8501' }), undefined)
})

test('a token in the settings is not used, and a person is told without it being repeated', () => {
  const storage = fakeStorage()
  storage.settings.user = [{ ...preset, token: 's3cret' }]
  const clusters = createClusters(storage)
  assert.equal(clusters.list().length, 1)
  assert.equal(clusters.problems().length, 1)
  assert.match(clusters.problems()[0] ?? '', /^`token` of `cluster-01` .* was not used: settings are plain text\./)
  assert.ok(!JSON.stringify([clusters.list(), clusters.problems()]).includes('s3cret'))
})

test('an address with a password is refused without being repeated', () => {
  const storage = fakeStorage()
  storage.settings.user = [{ name: 'east', address: 'https://me:s3cret@consul.example' }]
  const clusters = createClusters(storage)
  assert.deepEqual(clusters.list(), [])
  assert.match(clusters.problems()[0] ?? '', /user name or password/)
  assert.ok(!JSON.stringify(clusters.problems()).includes('s3cret'))
})

test('an address with a query or a fragment is refused without being repeated', () => {
  for (const address of ['https://consul.example:8501/?token=s3cret', 'consul.example:8500#s3cret']) {
    const storage = fakeStorage()
    storage.settings.user = [{ name: 'east', address }]
    const clusters = createClusters(storage)
    assert.deepEqual(clusters.list(), [])
    assert.match(clusters.problems()[0] ?? '', /could hold a token/)
    assert.ok(!JSON.stringify(clusters.problems()).includes('s3cret'))
  }
})

test('a key that is pasted in the place of its path is refused without being repeated', () => {
  for (const pem of ['-----BEGIN EC PRIVATE KEY----- s3cret', 'first line\ns3cret']) {
    const storage = fakeStorage()
    storage.settings.user = [{ ...preset, clientKeyFile: pem }]
    const clusters = createClusters(storage)
    assert.deepEqual(clusters.list(), [])
    assert.match(clusters.problems()[0] ?? '', /because `clientKeyFile` holds the text of a certificate or key/)
    assert.ok(!JSON.stringify([clusters.list(), clusters.problems()]).includes('s3cret'))
  }
})

test('a key and headers in the settings are not used, and a path of a key is no secret', () => {
  const storage = fakeStorage()
  storage.settings.user = [{ ...preset, clientKey: 's3cret', headers: { 'X-Consul-Token': 's3cret' }, clientKeyFile: 'key.pem' }]
  const clusters = createClusters(storage)
  assert.deepEqual(
    clusters.problems().map((problem) => problem.split(' ', 1)[0]),
    ['`clientKey`', '`headers`'],
  )
  assert.ok(!JSON.stringify([clusters.list(), clusters.problems()]).includes('s3cret'))
})

test('clusters of the workspace count only while it is trusted', () => {
  const storage = fakeStorage()
  storage.settings = { user: [preset], workspace: [{ name: 'theirs', address: 'http://198.51.100.1' }] }
  storage.trusted = false
  const clusters = createClusters(storage)
  assert.deepEqual(
    clusters.list().map(({ name }) => name),
    ['cluster-01'],
  )
  const changes: string[][] = []
  clusters.onDidChange((ids) => changes.push([...ids]))
  storage.trusted = true
  clusters.reload()
  assert.deepEqual(
    clusters.list().map(({ name }) => name),
    ['cluster-01', 'theirs'],
  )
  assert.deepEqual(changes, [['settings:theirs']])
})

test('a cluster of the workspace replaces that of the user under the same name', () => {
  const storage = fakeStorage()
  storage.settings = { user: [preset], workspace: [{ ...preset, address: 'http://127.0.0.1:8500' }] }
  assert.deepEqual(
    createClusters(storage)
      .list()
      .map(({ address }) => address),
    ['http://127.0.0.1:8500'],
  )
})

test('removing an added cluster forgets its token; one of the settings stays', async () => {
  const storage = fakeStorage()
  storage.settings.user = [preset]
  const clusters = createClusters(storage)
  const added = await clusters.add({ name: 'east', address: 'http://127.0.0.1:8500', token: new Secret('s3cret') })
  await clusters.remove(added.id)
  await clusters.remove('settings:cluster-01')
  assert.deepEqual(
    clusters.list().map(({ name }) => name),
    ['cluster-01'],
  )
  assert.equal(storage.kept.size, 0)
})

for (const [value, problem] of [
  ['http://127.0.0.1:8500', /not a list/],
  [['http://127.0.0.1:8500'], /no object/],
  [[{ name: 'east' }], /needs an address/],
  [[{ name: 'east', address: 'ftp://consul' }], /not an address of an HTTP API/],
  [[{ address: 'http://127.0.0.1:8500' }], /no `name`/],
  [[preset, preset], /another one has the same name/],
] as const) {
  test(`a setting \`${JSON.stringify(value).slice(0, 50)}\` is told in words`, () => {
    const storage = fakeStorage()
    storage.settings.user = value
    assert.match(createClusters(storage).problems()[0] ?? '', problem)
  })
}

test('what a broken storage holds is left out', () => {
  const storage = fakeStorage()
  storage.stored.set('clusters', [null, 7, { id: 'x' }, { id: 'a', name: 'b', address: 'http://u:p@c' }])
  assert.deepEqual(createClusters(storage).list(), [])
})
