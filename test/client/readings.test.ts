// When clusters are asked: only while somebody looks, each on its own, and less often while they fail.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createClusters } from '../../client/src/clusters.ts'
import type { Connections } from '../../client/src/connections.ts'
import { logReadings } from '../../client/src/readingLog.ts'
import { createReadings } from '../../client/src/readings.ts'
import type { ConsulClient } from '../../consul/src/client.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { failing, fakeClient, fakeStorage } from './fakes.ts'

interface Bench {
  readonly clients?: Readonly<Record<string, ConsulClient>>
  readonly mayConnect?: boolean
}

function setUp({ clients = {}, mayConnect = true }: Bench = {}) {
  const storage = fakeStorage()
  storage.settings.user = ['a', 'b'].map((name) => ({ name, address: 'http://127.0.0.1:8500' }))
  const clusters = createClusters(storage)
  const asked: string[] = []
  const connections: Pick<Connections, 'open'> = {
    async open({ name }) {
      asked.push(name)
      return { ok: true, client: clients[name] ?? fakeClient() }
    },
  }
  const readings = createReadings({
    clusters,
    connections,
    read: readSnapshot,
    mayConnect: () => mayConnect,
    intervalMs: () => 10_000,
    random: () => 0.5,
  })
  return { storage, clusters, readings, asked }
}

