// The checklist on clusters that are not ready for each other.
import * as assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Check } from '../../consul/src/check.ts'
import { preflight } from '../../consul/src/preflight.ts'
import { type AgentRequest, startAgent } from '../harness/consulAgent.ts'
import { clientOf, expectError, expectValue, lastStep, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }

/** An agent with its client; both end with the test. */
async function start(t: TestContext, request: Partial<AgentRequest> & Pick<AgentRequest, 'version'>) {
  const agent = await startAgent({ name: 'server', datacenter: 'dc1', ...request })
  const client = clientOf(agent)
  t.after(async () => {
    await client.close()
    await agent.stop()
  })
  return client
}

const short = (checks: readonly Check[]) => checks.flatMap(({ id, side, status }) => (status === 'ok' ? [] : [`${status} ${id} ${side}`]))

describe('the checklist', { concurrency: true }, () => {
  it('stops 1.13 and 1.14+ in either direction, before a token is made', async (t) => {
    const [old, young] = await Promise.all([start(t, { version: '1.13.9' }), start(t, { version: '1.16.1', datacenter: 'dc2' })])
    assert.deepEqual(short(await preflight(old, young, names)), ['blocker generation both'])
    const failed = lastStep(await peer({ acceptor: young, dialer: old, ...names }), 'failed')
    assert.match(failed.error.message, /1\.16\.1 and 1\.13\.9 do not peer/)
    assert.deepEqual(failed.leftovers, [])
    assert.deepEqual(expectValue(await young.listPeerings()), [])
  })

  it('stops two datacenters of one name on 1.13', async (t) => {
    const [first, second] = await Promise.all([start(t, { version: '1.13.9' }), start(t, { version: '1.13.9', name: 'other' })])
    assert.deepEqual(short(await preflight(first, second, names)), ['blocker same-datacenter both'])
    const token = expectValue(await first.generateToken({ peerName: 'b', generation: '1.13' }))
    assert.equal(expectError(await second.establish({ peerName: 'a', token })), 'server-name-conflict')
  })

  it('takes two datacenters of one name on 1.16', async (t) => {
    const [first, second] = await Promise.all([start(t, { version: '1.16.1' }), start(t, { version: '1.16.1', name: 'other' })])
    assert.deepEqual(short(await preflight(first, second, names)), [])
  })

  it('sees that peering, mesh or the gRPC port is switched off', async (t) => {
    const [off, noMesh, noPort, good] = await Promise.all([
      start(t, { version: '1.16.1', datacenter: 'dc2', peering: false }),
      start(t, { version: '1.16.1', datacenter: 'dc3', peering: false, hcl: 'connect { enabled = false }' }),
      start(t, { version: '1.16.1', datacenter: 'dc4', hcl: 'ports { grpc_tls = -1 }' }),
      start(t, { version: '1.16.1' }),
    ])
    assert.deepEqual(short(await preflight(off, good, names)), ['blocker peering-enabled acceptor'])
    assert.deepEqual(short(await preflight(good, off, names)), ['blocker peering-enabled dialer'])
    assert.equal(expectError(await off.generateToken({ peerName: 'b', generation: '1.14+' })), 'peering-disabled')
    assert.deepEqual(short(await preflight(noMesh, good, names)), ['blocker peering-enabled acceptor', 'blocker connect-enabled acceptor'])
    assert.deepEqual(short(await preflight(noPort, good, names)), ['blocker grpc-port acceptor'])
    assert.equal(expectError(await noPort.generateToken({ peerName: 'b', generation: '1.14+' })), 'grpc-tls-disabled')
    assert.deepEqual(short(await preflight(good, noPort, names)), [])
  })

  it('sees that 1.13 has peering or its gRPC port switched off', async (t) => {
    const [off, noPort, good] = await Promise.all([
      start(t, { version: '1.13.9', datacenter: 'dc2', peering: false }),
      start(t, { version: '1.13.9', datacenter: 'dc3', hcl: 'ports { grpc = -1 }' }),
      start(t, { version: '1.13.9' }),
    ])
    assert.deepEqual(short(await preflight(off, good, names)), ['blocker peering-enabled acceptor'])
    assert.equal(expectError(await off.listPeerings()), 'peering-disabled')
    assert.deepEqual(short(await preflight(noPort, good, names)), ['blocker grpc-port acceptor'])
    assert.equal(expectError(await noPort.generateToken({ peerName: 'b', generation: '1.13' })), 'grpc-disabled')
  })

  it('warns of peering through mesh gateways, and Consul refuses while there is none', async (t) => {
    const [acceptor, dialer] = await Promise.all([start(t, { version: '1.16.1' }), start(t, { version: '1.16.1', datacenter: 'dc2' })])
    expectValue(await acceptor.writeConfigEntry({ Kind: 'mesh', Peering: { PeerThroughMeshGateways: true } }))
    assert.deepEqual(short(await preflight(acceptor, dialer, names)), ['warning mesh-gateway acceptor'])
    const failed = lastStep(await peer({ acceptor, dialer, ...names }), 'failed')
    assert.deepEqual([failed.at, failed.error.kind], ['token', 'mesh-gateway-missing'])
  })
})
