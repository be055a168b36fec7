// C7: prepared queries that fail over to a peer.
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll } from '../harness/rules.ts'

const query = (key: string) => `#- a.sh\ncurl -d '{"Service": {"Failover": {"Targets": [{"${key}": "x"}]}}}' h/v1/query\n`

describe('prepared-query-peer', () => {
  it('is C7 in the technical preview', () =>
    checkFindings(`
#- a.sh
curl -d '{"Service": {"Failover": {"Targets": [{"Peer": "x"}]}}}' h/v1/query
                                   ^^^^^^^^^ rejected prepared-query-peer C7: \`Targets\` came with Consul 1.13; the technical preview (1.13.0-alpha2) refuses it and has no failover to peers. Remove it.
`))

  it('spells the peer as the release does', () => {
    checkFixAll(query('Peer'), query('PeerName'), { target: '1.13' })
    checkFixAll(query('PeerName'), query('Peer'), { target: '1.16' })
    checkFindings(query('Peer'), { target: '1.16' })
  })

  it('spells the peer of the service itself as the release does', () => {
    const own = (key: string) => `#- a.sh\ncurl -d '{"Service": {"Service": "web", "${key}": "x"}}' h/v1/query\n`
    checkFixAll(own('Peer'), own('PeerName'), { target: '1.13' })
    checkFixAll(own('Peer'), own('PeerName'))
    checkFixAll(own('PeerName'), own('Peer'), { target: '1.16' })
    checkFindings(own('PeerName'))
    checkFindings(own('Peer'), { target: '1.16' })
  })
})
