// Tells of keys that exclude each other in one object.

import { isSet } from '../decode/decoded.ts'
import { walk } from '../model/walk.ts'
import { isWithin } from '../schema/target.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const exclusiveFields: EntryRule = {
  code: 'exclusive-fields',
  about: 'element',
  title: 'Two keys exclude each other',
  category: 'rejected',
  severity: 'error',
  why: 'Some keys say the same thing in different ways, so Consul takes one of them only: a consumer is either a peer or a partition, a path is either exact, a prefix or a regular expression.',
  source:
    'agent/structs/config_entry_exports.go validateServices, config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02", Partition = "east" }] }]
                                                                     ^^^^^^^^^ rejected exclusive-fields: A consumer takes only one of \`PeerName\` and \`Partition\`. Keep one of them.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }, { peer_name = "cluster-03" }] }]
`,
  },
  check(entry, { target }) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      object(object) {
        for (const group of object.object.atMostOneOf ?? []) {
          if (!isWithin(target, group)) continue
          const set = group.fields.flatMap((name) => object.fields.get(name) ?? []).filter(({ value }) => isSet(value))
          const [, second] = [...set].sort((a, b) => a.member.range.start - b.member.range.start)
          if (!second) continue
          const { member } = second
          const names = set.map(({ field }) => `\`${field.name}\``)
          findings.push({
            message: `${capitalize(object.object.title)} takes only one of ${names.join(' and ')}. Keep one of them.`,
            range: member.keyRange,
            fixes: [editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })],
          })
        }
      },
    })
    return findings
  },
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
