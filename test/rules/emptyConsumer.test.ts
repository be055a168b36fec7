// A consumer without a peer.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

const entry = (consumers: string) => `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [${consumers}] }]
`
const live = {
  scopes: [{ folder: '', cluster: 'a' }],
  facts: { clusters: [{ cluster: 'a', readAt: 0, peers: [{ name: 'p', state: 'ACTIVE' }] }] },
}

describe('empty-consumer', () => {
  it('removes it where another one is left', () => {
    checkFixAll(entry('{}, { peer_name = "p" }'), entry('{ peer_name = "p" }'))
    checkFixAll(entry('{ peer_name = "p" }, { peer_name = "" }'), entry('{ peer_name = "p" }'))
  })

  it('leaves several empty ones to a person, since Consul takes no export without a consumer', () => {
    checkFixAll(entry('{}, { Partition = "ap1" }'), entry('{}, { Partition = "ap1" }'))
  })

  it('keeps the only one, without which Consul would refuse the entry', () => {
    assert.deepEqual(fixTitles(entry('{}')), [])
  })

  it('offers the only peer that the cluster has', () => {
    checkFix(entry('{}'), 'Export to `p`', entry('{ peer_name = "p" }'), { settings: live })
  })

  it('tells of a partition that a community cluster does not have', () => {
    checkFindings(`Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Partition = "ap1" }] }]
                                           ^^^^^^^^^ advice empty-consumer: A community cluster has no partition \`ap1\`, so \`web\` is exported to no one by it. Name a peer, or remove the consumer.
`)
    checkFindings(entry('{ Partition = "ap1" }'), { edition: 'enterprise' })
  })
})
