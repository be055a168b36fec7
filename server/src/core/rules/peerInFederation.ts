// C9, as a live cluster tells it: a peer that belongs to the same federation of datacenters.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { ClusterFacts } from '../facts.ts'
import type { Entry } from '../model/entry.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const peerInFederation: Rule = {
  code: 'peer-in-federation',
  kinds: ['exported-services'],
  title: 'Services are exported to a peer of the same federation',
  category: 'preview',
  severity: 'warning',
  constraint: 'C9',
  until: '1.14',
  why: 'Datacenters that are federated stay federated: their services reach each other without a peering, and a peering between them does not take the place of the federation. The statement is gone since 1.14, where both may be used side by side.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3 and v1.13.2; facts of live clusters: `/v1/catalog/datacenters`',
  noFix: 'Which of the two ways connects the clusters is for their owners to say.',
  examples: {
    facts: {
      datacenters: ['dc1', 'dc2'],
      peers: [
        { name: 'cluster-02', state: 'ACTIVE', datacenter: 'dc2' },
        { name: 'cluster-03', state: 'ACTIVE' },
      ],
    },
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
                                               ^^^^^^^^^^^^^^^^^^^^^^^^ preview peer-in-federation C9: The peer \`cluster-02\` is the datacenter \`dc2\`, which is federated with this cluster already, and what is federated stays so. Call its services by their datacenter, or peer with a cluster outside of the federation.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-03" }] }]
`,
  },
  check(entry, { scope }) {
    if (!entry.decoded || !scope.facts) return []
    return findingsIn(entry, scope.facts)
  },
}

function findingsIn(entry: Entry, { peers = [], datacenters = [] }: ClusterFacts): readonly RuleFinding[] {
  const federated = new Map(
    peers.flatMap(({ name, datacenter }) => (datacenter !== undefined && datacenters.includes(datacenter) ? [[name, datacenter]] : [])),
  )
  if (!entry.decoded || datacenters.length < 2 || federated.size === 0) return []
  const consumers = objectsOf(entry.decoded.root, 'Services').flatMap((service) => objectsOf(service, 'Consumers'))
  return consumers.flatMap((consumer): readonly RuleFinding[] => {
    const field = consumer.fields.get('Peer') ?? consumer.fields.get('PeerName')
    const peer = textOf(consumer, field?.field.name ?? '')
    const datacenter = federated.get(peer)
    if (!field || datacenter === undefined) return []
    const message = `The peer \`${peer}\` is the datacenter \`${datacenter}\`, which is federated with this cluster already, and what is federated stays so. Call its services by their datacenter, or peer with a cluster outside of the federation.`
    return [{ message, range: field.member.range }]
  })
}
