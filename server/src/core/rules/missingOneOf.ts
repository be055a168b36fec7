// Tells of objects in which Consul needs one of several keys and none is set.
import { type DecodedObject, isSet } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import { walk } from '../model/walk.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { FieldGroup } from '../schema/types.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const missingOneOf: EntryRule = {
  code: 'missing-one-of',
  about: 'element',
  title: 'None of several keys is set, and Consul needs one',
  category: 'rejected',
  severity: 'error',
  why: 'Some objects say nothing without one of their keys: a redirect that leads nowhere, a failover without a target, a permission that matches no request. Consul refuses them; an empty text and an empty list count as not set.',
  source: 'agent/structs/config_entry_discoverychain.go, config_entry_intentions.go @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  noFix: 'Which of the keys was meant is for a person to say.',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "" }
           ^^^^^^^ rejected missing-one-of: This is a redirect without any of \`Service\`, \`ServiceSubset\` and \`Datacenter\`, and Consul refuses the entry. Set one of them.
`,
    good: `
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "billing-v2" }
`,
  },
  check(entry, { target }) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    // A key that is told of already may be one that is spelt otherwise here.
    const unknownKeys = new Set(
      entry.decoded.problems.flatMap((problem) =>
        problem.type === 'unknown-key' || problem.type === 'pruned-key' ? [problem.member.keyRange.start] : [],
      ),
    )
    walk(entry.decoded.root, {
      object(object) {
        for (const group of object.object.atLeastOneOf ?? []) {
          if (!isWithin(target, group) || unknownKeys.has(placeOf(object).start)) continue
          if (!group.fields.some((name) => isSet(object.fields.get(name)?.value))) findings.push(findingFor(object, group, target))
        }
      },
    })
    return findings
  },
}

function findingFor(object: DecodedObject, group: FieldGroup, target: Target): RuleFinding {
  const usable = group.fields.filter((name) =>
    object.object.fields.some((field) => field.name === name && isWithin(target, field) && field.enterprise === undefined),
  )
  const names = usable.map((name) => `\`${name}\``)
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')
  return {
    message: `This is ${object.object.title} without any of ${list}, and Consul refuses the entry. Set one of them.`,
    range: placeOf(object),
  }
}
