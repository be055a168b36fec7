// What the records that exist already mean for a new peering under some names.
import * as assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Peering, PeeringState } from '../../consul/src/peering.ts'
import { judgeRecords } from '../../consul/src/recordChecks.ts'

const names = { acceptorName: 'east', dialerName: 'west' }

function record(name: string, id: string, state: PeeringState, more: Partial<Peering> = {}): Peering {
  return {
    ...{ name, id, state, role: 'acceptor', partition: undefined, meta: {}, deletedAt: undefined, peerId: undefined },
    ...{ serverName: undefined, serverAddresses: [], imported: undefined, exported: undefined, stream: undefined },
    ...{ remoteDatacenter: undefined, remotePartition: undefined, createIndex: 1, modifyIndex: 1, readAt: 0 },
    ...more,
  }
}

const dialing = (name: string, id: string, state: PeeringState, peerId?: string) => record(name, id, state, { role: 'dialer', peerId })

/** `status id side` of each check that is not ok, or the title of the only one. */
function judge(acceptor: readonly Peering[], dialer: readonly Peering[]): readonly string[] {
  return judgeRecords({ acceptor, dialer }, names).flatMap(({ status, id, side }) => (status === 'ok' ? [] : [`${status} ${id} ${side}`]))
}

describe('the records of two clusters', () => {
  it('leave the names free', () => {
    assert.deepEqual(judge([], []), [])
    assert.deepEqual(judge([record('other', '1', 'ACTIVE')], [dialing('another', '2', 'ACTIVE', '9')]), [])
  })

  it('are the finished pair when both are ACTIVE, in either direction', () => {
    assert.deepEqual(judge([record('west', '1', 'ACTIVE')], [dialing('east', '2', 'ACTIVE', '1')]), [])
    assert.deepEqual(judge([dialing('west', '1', 'ACTIVE', '2')], [record('east', '2', 'ACTIVE')]), [])
  })

  it('are renewed when they belong together and do not work', () => {
    const found = judge([record('west', '1', 'FAILING')], [dialing('east', '2', 'FAILING', '1')])
    assert.deepEqual(found, ['warning leftover acceptor', 'warning leftover dialer'])
  })

  it('are used again when nobody dialed yet, or establishing failed', () => {
    assert.deepEqual(judge([record('west', '1', 'PENDING')], [dialing('east', '2', 'PENDING', '9')]), [
      'warning leftover acceptor',
      'warning leftover dialer',
    ])
    assert.deepEqual(judge([record('west', '1', 'INITIAL')], []), ['warning leftover acceptor'])
  })

  it('are in the way when they belong to another cluster', () => {
    for (const state of ['ACTIVE', 'FAILING', 'ESTABLISHING'] as const) {
      assert.deepEqual(judge([record('west', '1', state)], []), ['blocker name-taken acceptor'])
      assert.deepEqual(judge([], [dialing('east', '2', state, '9')]), ['blocker name-taken dialer'])
    }
    assert.deepEqual(judge([], [dialing('east', '2', 'INITIAL', '9')]), ['blocker name-taken dialer'])
  })

  it('are in the way when they have the other role', () => {
    assert.deepEqual(judge([dialing('west', '1', 'ACTIVE', '9')], []), ['blocker name-taken acceptor'])
    assert.deepEqual(judge([], [record('east', '2', 'PENDING')]), ['blocker name-taken dialer'])
  })

  it('make dead tokens when the acceptor is terminated or being deleted', () => {
    assert.deepEqual(judge([record('west', '1', 'TERMINATED')], []), ['blocker leftover acceptor'])
    assert.deepEqual(judge([record('west', '1', 'DELETING')], [dialing('east', '2', 'DELETING', '1')]), [
      'blocker leftover acceptor',
      'blocker leftover dialer',
    ])
  })

  it('of a terminated dialer are established again', () => {
    assert.deepEqual(judge([], [dialing('east', '2', 'TERMINATED', '9')]), ['warning leftover dialer'])
  })

  it('are found whatever the case of their names, as Consul finds them', () => {
    assert.deepEqual(judge([record('West', '1', 'ACTIVE')], []), ['blocker name-taken acceptor'])
  })

  it('show a live peering between the two under other names, and say which records it has', () => {
    const checks = judgeRecords({ acceptor: [record('a', '1', 'ACTIVE')], dialer: [dialing('b', '2', 'FAILING', '1')] }, names)
    const blocker = checks.find(({ status }) => status === 'blocker')
    assert.equal(blocker?.id, 'live-peering')
    assert.deepEqual(blocker?.records, [
      { side: 'acceptor', name: 'a' },
      { side: 'dialer', name: 'b' },
    ])
    assert.deepEqual(judge([record('a', '1', 'TERMINATED')], [dialing('b', '2', 'TERMINATED', '1')]), [])
  })
})
