// Tells of an upstream override without `Peer` for a service that only a peer has.
import { objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { peersWith } from '../model/liveServices.ts'
import { type EntryRule, editFix } from './rule.ts'

export const overrideWithoutPeer: EntryRule = {
  code: 'override-without-peer',
  kinds: ['service-defaults'],
  title: 'An upstream override without `Peer` for a service that only a peer has',
  category: 'advice',
  severity: 'warning',
  since: '1.16',
  why: 'Since Consul 1.16 an override touches an upstream of a peer only when it names the peer; before, the name of the service was enough.',
  source: 'facts §1.5 and §5.5 (hashicorp/consul#16957)',
  examples: {
    target: '1.16',
    facts: { services: [{ name: 'web' }], peers: [{ name: 'cluster-02', state: 'ACTIVE', imported: ['api'] }] },
    bad: `
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Overrides = [{ Name = "api", ConnectTimeoutMs = 500 }]
                        ^^^^^ advice override-without-peer: Only the peer \`cluster-02\` has a service \`api\`, and without \`Peer\` this override does not touch it. Add \`Peer = "cluster-02"\`.
}
`,
    good: `
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Overrides = [{ Name = "api", Peer = "cluster-02", ConnectTimeoutMs = 500 }]
}
`,
  },
  check(entry, { scope }) {
    const config = entry.decoded ? objectOf(entry.decoded.root, 'UpstreamConfig') : undefined
    const { facts } = scope
    if (!config || !facts) return []
    return objectsOf(config, 'Overrides').flatMap((override) => {
      const field = override.fields.get('Name')
      const name = textOf(override, 'Name')
      const peers = textOf(override, 'Peer') === '' ? peersWith(facts, name) : []
      const [first] = peers
      const into = override.source
      if (!field || first === undefined || into.type !== 'object') return []
      const after = field.member
      const key = after.key === after.key.toLowerCase() ? 'peer' : 'Peer'
      return [
        {
          message: `Only the peer \`${first}\` has a service \`${name}\`, and without \`Peer\` this override does not touch it. Add \`Peer = "${first}"\`.`,
          range: field.value.source.range,
          fixes: peers.map((peer) =>
            editFix(entry, `Add \`${key} = "${peer}"\``, { type: 'insertMember', into, key, value: peer, after }, { safe: false }),
          ),
        },
      ]
    })
  },
}
