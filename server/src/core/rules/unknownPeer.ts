// Tells of a peer that the cluster does not have.
import { nearest } from '../model/nearest.ts'
import { kindsWithPeers, namedPeersIn } from '../model/peers.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const unknownPeer: EntryRule = {
  code: 'unknown-peer',
  about: 'element',
  kinds: kindsWithPeers,
  title: 'The cluster has no peer of this name',
  category: 'advice',
  severity: 'warning',
  why: 'Consul takes any name of a peer, compares it exactly, and leaves out without a word what names none. The name is the one that this cluster gives the peering.',
  source: 'facts §2.8, §5.2 and §5.3 (hashicorp/consul#16244); run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    target: '1.16',
    facts: { peers: [{ name: 'cluster-02', state: 'ACTIVE' }] },
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "Cluster-02" }, { Peer = "clutser-02" }] }]
                                                  ^^^^^^^^^^^^ advice unknown-peer: The peer is named \`cluster-02\`, and Consul compares names exactly, so \`Cluster-02\` is nobody. Write \`cluster-02\`.
                                                                           ^^^^^^^^^^^^ advice unknown-peer: This cluster has no peer \`clutser-02\`, so Consul leaves this out without a word. Write \`cluster-02\`.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`,
  },
  check(entry, { scope }) {
    const known = scope.facts?.peers?.map(({ name }) => name)
    if (!known) return []
    const wrong = namedPeersIn(entry).filter(({ peer }) => !known.includes(peer))
    return wrong.map(({ peer, source }): RuleFinding => {
      const sameLetters = known.find((name) => name.toLowerCase() === peer.toLowerCase())
      const near = nearest(peer, known)
      // `cluster-03` is no slip of the pen for `cluster-02`.
      const meant = sameLetters ?? (near !== undefined && withoutDigits(near) !== withoutDigits(peer) ? near : undefined)
      const edit = { type: 'replaceValue', value: source, by: meant ?? '' } as const
      const fact = sameLetters
        ? `The peer is named \`${sameLetters}\`, and Consul compares names exactly, so \`${peer}\` is nobody.`
        : `This cluster has no peer \`${peer}\`, so Consul leaves this out without a word.`
      const advice = meant ? `Write \`${meant}\`.` : known.length > 0 ? `It has ${list(known)}.` : 'It has none yet.'
      return {
        message: `${fact} ${advice}`,
        range: source.range,
        fixes: meant ? [editFix(entry, `Write \`${meant}\``, edit, { safe: false, preferred: true })] : [],
      }
    })
  },
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``)
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ')
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d/g, '')
}
