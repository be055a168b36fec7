// Clusters with much in them: real answers of 5,000 services and 200 peerings, within the limits of a call.
import * as assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Agent } from '../harness/consulAgent.ts'
import { expectValue, onEachVersion } from '../harness/liveClusters.ts'

/** Operations in one transaction: as many as both versions take (run). */
const transactionLimit = 64

/** On a node of their own: an agent removes from its node what was not registered with it. */
async function registerServices(agent: Agent, count: number): Promise<void> {
  await put(agent, '/v1/catalog/register', { Node: 'crowd', Address: '127.0.0.1' })
  const names = Array.from({ length: count }, (_, i) => `service-${i}`)
  for (let i = 0; i < count; i += transactionLimit) {
    const operations = names.slice(i, i + transactionLimit).map((Service) => {
      return { Service: { Verb: 'set', Node: 'crowd', Service: { ID: Service, Service, Port: 9000 } } }
    })
    await put(agent, '/v1/txn', operations)
  }
}

async function put({ address }: Agent, where: string, body: unknown): Promise<void> {
  const answer = await fetch(address + where, { method: 'PUT', body: JSON.stringify(body) })
  assert.ok(answer.ok, await answer.text())
}

onEachVersion('a cluster with much in it', {}, (clusters) => {
  it('of 5,000 services lists each of them, and Consul itself', async () => {
    const { agents, acceptor } = clusters()
    await registerServices(agents.acceptor, 5_000)
    const { rows } = expectValue(await acceptor.services())
    assert.equal(rows.length, 5_001)
    assert.ok(rows.some(({ name }) => name === 'service-4999'))
  })

  it('of 200 peerings lists each of them', async () => {
    const { acceptor } = clusters()
    const { generation } = expectValue(await acceptor.self())
    for (let i = 0; i < 200; i++) expectValue(await acceptor.generateToken({ peerName: `cluster-${i}`, generation }))
    const peerings = expectValue(await acceptor.listPeerings())
    assert.deepEqual([peerings.length, new Set(peerings.map(({ state }) => state))], [200, new Set(['PENDING'])])
  })
})