/** Lets everything run that does not wait for time. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await setImmediate()
}

test('one slow cluster does not hold up another', async () => {
  const slow = fakeClient({ leader: () => new Promise(() => undefined) })
  const { readings } = setUp({ clients: { a: slow } })
  readings.setShown(true)
  await settle()
  assert.equal(readings.of('settings:a').state, 'loading')
  assert.equal(readings.of('settings:b').state, 'read')
  readings.dispose()
})

test('nothing is asked before somebody looks, nor in a workspace that is not trusted', async () => {
  const hidden = setUp()
  await settle()
  assert.deepEqual(hidden.asked, [])
  const untrusted = setUp({ mayConnect: false })
  untrusted.readings.setShown(true)
  await untrusted.readings.readUnread()
  await settle()
  assert.deepEqual(untrusted.asked, [])
  // Somebody who asks for it gets it.
  await untrusted.readings.refresh('settings:a')
  assert.deepEqual(untrusted.asked, ['a'])
  untrusted.readings.dispose()
})

test('while shown a cluster is asked again, one that fails less and less often, and none once hidden', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const down = fakeClient({ leader: failing({ kind: 'connection-refused', address: '127.0.0.1:8500' }) })
    const { readings, asked } = setUp({ clients: { a: down } })
    const count = (name: string) => asked.filter((each) => each === name).length
    readings.setShown(true)
    await settle()
    for (let second = 0; second < 60; second += 10) {
      mock.timers.tick(10_000)
      await settle()
    }
    assert.equal(count('b'), 7)
    // After 20 s and another 40 s.
    assert.equal(count('a'), 3)
    readings.setShown(false)
    mock.timers.tick(600_000)
    await settle()
    assert.equal(count('b'), 7)
    readings.dispose()
  } finally {
    mock.timers.reset()
  }
})

test('a refresh that comes during another one takes over', async () => {
  let signal: AbortSignal | undefined
  let isFirst = true
  const client = fakeClient({
    leader(options) {
      if (!isFirst) return fakeClient().leader()
      isFirst = false
      signal = options?.signal
      return new Promise((resolve) => {
        const ended = failing({ kind: 'cancelled' })
        signal?.addEventListener('abort', () => resolve(ended()))
      })
    },
  })
  const { readings } = setUp({ clients: { a: client } })
  const first = readings.refresh('settings:a')
  await settle()
  await readings.refresh('settings:a')
  await first
  assert.equal(signal?.aborted, true)
  const reading = readings.of('settings:a')
  assert.ok(reading.state === 'read' && reading.snapshot.leader.ok)
  readings.dispose()
})

test('hiding the view ends what it has begun, and not what a person asked for', async () => {
  const signals: AbortSignal[] = []
  const slow = fakeClient({
    leader(options) {
      if (options?.signal) signals.push(options.signal)
      return new Promise(() => undefined)
    },
  })
  const { readings } = setUp({ clients: { a: slow, b: slow } })
  readings.setShown(true)
  void readings.refresh('settings:b')
  await settle()
  readings.setShown(false)
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    // Both readings of the view, and not the one that a person asked for.
    [true, true, false],
  )
  assert.deepEqual([readings.of('settings:a').state, readings.of('settings:b').state], ['unread', 'loading'])
  readings.dispose()
})

test('a cluster that is removed while it is asked is forgotten', async () => {
  let aborted = false
  const slow = fakeClient({
    leader: (options) =>
      new Promise(() => {
        options?.signal?.addEventListener('abort', () => {
          aborted = true
        })
      }),
  })
  const { storage, clusters, readings } = setUp({ clients: { a: slow } })
  void readings.refresh('settings:a')
  await settle()
  storage.settings.user = []
  clusters.reload()
  assert.equal(aborted, true)
  assert.equal(readings.of('settings:a').state, 'unread')
  readings.dispose()
})

test('disposing ends what is under way', async () => {
  let signal: AbortSignal | undefined
  const slow = fakeClient({
    leader(options) {
      signal = options?.signal
      return new Promise(() => undefined)
    },
  })
  const { readings } = setUp({ clients: { a: slow } })
  readings.setShown(true)
  await settle()
  readings.dispose()
  assert.equal(signal?.aborted, true)
})

test('the log has a line for each failure and for its end, and none while it stays', async () => {
  const lines: string[] = []
  const answers: { leader: ConsulClient['leader'] } = { leader: failing({ kind: 'timeout', address: '127.0.0.1:8500', timeoutMs: 5_000 }) }
  const { readings, clusters } = setUp({ clients: { a: fakeClient({ leader: (options) => answers.leader(options) }) } })
  const log = { info: (line: string) => void lines.push(`info ${line}`), warn: (line: string) => void lines.push(`warn ${line}`) }
  const following = logReadings({ clusters, readings }, log)
  await readings.refresh()
  await readings.refresh()
  answers.leader = failing({ kind: 'connection-refused', address: '127.0.0.1:8500' })
  await readings.refresh()
  answers.leader = fakeClient().leader
  await readings.refresh()
  following.dispose()
  readings.dispose()
  assert.deepEqual(lines, [
    "warn a: '127.0.0.1:8500' did not answer within 5 s, as behind a firewall or in a cluster without a leader.",
    "warn a: Nothing listens on '127.0.0.1:8500', so the cluster could not be asked.",
    'info a: All could be read again.',
  ])
})

test('a change on a cluster is read soon, and nothing waits once the view is hidden', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const storage = fakeStorage()
    storage.settings.user = [{ name: 'a', address: 'http://127.0.0.1:8500' }]
    const clusters = createClusters(storage)
    const connections = { open: async () => ({ ok: true as const, client: fakeClient() }) }
    let reads = 0
    const waits: { readonly signal: AbortSignal; readonly change: (changed: boolean) => void }[] = []
    const readings = createReadings({
      clusters,
      connections,
      read: (client, signal) => {
        reads++
        return readSnapshot(client, signal)
      },
      waitForChange: (_client, signal) => new Promise((change) => waits.push({ signal, change })),
      mayConnect: () => true,
      intervalMs: () => 10_000,
      random: () => 0.5,
    })
    readings.setShown(true)
    await settle()
    assert.deepEqual([reads, waits.length], [1, 1])
    waits[0]?.change(true)
    await settle()
    mock.timers.tick(300)
    await settle()
    assert.deepEqual([reads, waits.length], [2, 2])
    readings.setShown(false)
    assert.equal(waits[1]?.signal.aborted, true)
    waits[1]?.change(true)
    await settle()
    mock.timers.tick(60_000)
    await settle()
    assert.equal(reads, 2)
    readings.dispose()
  } finally {
    mock.timers.reset()
  }
})
