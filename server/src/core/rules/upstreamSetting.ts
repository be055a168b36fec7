// Tells of upstream settings with names that Consul refuses.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const upstreamSetting: Rule = {
  code: 'upstream-setting',
  kinds: ['service-defaults'],
  title: 'An upstream setting that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'Each override is about one named upstream and the defaults are about all of them.',
  source: 'agent/structs/config_entry.go UpstreamConfig.validate @ v1.13.9, v1.16.1',
  noFix: 'The right name is for a person to say.',
  examples: {
    bad: `
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Overrides = [{ Protocol = "http" }]
                 ^^^^^^^^ rejected upstream-setting: This override names no upstream, and Consul refuses the entry. Add its \`Name\`.
}
`,
    good: `
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Overrides = [{ Name = "billing", Protocol = "http" }]
}
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const config = root && objectOf(root, 'UpstreamConfig')
    // With a destination Consul looks no further; the destination's rule tells of both.
    if (!config || objectOf(root, 'Destination')) return []
    const overrides = objectsOf(config, 'Overrides')
    const defaults = objectOf(config, 'Defaults')
    return [
      ...overrides.flatMap((override) => (textOf(override, 'Name') === '' ? [nameless(override)] : [])),
      ...(defaults ? named(defaults) : []),
    ]
  },
}

function nameless(override: DecodedObject): RuleFinding {
  return { message: 'This override names no upstream, and Consul refuses the entry. Add its `Name`.', range: placeOf(override) }
}

function named(defaults: DecodedObject): readonly RuleFinding[] {
  const field = defaults.fields.get('Name')
  if (!field || textOf(defaults, 'Name') === '') return []
  return [
    {
      message: '`Defaults` are for all upstreams, so Consul refuses a `Name` here. Use `Overrides` for a single one.',
      range: field.member.keyRange,
    },
  ]
}
