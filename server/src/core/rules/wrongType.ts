// Tells of values that Consul cannot read as what the field holds.
import type { DecodeProblem } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import type { Type } from '../schema/types.ts'
import type { Rule } from './rule.ts'

export const wrongType: Rule = {
  code: 'wrong-type',
  title: 'The value is of a type that the field cannot hold',
  category: 'rejected',
  severity: 'error',
  why: 'Consul converts freely between texts, numbers and truth values, and takes a list of one for its element, but it refuses what it cannot convert.',
  source: 'mitchellh/mapstructure v1.5.0; lib/decode/decode.go @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Which value was meant cannot be told from one of another type.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = ["billing", "web"]
       ^^^^^^^^^^^^^^^^^^ rejected wrong-type: \`Name\` is a list of 2, but Consul reads a text here.
Sources = [{ Name = "web", Action = "allow" }]
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    return (entry.decoded?.problems ?? []).flatMap((problem) => {
      if (problem.type === 'null-crash') {
        return [{ message: `\`${problem.path}\` is \`null\`, at which Consul crashes. Remove it.`, range: problem.source.range }]
      }
      if (problem.type !== 'wrong-type') return []
      const reader = entry.resource ? 'Kubernetes takes' : 'Consul reads'
      const message = `\`${problem.path}\` is ${problem.found}, but ${reader} ${describeType(problem.expected)} here.${quotesFor(entry, problem)}`
      return [{ message, range: problem.source.range }]
    })
  },
}

/** YAML makes numbers and truth values of bare words; Kubernetes converts nothing back. */
function quotesFor({ resource }: Entry, { source, expected }: DecodeProblem & { readonly type: 'wrong-type' }): string {
  const isText = expected.is === 'string' || expected.is === 'name' || expected.is === 'enum'
  return resource && isText && (source.type === 'number' || source.type === 'boolean') ? ' Put it in quotes.' : ''
}

function describeType(type: Type): string {
  switch (type.is) {
    case 'string':
    case 'name':
    case 'enum':
      return 'a text'
    case 'boolean':
      return '`true` or `false`'
    case 'integer':
      return 'a whole number'
    case 'float':
      return 'a number'
    case 'duration':
      return 'a duration such as `"5s"`'
    case 'time':
      return 'a time such as `"2026-01-31T12:00:00Z"`'
    case 'object':
      return 'one object'
    case 'list':
      return 'a list'
    case 'map':
      return 'a map of keys and values'
    case 'any':
      return 'any value'
  }
}
