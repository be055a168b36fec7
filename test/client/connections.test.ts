// The clients of the clusters: made once, made anew when something changes, and clear words when a file or the key ring fails.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { test } from 'node:test'
import { createClusters } from '../../client/src/clusters.ts'
import { createConnections } from '../../client/src/connections.ts'
import type { Connection } from '../../consul/src/connection.ts'
import { Secret } from '../../consul/src/secret.ts'
import { type FakeStorage, fakeClient, fakeStorage } from './fakes.ts'

function setUp(
  cluster: Readonly<Record<string, string>>,
  { storage = fakeStorage(), folder }: { storage?: FakeStorage; folder?: string } = {},
) {
  storage.settings.user = [{ name: 'cluster-01', address: 'https://127.0.0.1:8501', ...cluster }]
  const clusters = createClusters(storage)
  const made: Connection[] = []
  const log: string[] = []
  const connections = createConnections({
    clusters,
    async create(connection) {
      made.push(connection)
      return fakeClient({ close: async () => void log.push('closed') })
    },
    timeoutMs: () => 5000,
    folder: () => folder,
  })
  const [profile] = clusters.list()
  assert.ok(profile)
  return { storage, clusters, connections, profile, made, log }
}

test('a cluster has one client, and a new one after its token has changed', async () => {
  const { clusters, connections, profile, made, log } = setUp({})
  const [first, second] = await Promise.all([connections.open(profile), connections.open(profile)])
  assert.ok(first.ok && second.ok && first.client === second.client)
  await clusters.setToken(profile, new Secret('s3cret'))
  await connections.open(profile)
  assert.deepEqual(log, ['closed'])
  assert.deepEqual(
    made.map(({ token }) => token?.reveal()),
    [undefined, 's3cret'],
  )
})

test('certificate files are read from the workspace folder', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'connections-'))
  t.after(() => fs.rmSync(folder, { recursive: true }))
  fs.writeFileSync(path.join(folder, 'ca.pem'), 'authority')
  fs.writeFileSync(path.join(folder, 'key.pem'), 'key')
  const { connections, profile, made } = setUp(
    { caFile: 'ca.pem', clientKeyFile: '${workspaceFolder}/key.pem', serverName: 'server.dc1.consul' },
    { folder },
  )
  assert.ok((await connections.open(profile)).ok)
  assert.equal(made[0]?.certificateAuthority, 'authority')
  assert.equal(made[0]?.clientKey?.reveal(), 'key')
  assert.equal(made[0]?.serverName, 'server.dc1.consul')
})

test('a certificate file that is not there is named, and read again the next time', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'connections-'))
  t.after(() => fs.rmSync(folder, { recursive: true }))
  const { connections, profile, made } = setUp({ caFile: 'ca.pem' }, { folder })
  const missing = await connections.open(profile)
  assert.ok(!missing.ok)
  assert.match(missing.problem.message, /^The CA file `.*ca\.pem` cannot be read, so the cluster was not asked\.$/)
  assert.deepEqual(made, [])
  fs.writeFileSync(path.join(folder, 'ca.pem'), 'authority')
  assert.ok((await connections.open(profile)).ok)
})

test('a locked key ring is told, and the cluster is not asked without its token', async () => {
  const storage = fakeStorage()
  const locked = { ...storage, secrets: { ...storage.secrets, get: async () => Promise.reject(new Error('locked')) } }
  const { connections, profile, made } = setUp({}, { storage: locked })
  const opened = await connections.open(profile)
  assert.ok(!opened.ok)
  assert.match(opened.problem.message, /secret storage of VS Code/)
  assert.deepEqual(made, [])
})

test('disposing closes all clients', async () => {
  const { connections, profile, log } = setUp({})
  await connections.open(profile)
  await connections.dispose()
  assert.deepEqual(log, ['closed'])
})
