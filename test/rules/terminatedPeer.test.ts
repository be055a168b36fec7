// Peerings that have ended.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const entry = `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Peer = "east", Action = "deny" }]
`
const live = (state: string) => ({
  settings: {
    scopes: [{ folder: '', cluster: 'a' }],
    facts: { clusters: [{ cluster: 'a', readAt: 0, peers: [{ name: 'east', state }] }] },
  },
})

describe('terminated-peer', () => {
  it('is silent about a peering that is only troubled, or on its way', () => {
    for (const state of ['ACTIVE', 'FAILING', 'PENDING', 'INITIAL']) checkFindings(entry, live(state))
  })

  it('is silent while nothing is known', () => checkFindings(entry))
})
