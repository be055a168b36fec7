// Tells of a priority by locality in a community cluster, which has none.
import { objectOf, textOf } from '../decode/decoded.ts'
import type { Rule } from './rule.ts'

export const localityPriorityInCommunity: Rule = {
  code: 'locality-priority-in-community',
  title: 'Priority by locality exists in Consul Enterprise only',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  edition: 'community',
  why: 'A community server knows the key and refuses any mode.',
  source: 'agent/structs/config_entry_discoverychain_oss.go @ v1.16.1',
  noFix: 'A cluster cannot be given the feature by an edit.',
  examples: {
    target: '1.16',
    bad: `
Kind = "proxy-defaults"
PrioritizeByLocality { Mode = "failover" }
^^^^^^^^^^^^^^^^^^^^ rejected locality-priority-in-community: \`PrioritizeByLocality\` belongs to Consul Enterprise, and a community server refuses the entry. Remove it.
`,
    good: `
Kind = "proxy-defaults"
`,
  },
  check(entry) {
    const root = entry.kind?.kind === 'proxy-defaults' ? entry.decoded?.root : undefined
    const priority = root && objectOf(root, 'PrioritizeByLocality')
    const member = root?.fields.get('PrioritizeByLocality')?.member
    if (!priority || !member || textOf(priority, 'Mode') === '') return []
    return [
      {
        message: `\`${member.key}\` belongs to Consul Enterprise, and a community server refuses the entry. Remove it.`,
        range: member.keyRange,
      },
    ]
  },
}
