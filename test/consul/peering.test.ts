// The health and the role of a peering, from answers as real servers gave them.
import * as assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as z from 'zod/mini'
import { healthOf } from '../../consul/src/peering.ts'
import { toPeering } from '../../consul/src/readPeering.ts'
import { peeringAnswer } from '../../consul/src/schemas.ts'

const now = Date.parse('2024-05-01T12:00:00Z')
const base = { ID: '1', Name: 'west', CreateIndex: 16, ModifyIndex: 16 }
const dialer = { PeerID: '2', PeerServerName: 'server.dc1.consul', PeerServerAddresses: ['127.0.0.1:23102'] }
const quiet = { ImportedServices: null, ExportedServices: null, LastHeartbeat: null, LastReceive: null, LastSend: null }

function read(answer: object) {
  return toPeering(z.parse(peeringAnswer, { ...base, ...answer }), now)
}

function health(answer: object): string {
  return healthOf(read(answer)).status
}

describe('a peering', () => {
  it('is a dialer when it has addresses, else an acceptor', () => {
    assert.equal(read({ State: 'ACTIVE' }).role, 'acceptor')
    assert.equal(read({ State: 'ACTIVE', ...dialer }).role, 'dialer')
  })

  it('counts services as each version tells', () => {
    assert.equal(read({ State: 'INITIAL' }).imported, undefined)
    assert.deepEqual(read({ State: 'ACTIVE', ImportedServiceCount: 2, ExportedServiceCount: 0 }).imported, { count: 2, names: undefined })
    const { imported, exported } = read({ State: 'ACTIVE', StreamStatus: { ...quiet, ImportedServices: ['web'] } })
    assert.deepEqual(
      [imported, exported],
      [
        { count: 1, names: ['web'] },
        { count: 0, names: [] },
      ],
    )
  })

  it('takes nulls, the year 1 and empty strings for nothing', () => {
    const peering = read({
      State: 'PENDING',
      Meta: null,
      StreamStatus: { ...quiet, LastHeartbeat: '0001-01-01T00:00:00Z' },
      Remote: { Partition: '', Datacenter: '' },
    })
    assert.deepEqual(
      [peering.stream?.lastHeartbeat, peering.remoteDatacenter, peering.remotePartition, peering.meta],
      [undefined, undefined, undefined, {}],
    )
  })

  it('takes a state of a later version for undefined', () => {
    assert.equal(read({ State: 'SLEEPING' }).state, 'UNDEFINED')
  })
})

describe('the health of a peering', () => {
  it('is unproven on the technical preview', () => {
    assert.equal(health({ State: 'INITIAL' }), 'unproven')
    assert.equal(health({ State: 'UNDEFINED', ...dialer }), 'unproven')
  })

  it('follows the state where that says it all', () => {
    for (const state of ['PENDING', 'ESTABLISHING', 'FAILING', 'TERMINATED', 'DELETING'])
      assert.equal(health({ State: state }), state.toLowerCase())
  })

  it('is active on 1.13, which reports no heartbeat', () => {
    assert.equal(health({ State: 'ACTIVE', ImportedServiceCount: 0, ExportedServiceCount: 0 }), 'active')
  })

  it('is active without a heartbeat in the first seconds, when something was received', () => {
    assert.equal(health({ State: 'ACTIVE', StreamStatus: { ...quiet, LastReceive: '2024-05-01T11:59:58Z' } }), 'active')
  })

  it('is stale when Consul says ACTIVE and nothing was ever received', () => {
    assert.equal(health({ State: 'ACTIVE', StreamStatus: quiet }), 'stale')
  })

  it('is stale when the last sign of life is old, and says how old', () => {
    const peering = read({
      State: 'ACTIVE',
      StreamStatus: { ...quiet, LastHeartbeat: '2024-05-01T11:55:00Z', LastReceive: '2024-05-01T11:50:00Z' },
    })
    assert.equal(healthOf(peering).status, 'stale')
    assert.match(healthOf(peering).sentence, /for 5 min/)
    assert.equal(healthOf(peering, Date.parse('2024-05-01T11:55:10Z')).status, 'active')
  })

  it('tells the dialer and the acceptor of a terminated peering what to do', () => {
    assert.match(healthOf(read({ State: 'TERMINATED', ...dialer })).sentence, /new token/)
    assert.match(healthOf(read({ State: 'TERMINATED' })).sentence, /delete it here too before/)
  })
})
