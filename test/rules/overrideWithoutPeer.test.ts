// Overrides for services that only a peer has.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (more: string) => `Kind = "service-defaults"
Name = "web"
UpstreamConfig { Overrides = [{ Name = "api"${more} }] }
`
const peers = [{ name: 'east', state: 'ACTIVE', imported: ['api'] }]
const settings = { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, peers, services: [] }] } }

describe('override-without-peer', () => {
  it('adds the peer', () => {
    checkFix(entry(''), 'Add `Peer = "east"`', entry(', Peer = "east"'), { target: '1.16', settings })
  })

  it('is silent before 1.16, where the name was enough', () => checkFindings(entry(''), { target: '1.15', settings }))
})
