// What stands above an entry: whether its cluster has it, and nothing where that is not known.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterLenses } from '../../client/src/clusterLens.ts'
import type { ConsulClient, LiveConfigEntry } from '../../consul/src/client.ts'
import { failure, success } from '../../consul/src/result.ts'
import { fakeClient, fakePerson, fakeWorld } from './fakes.ts'

const address = 'http://127.0.0.1:8500'
const text = '# of the shop\nKind = "service-defaults"\nName = "web"\nProtocol = "http"\n'

function live(body: Readonly<Record<string, unknown>>): LiveConfigEntry {
  return { kind: 'service-defaults', name: 'web', modifyIndex: 1, createIndex: 1, body }
}

async function lenses(
  readConfigEntry: ConsulClient['readConfigEntry'],
  given: { readonly text?: string; readonly scope?: string; readonly isRead?: boolean } = {},
) {
  let calls = 0
  const client = fakeClient({
    async readConfigEntry(...asked) {
      calls++
      return await readConfigEntry(...asked)
    },
  })
  const scope = given.scope ?? '{"cluster":"cluster-01"}'
  const world = fakeWorld({
    ui: fakePerson([]).ui,
    settings: [{ id: 'one', name: 'cluster-01', address }],
    clients: { 'cluster-01': client },
    targets: { scopeFile: async () => ({ uri: 'file:///w/consul-peering.json', shown: 'consul-peering.json', text: scope }) },
  })
  if (given.isRead !== false) await world.deps.readings.refresh()
  calls = 0
  const found = await clusterLenses(world.deps, { uri: 'file:///w/web.hcl', text: given.text ?? text }, new AbortController().signal)
  world.dispose()
  return { titles: found.map(({ offset, title }) => `${offset} ${title}`), calls }
}

test('it is told whether the cluster has the entry, and in the same words', async () => {
  const same = await lenses(async () => success(live({ Kind: 'service-defaults', Name: 'web', Protocol: 'http' })))
  assert.deepEqual(same, { titles: ['14 applied to cluster-01'], calls: 1 })
  const other = await lenses(async () => success(live({ Kind: 'service-defaults', Name: 'web', Protocol: 'tcp' })))
  assert.deepEqual(other.titles, ['14 differs from cluster-01'])
  assert.deepEqual((await lenses(async () => success(undefined))).titles, ['14 not on cluster-01 yet'])
})

test('nothing is told, and no cluster asked, where the file has none that is connected', async () => {
  const answer = async () => success(undefined)
  const nothing = { titles: [], calls: 0 }
  assert.deepEqual(await lenses(answer, { isRead: false }), nothing)
  assert.deepEqual(await lenses(answer, { scope: '{"cluster":"cluster-09"}' }), nothing)
  assert.deepEqual(await lenses(answer, { text: 'resource "a" "b" {}\n' }), nothing)
  assert.deepEqual((await lenses(async () => failure({ kind: 'no-leader' }))).titles, [])
})
