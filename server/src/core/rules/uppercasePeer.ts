// Tells of a peer name in which capital letters stand, which no new peering can have.
import { kindsWithPeers, namedPeersIn } from '../model/peers.ts'
import { type EntryRule, editFix } from './rule.ts'

export const uppercasePeer: EntryRule = {
  code: 'uppercase-peer',
  about: 'element',
  kinds: kindsWithPeers,
  title: 'A peer name with capital letters',
  category: 'advice',
  severity: 'information',
  since: '1.14',
  why: 'Since Consul 1.14.4 the name of a new peering is in lower case, and entries name peers with exact case. Only a peering from before can have this name.',
  source: 'facts §1.4 and §2.8 (hashicorp/consul#15697); run on 1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "Cluster-02" }] }]
                                                  ^^^^^^^^^^^^ advice uppercase-peer: New peerings have names in lower case, and names are compared exactly, so \`Cluster-02\` is nobody unless the peering is an old one. Write \`cluster-02\`.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`,
  },
  check(entry, { scope }) {
    // Where the peers are known, `unknown-peer` says more.
    if (scope.facts?.peers) return []
    return namedPeersIn(entry).flatMap(({ peer, source }) => {
      const lower = peer.toLowerCase()
      if (peer === lower) return []
      const fix = editFix(entry, `Write \`${lower}\``, { type: 'replaceValue', value: source, by: lower }, { safe: false, preferred: true })
      return [
        {
          message: `New peerings have names in lower case, and names are compared exactly, so \`${peer}\` is nobody unless the peering is an old one. Write \`${lower}\`.`,
          range: source.range,
          fixes: [fix],
        },
      ]
    })
  },
}
