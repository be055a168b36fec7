// Tells of a `kind` beside `Kind`, which Consul does not read.
import { type EntryRule, editFix } from './rule.ts'

export const ignoredKind: EntryRule = {
  code: 'ignored-kind',
  title: '`kind` stands beside `Kind`',
  category: 'advice',
  severity: 'warning',
  why: 'With both spellings at the top of an entry Consul reads `Kind` and drops `kind` without a word, whatever it says.',
  source: 'facts §5.1a (10); run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
Kind = "service-defaults"
kind = "proxy-defaults"
^^^^ advice ignored-kind: Consul reads \`Kind\` and drops \`kind\`. Remove it.
Name = "web"
`,
    good: `
Kind = "service-defaults"
Name = "web"
`,
  },
  check(entry) {
    const { root, kindMember } = entry
    if (root.type !== 'object' || kindMember?.key !== 'Kind') return []
    return root.members.flatMap((member) => {
      if (member.key !== 'kind') return []
      const fix = editFix(entry, 'Remove `kind`', { type: 'removeMember', member }, { safe: true, preferred: true })
      return [{ message: 'Consul reads `Kind` and drops `kind`. Remove it.', range: member.keyRange, fixes: [fix] }]
    })
  },
}
