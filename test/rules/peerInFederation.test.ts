// C9, as a live cluster tells it.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const settings = (datacenter: string) => ({
  scopes: [{ folder: '', cluster: 'a' }],
  facts: { clusters: [{ cluster: 'a', readAt: 0, datacenters: ['dc1', 'dc2'], peers: [{ name: 'east', state: 'ACTIVE', datacenter }] }] },
})
const entry = 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ peer_name = "east" }] }]\n'

describe('peer-in-federation', () => {
  it('is silent for a peer outside of the federation', () => checkFindings(entry, { target: '1.13', settings: settings('dc3') }))

  it('is silent since 1.14', () => checkFindings(entry, { target: '1.14', settings: settings('dc2') }))
})
