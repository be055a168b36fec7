// Tells of routes of an API gateway with paths that cannot match, or with a parent that stands twice.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const gatewayRoute: EntryRule = {
  code: 'gateway-route',
  kinds: ['http-route', 'tcp-route'],
  title: 'A route of an API gateway that Consul refuses',
  category: 'rejected',
  severity: 'error',
  since: '1.15',
  why: 'The path of a request begins with `/`, so a match by `exact` or `prefix` does too; and a route binds to each parent once.',
  source: 'agent/structs/config_entry_routes.go HTTPRouteConfigEntry.Validate, TCPRouteConfigEntry.Validate @ v1.16.1',
  noFix: 'The right path or parent is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "http-route"
Name = "web"
Rules = [{ Matches = [{ Path { Match = "prefix", Value = "api" } }] }]
                                                         ^^^^^ rejected gateway-route: A path that is matched by \`prefix\` begins with \`/\`, and Consul refuses the entry.
`,
    good: `
Kind = "http-route"
Name = "web"
Rules = [{ Matches = [{ Path { Match = "prefix", Value = "/api" } }] }]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    if (!root) return []
    const matches = objectsOf(root, 'Rules').flatMap((rule) => objectsOf(rule, 'Matches'))
    return [...checkParents(objectsOf(root, 'Parents')), ...matches.flatMap(checkPath)]
  },
}

function checkParents(parents: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Set<string>()
  return parents.flatMap((parent) => {
    const kind = textOf(parent, 'Kind') || 'api-gateway'
    const key = JSON.stringify([kind, ...['Name', 'SectionName', 'Namespace', 'Partition'].map((name) => textOf(parent, name))])
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = 'This parent stands twice, and Consul refuses the entry. Remove one, or name another listener by `SectionName`.'
    return [{ message, range: placeOf(parent) }]
  })
}

function checkPath(match: DecodedObject): readonly RuleFinding[] {
  const path = objectOf(match, 'Path')
  const way = path && textOf(path, 'Match')
  if (!path || (way !== 'exact' && way !== 'prefix') || textOf(path, 'Value').startsWith('/')) return []
  const range = path.fields.get('Value')?.value.source.range ?? placeOf(path)
  return [{ message: `A path that is matched by \`${way}\` begins with \`/\`, and Consul refuses the entry.`, range }]
}
