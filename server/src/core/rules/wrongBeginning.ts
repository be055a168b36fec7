// Tells of texts that do not begin as Consul wants them to: paths without a slash.
import { walk } from '../model/walk.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const wrongBeginning: EntryRule = {
  code: 'wrong-beginning',
  about: 'element',
  title: 'A path does not begin with a slash',
  category: 'rejected',
  severity: 'error',
  why: 'The path of a request always begins with `/`, so a match without it could never apply, and Consul refuses it.',
  source:
    'agent/structs/config_entry_intentions.go, config_entry_discoverychain.go Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "v1" } }] }]
                                                                                  ^^^^ rejected wrong-beginning: \`PathPrefix\` must begin with \`/\`, and Consul refuses \`v1\`.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
`,
  },
  check(entry) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field({ field, value }) {
        const { beginsWith } = field
        if (beginsWith === undefined || value.type !== 'string' || value.value === '' || value.value.startsWith(beginsWith)) return
        const better = beginsWith + value.value.trimStart()
        const edit = { type: 'replaceValue', value: value.source, by: better } as const
        findings.push({
          message: `\`${field.name}\` must begin with \`${beginsWith}\`, and Consul refuses \`${value.value}\`.`,
          range: value.source.range,
          fixes: [editFix(entry, `Change to \`${better}\``, edit, { safe: false, preferred: true })],
        })
      },
    })
    return findings
  },
}
