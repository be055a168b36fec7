// The parts of a cluster are read when they are opened, again with their cluster while they are open, and never otherwise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createClusters } from '../../client/src/clusters.ts'
import { createReadings } from '../../client/src/readings.ts'
import { createSections } from '../../client/src/sections.ts'
import { createForest } from '../../client/src/tree/forest.ts'
import { failure, type Result, success } from '../../consul/src/result.ts'
import { readSection, type Section } from '../../consul/src/sections.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { fakeClient, fakeStorage } from './fakes.ts'

const id = 'settings:a'

function setUp(answer: () => Result<Section> = () => success({ section: 'intentions', intentions: [] })) {
  const storage = fakeStorage()
  storage.settings.user = [{ name: 'a', address: 'http://127.0.0.1:8500' }]
  const clusters = createClusters(storage)
  const connections = { open: async () => ({ ok: true as const, client: fakeClient() }) }
  const readings = createReadings({ clusters, connections, read: readSnapshot, mayConnect: () => true, intervalMs: () => 10_000 })
  const asked: string[] = []
  const signals: AbortSignal[] = []
  const sections = createSections({
    clusters,
    connections,
    readings,
    async read(_client, key, signal) {
      asked.push(Object.values(key).join('/'))
      signals.push(signal)
      return answer()
    },
  })
  sections.setShown(true)
  return { storage, clusters, readings, sections, asked, signals }
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await setImmediate()
}

test('nothing is read before it is opened; then it is read again with its cluster, until it is closed', async () => {
  const { readings, sections, asked } = setUp()
  await readings.refresh()
  assert.deepEqual(asked, [])
  sections.open(id, { section: 'intentions' })
  sections.open(id, { section: 'intentions' })
  assert.deepEqual(sections.of(id, { section: 'intentions' }), { state: 'loading' })
  await settle()
  assert.equal(sections.of(id, { section: 'intentions' })?.state, 'read')
  await readings.refresh()
  await settle()
  assert.deepEqual(asked, ['intentions', 'intentions'])
  sections.close(id, { section: 'intentions' })
  await readings.refresh()
  await settle()
  assert.deepEqual(asked, ['intentions', 'intentions'])
  sections.dispose()
  readings.dispose()
})

test('while nobody looks nothing is read by itself, and what is under way ends', async () => {
  const { readings, sections, asked, signals } = setUp()
  sections.open(id, { section: 'intentions' })
  await settle()
  sections.open(id, { section: 'entries' })
  sections.setShown(false)
  await settle()
  assert.deepEqual(sections.of(id, { section: 'entries' }), { state: 'loading' })
  await readings.refresh()
  await settle()
  assert.equal(signals.length, asked.length)
  const count = asked.length
  sections.setShown(true)
  await readings.refresh()
  await settle()
  assert.deepEqual(asked.slice(count), ['intentions', 'entries'])
  sections.dispose()
  readings.dispose()
})

test('a change is told once, and the same answer not at all', async () => {
  const answers: Result<Section>[] = [
    success({ section: 'intentions', intentions: [] }),
    success({ section: 'intentions', intentions: [] }),
    failure({ kind: 'no-leader' }),
  ]
  const { sections } = setUp(() => answers.shift() ?? failure({ kind: 'no-leader' }))
  const told: string[] = []
  sections.onDidChange((changed) => told.push(`${changed} ${sections.of(id, { section: 'intentions' })?.state}`))
  sections.open(id, { section: 'intentions' })
  await settle()
  await sections.refresh(id)
  await sections.refresh(id)
  assert.deepEqual(told, [`${id} read`, `${id} failed`])
  sections.dispose()
})

test('a cluster that is gone keeps nothing', async () => {
  const { storage, clusters, sections } = setUp()
  sections.open(id, { section: 'imports', peer: 'b' })
  await settle()
  storage.settings.user = []
  clusters.reload()
  assert.equal(sections.of(id, { section: 'imports', peer: 'b' }), undefined)
  sections.dispose()
})

test('rows are made anew only when something has changed', async () => {
  const { clusters, readings, sections } = setUp()
  const forest = createForest({ clusters, readings, sections })
  const [first] = forest.roots()
  assert.equal(forest.roots()[0], first)
  await readings.refresh()
  const [second] = forest.roots()
  assert.notEqual(second, first)
  assert.equal(forest.node(`cluster/${id}/intentions`), forest.node(`cluster/${id}/intentions`))
  assert.equal(forest.parent(`cluster/${id}/intentions`), second)
  sections.dispose()
  readings.dispose()
})

test('without a leader nothing else is asked', async () => {
  const client = fakeClient({ leader: async () => success(undefined) })
  assert.deepEqual(await readSection(client, { section: 'entries' }), failure({ kind: 'no-leader' }))
})
