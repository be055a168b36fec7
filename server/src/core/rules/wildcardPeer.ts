// Tells of `*` in the place of a peer: neither exports nor intentions can name all peers at once.
import { type DecodedField, type DecodedObject, objectsOf } from '../decode/decoded.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const wildcardPeer: EntryRule = {
  code: 'wildcard-peer',
  about: 'element',
  kinds: ['exported-services', 'service-intentions'],
  title: 'A peer cannot be `*`',
  category: 'rejected',
  severity: 'error',
  why: 'There is no wildcard for peers: each peer that may use a service is named by a consumer of its own, and each peer that may call it by a source of its own.',
  source:
    'agent/structs/config_entry_exports.go validateServices, config_entry_intentions.go validateIntentionWildcards @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Which peers are meant is known only where clusters are connected.',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "*" }] }]
                                                       ^^^ rejected wildcard-peer: A peer cannot be \`*\`, and Consul refuses the entry. Name each peer by a consumer of its own.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }, { peer_name = "cluster-03" }] }]
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    const { root } = entry.decoded
    return entry.kind?.kind === 'exported-services' ? inExports(root) : inIntentions(root)
  },
}

function inExports(root: DecodedObject): readonly RuleFinding[] {
  const consumers = objectsOf(root, 'Services').flatMap((service) => objectsOf(service, 'Consumers'))
  return consumers.flatMap((consumer) => [
    ...findingFor(consumer.fields.get('PeerName'), isStar, 'A peer', 'Name each peer by a consumer of its own.'),
    ...findingFor(consumer.fields.get('Peer'), isStar, 'A peer', 'Name each peer by a consumer of its own.'),
    ...findingFor(consumer.fields.get('Partition'), isStar, 'A partition', 'Name each partition by a consumer of its own.'),
  ])
}

function inIntentions(root: DecodedObject): readonly RuleFinding[] {
  return objectsOf(root, 'Sources').flatMap((source) =>
    findingFor(source.fields.get('Peer'), holdsStar, 'A peer', 'Name each peer by a source of its own.'),
  )
}

const isStar = (text: string) => text === '*'
const holdsStar = (text: string) => text.includes('*')

function findingFor(
  field: DecodedField | undefined,
  isWild: (text: string) => boolean,
  what: string,
  advice: string,
): readonly RuleFinding[] {
  const value = field?.value
  if (value?.type !== 'string' || !isWild(value.value)) return []
  return [{ message: `${what} cannot be \`${value.value}\`, and Consul refuses the entry. ${advice}`, range: value.source.range }]
}
