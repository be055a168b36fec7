// Tells of `*` in names where Consul takes none, or takes it only as the whole name.
import { type DecodedField, objectOf, objectsOf } from '../decode/decoded.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const wildcardName: EntryRule = {
  code: 'wildcard-name',
  about: 'element',
  kinds: ['service-intentions', 'service-defaults'],
  title: 'A wildcard where Consul takes none',
  category: 'rejected',
  severity: 'error',
  why: 'In intentions `*` stands for all services, but only as the whole name; `service-defaults` and upstreams are about one service and take no wildcard.',
  source:
    'agent/structs/config_entry_intentions.go validateIntentionWildcards, config_entry.go Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Which services are meant cannot be told.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "bill*"
       ^^^^^^^ rejected wildcard-name: \`*\` in \`bill*\` would be only a part of the name, and Consul refuses the entry. Name one service, or write \`*\` alone for all.
Sources = [{ Name = "web", Action = "allow" }]
`,
    good: `
Kind = "service-intentions"
Name = "*"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    if (!root) return []
    if (entry.kind?.kind === 'service-intentions') {
      const sources = objectsOf(root, 'Sources')
      return [
        ...partial(root.fields.get('Name')),
        ...sources.flatMap((source) => partial(source.fields.get('Name'))),
        ...sources.flatMap((source) => wild(source.fields.get('SamenessGroup'), 'A sameness group')),
      ]
    }
    const upstreams = objectOf(root, 'UpstreamConfig')
    const overrides = upstreams ? objectsOf(upstreams, 'Overrides') : []
    return [...whole(root.fields.get('Name')), ...overrides.flatMap((override) => whole(override.fields.get('Name')))]
  },
}

function partial(field: DecodedField | undefined): readonly RuleFinding[] {
  const value = field?.value
  if (value?.type !== 'string' || value.value === '*' || !value.value.includes('*')) return []
  const message = `\`*\` in \`${value.value}\` would be only a part of the name, and Consul refuses the entry. Name one service, or write \`*\` alone for all.`
  return [{ message, range: value.source.range }]
}

function whole(field: DecodedField | undefined): readonly RuleFinding[] {
  const value = field?.value
  if (value?.type !== 'string' || value.value !== '*') return []
  return [{ message: 'Consul takes no wildcard here. Name one service.', range: value.source.range }]
}

function wild(field: DecodedField | undefined, what: string): readonly RuleFinding[] {
  const value = field?.value
  if (value?.type !== 'string' || !value.value.includes('*')) return []
  return [{ message: `${what} cannot hold \`*\`, and Consul refuses the entry. Name it.`, range: value.source.range }]
}
