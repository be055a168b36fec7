// Tells of keys that only Consul Enterprise takes, in a cluster of the community edition.
import type { Field } from '../schema/types.ts'
import { editFix, type Rule } from './rule.ts'

export const enterpriseField: Rule = {
  code: 'enterprise-field',
  title: 'The key exists in Consul Enterprise only',
  category: 'rejected',
  severity: 'error',
  edition: 'community',
  why: 'A community server refuses `Namespace` and `Partition`: it has one namespace and one partition, both named `default`, and only services of that namespace can be shared with a peer (C10).',
  source:
    'agent/structs/config_entry.go validateUnusedKeys, config_entry_discoverychain_oss.go ValidateEnterprise @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Namespace = "shop", Action = "allow" }]
                           ^^^^^^^^^ rejected enterprise-field C10: \`Namespace\` of an intention source belongs to Consul Enterprise; a community server refuses it. Remove it: all services live in \`default\`.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    return (entry.decoded?.problems ?? []).flatMap((problem) => {
      if (problem.type !== 'enterprise-key') return []
      const { member, owner, field } = problem
      const message = `\`${member.key}\` of ${owner.title} belongs to Consul Enterprise; a community server refuses it. Remove it${because(field)}.`
      const edit = { type: 'removeMember', member } as const
      // Of a key that stands twice, removing one would only bring the other to light.
      const fixes = problem.isRepeated ? [] : [editFix(entry, `Remove \`${member.key}\``, edit, { safe: isPlace(field), preferred: true })]
      return [{ message, range: member.keyRange, fixes, ...(field.constraint ? { constraint: field.constraint } : {}) }]
    })
  },
}

/** Namespaces and partitions, of which a community cluster has one each: leaving them out says the same. */
function isPlace({ type }: Field): boolean {
  return type.is === 'name' && (type.of === 'namespace' || type.of === 'partition')
}

function because(field: Field): string {
  if (!isPlace(field)) return ''
  return field.constraint === 'C10' ? ': all services live in `default`' : ': there is one partition only'
}
