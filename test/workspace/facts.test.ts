// Facts from outside: what fits is taken, and what is old is not relied on.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshFacts, readFacts } from '../../server/src/workspace/facts.ts'

const hourMs = 60 * 60_000

const cluster = {
  cluster: 'cluster-01',
  version: '1.16.1',
  defaultPolicy: 'deny',
  peers: [{ name: 'cluster-02', state: 'ACTIVE', imported: ['api'] }],
  services: [{ name: 'web', protocol: 'http' }],
  partitions: ['default'],
  readAt: 1000,
} as const

describe('facts', () => {
  it('are taken as they are, whatever else is said', () => {
    assert.deepEqual(readFacts({ clusters: [{ ...cluster, more: 1 }] }), { facts: { clusters: [cluster] }, problems: [] })
  })

  it('of a cluster that do not fit are left out and told', () => {
    const { facts, problems } = readFacts({ clusters: [{ ...cluster, services: ['web'] }, cluster] })
    assert.deepEqual(
      [facts, problems],
      [{ clusters: [cluster] }, ['The facts of cluster 1 do not fit at `services.0`; they are left out.']],
    )
  })

  it('are fresh for an hour, and say when that is over', () => {
    const facts = { clusters: [cluster] }
    assert.deepEqual(freshFacts(facts, 1000 + hourMs), { facts, stale: [], staleAtMs: 1000 + hourMs })
  })

  it('keep version, edition and datacenters when they are old', () => {
    const old = freshFacts({ clusters: [cluster] }, 1001 + hourMs)
    const facts = { clusters: [{ cluster: 'cluster-01', version: '1.16.1', readAt: 1000 }] }
    assert.deepEqual(old, { facts, stale: ['cluster-01'], staleAtMs: undefined })
    assert.deepEqual(freshFacts(facts, 1001 + hourMs).stale, [])
  })
})
