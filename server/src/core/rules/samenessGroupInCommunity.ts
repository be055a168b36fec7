// Tells of sameness groups in a community cluster, which has none.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { editFix, type Rule, type RuleFinding } from './rule.ts'

export const samenessGroupInCommunity: Rule = {
  code: 'sameness-group-in-community',
  title: 'Sameness groups exist in Consul Enterprise only',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  edition: 'community',
  why: 'A community server knows the key and refuses any value. Name each member of the group by a consumer or a source of its own.',
  source: 'agent/structs/config_entry_exports_oss.go, config_entry_intentions_oss.go @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ SamenessGroup = "all" }] }]
                                           ^^^^^^^^^^^^^ rejected sameness-group-in-community: Sameness groups belong to Consul Enterprise, and a community server refuses the entry. Name each member of \`all\` by a consumer of its own.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }, { Peer = "cluster-03" }] }]
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    const { root } = entry.decoded
    if (entry.kind?.kind === 'sameness-group') {
      const range = (entry.kindMember?.value ?? entry.root).range
      return [{ message: 'Sameness groups belong to Consul Enterprise, and a community server refuses the entry.', range }]
    }
    if (entry.kind?.kind === 'service-intentions')
      return objectsOf(root, 'Sources').flatMap((source) => findingFor(entry, source, 'a source'))
    if (entry.kind?.kind !== 'exported-services') return []
    const consumers = objectsOf(root, 'Services').flatMap((service) => objectsOf(service, 'Consumers'))
    return consumers.flatMap((consumer) => findingFor(entry, consumer, 'a consumer'))
  },
}

function findingFor(entry: Entry, object: DecodedObject, what: string): readonly RuleFinding[] {
  const group = textOf(object, 'SamenessGroup')
  const member = object.fields.get('SamenessGroup')?.member
  if (group === '' || !member) return []
  const message = `Sameness groups belong to Consul Enterprise, and a community server refuses the entry. Name each member of \`${group}\` by ${what} of its own.`
  const fixes = [editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })]
  return [{ message, range: member.keyRange, fixes }]
}
