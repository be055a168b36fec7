// Tells of HTTP permissions that match nothing or that Consul cannot read.
import { type Decoded, type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import type { Range } from '../range.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const httpPermission: Rule = {
  code: 'http-permission',
  title: 'An HTTP permission that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'A permission needs something to match: a path that begins with `/`, headers that each have one match, or methods that each stand once.',
  source: 'agent/structs/config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'What should match is for a person to say.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "v1" } }] }]
                                                                                  ^^^^ rejected http-permission: The path \`v1\` does not begin with \`/\`, and Consul refuses the entry.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
`,
  },
  check(entry) {
    if (entry.kind?.kind !== 'service-intentions' || !entry.decoded) return []
    const permissions = objectsOf(entry.decoded.root, 'Sources').flatMap((source) => objectsOf(source, 'Permissions'))
    return permissions.flatMap((permission) => {
      const http = objectOf(permission, 'HTTP')
      return http ? checkHttp(http, permission.fields.get('HTTP')?.member.keyRange ?? http.source.range) : []
    })
  },
}

function checkHttp(http: DecodedObject, range: Range): readonly RuleFinding[] {
  const headers = elementsOf(http.fields.get('Header')?.value)
  const methods = elementsOf(http.fields.get('Methods')?.value)
  const paths = ['PathExact', 'PathPrefix', 'PathRegex'].filter((name) => textOf(http, name) !== '')
  const findings = [...checkPaths(http), ...headers.flatMap(checkHeader), ...checkMethods(methods)]
  if (paths.length + headers.length + methods.length > 0) return findings
  return [
    ...findings,
    { message: 'This permission matches nothing, and Consul refuses the entry. Add a path, a header or a method.', range },
  ]
}

function checkPaths(http: DecodedObject): readonly RuleFinding[] {
  return ['PathExact', 'PathPrefix'].flatMap((name) => {
    const value = http.fields.get(name)?.value
    if (value?.type !== 'string' || value.value === '' || value.value.startsWith('/')) return []
    return [{ message: `The path \`${value.value}\` does not begin with \`/\`, and Consul refuses the entry.`, range: value.source.range }]
  })
}

const textMatches = ['Exact', 'Regex', 'Prefix', 'Suffix', 'Contains'] as const

function checkHeader(header: Decoded): readonly RuleFinding[] {
  if (header.type === 'nothing') return [{ message: 'This header has no name, and Consul refuses the entry.', range: header.source.range }]
  if (header.type !== 'object') return []
  const present = header.fields.get('Present')?.value
  const set = textMatches.filter((name) => textOf(header, name) !== '').length + (present?.type === 'boolean' && present.value ? 1 : 0)
  if (set === 1) return []
  const range = header.fields.get('Name')?.value.source.range ?? header.source.range
  const what = set === 0 ? 'has no match' : 'has more than one match'
  const message = `The header \`${textOf(header, 'Name')}\` ${what}, and Consul takes exactly one of \`Present\`, \`Exact\`, \`Prefix\`, \`Suffix\` and \`Regex\`.`
  return [{ message, range }]
}

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']

function checkMethods(methods: readonly Decoded[]): readonly RuleFinding[] {
  const seen = new Set<string>()
  return methods.flatMap((method) => {
    const text = method.type === 'string' ? method.value.toUpperCase() : ''
    const isRepeated = seen.has(text)
    seen.add(text)
    const { range } = method.source
    if (method.type === 'unreadable') return []
    if (!knownMethods.includes(text))
      return [{ message: `\`${text}\` is no HTTP method, and Consul refuses the entry. Use one of ${knownMethods.join(', ')}.`, range }]
    return isRepeated ? [{ message: `The method \`${text}\` stands here twice, and Consul refuses the entry. Remove one.`, range }] : []
  })
}

function elementsOf(value: Decoded | undefined): readonly Decoded[] {
  return value?.type === 'list' ? value.elements : []
}
