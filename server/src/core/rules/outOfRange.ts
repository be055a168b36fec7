// Tells of numbers and durations that are smaller or greater than Consul takes.
import { walk } from '../model/walk.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { Field } from '../schema/types.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const outOfRange: EntryRule = {
  code: 'out-of-range',
  about: 'element',
  title: 'A number is smaller or greater than Consul takes',
  category: 'rejected',
  severity: 'error',
  why: 'Times and limits cannot be negative, and shares are percentages. A time that is too long to be counted in nanoseconds counts as negative.',
  source:
    'agent/structs/config_entry.go PassiveHealthCheck.Validate, UpstreamLimits.Validate, config_entry_discoverychain.go, config_entry_gateways.go Validate @ v1.13.9, v1.16.1',
  noFix: 'The right number is for a person to say.',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
ConnectTimeout = "-5s"
                 ^^^^^ rejected out-of-range: \`ConnectTimeout\` cannot be negative, and Consul refuses the entry.
`,
    good: `
Kind = "service-resolver"
Name = "billing"
ConnectTimeout = "5s"
`,
  },
  check(entry, { target }) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field({ field, value }) {
        if (value.type !== 'number' || !isWithin(target, rangeOf(field))) return
        const { lowest = Number.NEGATIVE_INFINITY, highest = Number.POSITIVE_INFINITY } = field
        if (value.value >= lowest && value.value <= highest) return
        findings.push({ message: `\`${field.name}\` ${whatIsRight(field)}, and Consul refuses the entry.`, range: value.source.range })
      },
    })
    return findings
  },
}

function rangeOf({ rangeSince }: Field): { readonly since?: Target } {
  return rangeSince ? { since: rangeSince } : {}
}

function whatIsRight({ lowest, highest }: Field): string {
  if (highest === undefined) return lowest === 0 ? 'cannot be negative' : `must be at least ${lowest}`
  return `must lie between ${lowest ?? 0} and ${highest}`
}
