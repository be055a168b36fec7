// Tells of a source without `Peer` that only a peer has.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { peersWith } from '../model/liveServices.ts'
import { type EditFix, type EntryRule, editFix } from './rule.ts'

export const sourceOfPeer: EntryRule = {
  code: 'source-of-peer',
  kinds: ['service-intentions'],
  title: 'A source without `Peer` that only a peer has',
  category: 'advice',
  severity: 'warning',
  why: 'Without `Peer` a source is the local service of that name. The cluster has none, but a peer shares one, whose calls this intention does not touch.',
  source: 'facts §2.10e and §5.3',
  examples: {
    target: '1.16',
    facts: { services: [{ name: 'billing' }], peers: [{ name: 'cluster-02', state: 'ACTIVE', imported: ['web'] }] },
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
                    ^^^^^ advice source-of-peer: This cluster has no service \`web\`, but its peer \`cluster-02\` shares one. Add \`Peer = "cluster-02"\`, without which the source is a local service.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "allow" }]
`,
  },
  check(entry, { scope }) {
    if (!entry.decoded || !scope.facts) return []
    const { facts } = scope
    return objectsOf(entry.decoded.root, 'Sources').flatMap((source) => {
      const field = source.fields.get('Name')
      const name = textOf(source, 'Name')
      if (!field || isElsewhere(source)) return []
      const peers = peersWith(facts, name)
      const [first] = peers
      if (first === undefined) return []
      return [
        {
          message: `This cluster has no service \`${name}\`, but its peer \`${first}\` shares one. Add \`Peer = "${first}"\`, without which the source is a local service.`,
          range: field.value.source.range,
          fixes: peers.flatMap((peer) => peerFix(entry, source, peer)),
        },
      ]
    })
  },
}

function isElsewhere(source: DecodedObject): boolean {
  return ['Peer', 'SamenessGroup', 'Partition', 'Namespace'].some((field) => textOf(source, field) !== '')
}

function peerFix(entry: Entry, { source, fields }: DecodedObject, peer: string): readonly EditFix[] {
  const after = fields.get('Name')?.member
  if (source.type !== 'object' || !after) return []
  const key = after.key === after.key.toLowerCase() ? 'peer' : 'Peer'
  return [editFix(entry, `Add \`${key} = "${peer}"\``, { type: 'insertMember', into: source, key, value: peer, after }, { safe: false })]
}
