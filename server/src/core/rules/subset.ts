// Tells of subsets of a service whose names or filters Consul cannot use.
import type { DecodedMapEntry } from '../decode/decoded.ts'
import { textOf } from '../decode/decoded.ts'
import { isFilterExpression } from '../model/filterExpression.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const subset: EntryRule = {
  code: 'subset',
  kinds: ['service-resolver'],
  title: 'A subset that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'The name of a subset becomes a part of a host name, so it is a DNS label: at most 63 lower-case letters, digits and hyphens. Its filter is an expression such as `Service.Meta.version == "v2"`.',
  source:
    'agent/structs/config_entry_discoverychain.go validateServiceSubset @ v1.13.9, v1.16.1; grammar of hashicorp/go-bexpr v0.1.2; run on 1.13.0-alpha2 and 1.16.1',
  noFix: 'The right name or filter is for a person to say.',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
Subsets {
  V2 { Filter = "Service.Meta.version == v2" }
  ^^ rejected subset: \`V2\` cannot name a subset, and Consul refuses the entry. Use at most 63 lower-case letters, digits and hyphens.
  v3 { Filter = "Service.Meta.version = 3" }
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ rejected subset: Consul cannot read this filter and refuses the entry. Write it like \`Service.Meta.version == "v2"\`.
}
`,
    good: `
Kind = "service-resolver"
Name = "billing"
Subsets {
  v2 { Filter = "Service.Meta.version == v2" }
}
`,
  },
  check(entry) {
    const subsets = entry.decoded?.root.fields.get('Subsets')?.value
    if (subsets?.type !== 'map') return []
    return [...subsets.entries].flatMap(([name, decoded]) => [...checkName(name, decoded), ...checkFilter(decoded)])
  },
}

function checkName(name: string, { member }: DecodedMapEntry): readonly RuleFinding[] {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return []
  const message = `\`${name}\` cannot name a subset, and Consul refuses the entry. Use at most 63 lower-case letters, digits and hyphens.`
  return [{ message, range: member.keyRange }]
}

function checkFilter({ value }: DecodedMapEntry): readonly RuleFinding[] {
  const filter = value.type === 'object' ? value.fields.get('Filter')?.value : undefined
  if (value.type !== 'object' || filter?.type !== 'string') return []
  const text = textOf(value, 'Filter')
  if (text === '' || isFilterExpression(text)) return []
  const message = 'Consul cannot read this filter and refuses the entry. Write it like `Service.Meta.version == "v2"`.'
  return [{ message, range: filter.source.range }]
}
