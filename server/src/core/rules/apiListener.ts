// Tells of API gateway listeners whose names or ports do not fit together.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import type { Range } from '../range.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const apiListener: EntryRule = {
  code: 'api-listener',
  kinds: ['api-gateway'],
  title: 'A listener of an API gateway that Consul refuses',
  category: 'rejected',
  severity: 'error',
  since: '1.15',
  why: 'Routes bind to listeners by name, so each has its own, of lower-case letters, digits, hyphens and dots. Listeners on one port become one, so they agree in protocol and host name.',
  source: 'agent/structs/config_entry_gateways.go APIGatewayConfigEntry.Validate @ v1.16.1',
  noFix: 'The right name or port is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "api-gateway"
Name = "public"
Listeners = [
  { Name = "Web", Port = 80, Protocol = "http" },
           ^^^^^ rejected api-listener: \`Web\` cannot name a listener, and Consul refuses the entry. Use lower-case letters, digits, hyphens and dots.
  { Name = "db", Port = 80, Protocol = "tcp" }
                        ^^ rejected api-listener: The port 80 has a listener with another protocol or host name, and Consul refuses the entry. Use another port.
]
`,
    good: `
Kind = "api-gateway"
Name = "public"
Listeners = [
  { Name = "web", Port = 80, Protocol = "http" },
  { Name = "db", Port = 81, Protocol = "tcp" }
]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const listeners = root ? objectsOf(root, 'Listeners') : []
    return [...checkNames(listeners), ...checkPorts(listeners)]
  },
}

function checkNames(listeners: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Set<string>()
  return listeners.flatMap((listener) => {
    const name = textOf(listener, 'Name')
    // An empty name is told as a missing field.
    if (name === '') return []
    const range = rangeOf(listener, 'Name')
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) {
      const message = `\`${name}\` cannot name a listener, and Consul refuses the entry. Use lower-case letters, digits, hyphens and dots.`
      return [{ message, range }]
    }
    const isRepeated = seen.has(name)
    seen.add(name)
    return isRepeated ? [{ message: `Two listeners are named \`${name}\`, and Consul refuses the entry. Rename one.`, range }] : []
  })
}

function checkPorts(listeners: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Map<number, string>()
  return listeners.flatMap((listener) => {
    const value = listener.fields.get('Port')?.value
    if (value?.type !== 'number') return []
    const way = JSON.stringify([textOf(listener, 'Protocol').toLowerCase(), textOf(listener, 'Hostname')])
    const other = seen.get(value.value)
    seen.set(value.value, way)
    if (other === undefined || other === way) return []
    const message = `The port ${value.value} has a listener with another protocol or host name, and Consul refuses the entry. Use another port.`
    return [{ message, range: value.source.range }]
  })
}

function rangeOf(object: DecodedObject, name: string): Range {
  return object.fields.get(name)?.value.source.range ?? placeOf(object)
}
