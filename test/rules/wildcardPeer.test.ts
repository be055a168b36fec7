// `*` in the place of a peer.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('wildcard-peer', () => {
  it('is silent about a service `*`, and about a star within the name of a consumer, which Consul takes', () => {
    const severities = { 'partial-wildcard': 'off', 'wildcard-exports-consul': 'off' } as const
    const text = 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "*", Consumers = [{ peer_name = "east*" }] }]\n'
    checkFindings(text, { settings: { severities } })
  })

  it('tells of any star in the peer of an intention', () => {
    checkFindings(`
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "east*", Action = "allow" }]
                                  ^^^^^^^ rejected wildcard-peer: A peer cannot be \`east*\`, and Consul refuses the entry. Name each peer by a source of its own.
`)
  })
})
