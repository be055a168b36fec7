// Tells of metadata that only migrated intentions may carry.
import { objectsOf } from '../decode/decoded.ts'
import { type EntryRule, editFix } from './rule.ts'

export const legacyMeta: EntryRule = {
  code: 'legacy-meta',
  about: 'element',
  kinds: ['service-intentions'],
  title: '`LegacyMeta` cannot be written',
  category: 'rejected',
  severity: 'error',
  why: 'Consul sets it on intentions that come from before 1.9 and refuses it from anyone else. `Meta` at the top of the entry is the place for labels.',
  source: 'agent/structs/config_entry_intentions.go validate @ v1.13.9, v1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow", LegacyMeta { team = "a" } }]
                                             ^^^^^^^^^^ rejected legacy-meta: \`LegacyMeta\` belongs to migrated intentions, and Consul refuses it here. Remove it, or use \`Meta\` of the entry.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
Meta { team = "a" }
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    return objectsOf(entry.decoded.root, 'Sources').flatMap((source) => {
      const field = source.fields.get('LegacyMeta')
      if (field?.value.type !== 'map' || field.value.entries.size === 0) return []
      const { member } = field
      const message = `\`${member.key}\` belongs to migrated intentions, and Consul refuses it here. Remove it, or use \`Meta\` of the entry.`
      const fixes = [editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })]
      return [{ message, range: member.keyRange, fixes }]
    })
  },
}
