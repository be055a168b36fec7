// Tells of a peer whose peering has ended, although the cluster still lists it.
import { kindsWithPeers, namedPeersIn } from '../model/peers.ts'
import type { EntryRule } from './rule.ts'

export const terminatedPeer: EntryRule = {
  code: 'terminated-peer',
  kinds: kindsWithPeers,
  title: 'The peering with this peer has ended',
  category: 'advice',
  severity: 'warning',
  why: 'A peering that the other side has deleted stays listed as `TERMINATED` and carries nothing. What names it takes effect again as soon as a new peering has the name, whoever is behind it.',
  source: 'facts §2.4; run on 1.13.9 and 1.16.1',
  noFix: 'Whether to peer again or to remove what names the peer, a person must say.',
  examples: {
    target: '1.16',
    facts: {
      peers: [
        { name: 'cluster-02', state: 'TERMINATED' },
        { name: 'cluster-03', state: 'ACTIVE' },
      ],
    },
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
                                                  ^^^^^^^^^^^^ advice terminated-peer: The peering \`cluster-02\` is TERMINATED, so nothing passes, and a new one of that name would bring this back to life. Peer again, or remove it.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-03" }] }]
`,
  },
  check(entry, { scope }) {
    const ended = new Map((scope.facts?.peers ?? []).flatMap(({ name, state }) => (endStates.has(state) ? [[name, state] as const] : [])))
    if (ended.size === 0) return []
    return namedPeersIn(entry).flatMap(({ peer, source }) => {
      const state = ended.get(peer)
      if (state === undefined) return []
      const message = `The peering \`${peer}\` is ${state}, so nothing passes, and a new one of that name would bring this back to life. Peer again, or remove it.`
      return [{ message, range: source.range }]
    })
  },
}

const endStates: ReadonlySet<string> = new Set(['TERMINATED', 'DELETING'])
