// Tells of values that stand twice in a list of which Consul wants each once.
import type { Decoded } from '../decode/decoded.ts'
import { walk } from '../model/walk.ts'
import type { Range } from '../range.ts'
import type { Type } from '../schema/types.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const repeatedValue: EntryRule = {
  code: 'repeated-value',
  about: 'element',
  title: 'A value stands twice in a list',
  category: 'rejected',
  severity: 'error',
  why: 'Lists such as the methods of a match name each value once; Consul refuses an entry that repeats one, also in other case.',
  source: 'agent/structs/config_entry_intentions.go, config_entry_discoverychain.go Validate @ v1.13.9, v1.16.1',
  noFix: 'Another value may have been meant in place of the second one.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { Methods = ["GET", "get"] } }] }]
                                                                                       ^^^^^ rejected repeated-value: \`GET\` stands twice in \`Methods\`, and Consul refuses the entry. Remove one.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { Methods = ["GET", "PUT"] } }] }]
`,
  },
  check(entry) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field({ field, value }) {
        if (value.type !== 'list' || field.type.is !== 'list' || !field.type.unique) return
        for (const { text, range } of repeatsOf(value.elements, field.type.of)) {
          findings.push({ message: `\`${text}\` stands twice in \`${field.name}\`, and Consul refuses the entry. Remove one.`, range })
        }
      },
    })
    return findings
  },
}

function repeatsOf(elements: readonly Decoded[], type: Type): readonly { readonly text: string; readonly range: Range }[] {
  const seen = new Set<string>()
  return elements.flatMap((element) => {
    if (element.type !== 'string') return []
    const text = type.is === 'enum' && type.checked === 'anyCase' ? element.value.toUpperCase() : element.value
    if (seen.has(text)) return [{ text, range: element.source.range }]
    seen.add(text)
    return []
  })
}
