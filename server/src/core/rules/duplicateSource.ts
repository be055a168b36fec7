// Tells of an intention source that is named twice.
import { textOf } from '../decode/decoded.ts'
import { repeatsNames, sourcesOf } from '../model/sources.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const duplicateSource: Rule = {
  code: 'duplicate-source',
  kinds: ['service-intentions'],
  title: 'A source is named twice in one intention',
  category: 'rejected',
  severity: 'error',
  why: 'Consul could not tell which of the two holds, so it refuses the entry. Sources are the same when service, peer and sameness group are the same.',
  source: 'agent/structs/config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Which of the two was meant cannot be told.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [
  { Name = "web", Peer = "cluster-02", Action = "allow" },
  { Name = "web", Peer = "cluster-02", Action = "deny" }
           ^^^^^ rejected duplicate-source: The source \`web\` of the peer \`cluster-02\` is named twice, and Consul refuses the entry. Keep one of them.
]
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [
  { Name = "web", Peer = "cluster-02", Action = "allow" },
  { Name = "web", Action = "deny" }
]
`,
  },
  check(entry) {
    if (!repeatsNames(entry)) return []
    const findings: RuleFinding[] = []
    const seen = new Map<string, { readonly start: number; readonly end: number }>()
    for (const source of sourcesOf(entry)) {
      const name = textOf(source, 'Name')
      const peer = textOf(source, 'Peer')
      const value = source.fields.get('Name')?.value
      if (!value || !name) continue
      const key = `${name}\0${peer}\0${textOf(source, 'SamenessGroup')}`
      const first = seen.get(key)
      if (first) {
        const message = `The source \`${name}\`${peer ? ` of the peer \`${peer}\`` : ''} is named twice, and Consul refuses the entry. Keep one of them.`
        findings.push({
          message,
          range: value.source.range,
          related: [{ document: entry.document, range: first, message: 'The first one is here.' }],
        })
      } else seen.set(key, value.source.range)
    }
    return findings
  },
}
