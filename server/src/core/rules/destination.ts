// Tells of destinations outside the mesh that Consul refuses.

import { type DecodedObject, objectOf } from '../decode/decoded.ts'
import { isDomainName, isIP } from '../model/address.ts'
import type { Target } from '../schema/target.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const destination: Rule = {
  code: 'destination',
  kinds: ['service-defaults'],
  title: 'A destination that Consul refuses',
  category: 'rejected',
  severity: 'error',
  since: '1.13',
  why: 'A destination needs addresses (host names or IP addresses, each once, without wildcards) and a port; and an entry that stands for a destination has no upstreams.',
  source: 'agent/structs/config_entry.go ServiceConfigEntry.Validate @ v1.13.9, v1.16.1',
  noFix: 'The right address or port is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "service-defaults"
Name = "bank"
Destination { Addresses = ["*.bank.example"], Port = 443 }
                           ^^^^^^^^^^^^^^^^ rejected destination: \`*.bank.example\` is neither a host name nor an IP address, and Consul refuses the entry. Wildcards are not possible.
`,
    good: `
Kind = "service-defaults"
Name = "bank"
Destination { Addresses = ["api.bank.example"], Port = 443 }
`,
  },
  check(entry, { target }) {
    const root = entry.decoded?.root
    const field = root?.fields.get('Destination')
    const object = root && objectOf(root, 'Destination')
    if (!root || !field || !object) return []
    if (objectOf(root, 'UpstreamConfig')) {
      const message = '`Destination` and `UpstreamConfig` exclude each other, and Consul refuses the entry. Remove one of them.'
      return [{ message, range: field.member.keyRange }]
    }
    return [...checkAddresses(object, field.member.keyRange, target), ...checkPort(object, field.member.keyRange)]
  },
}

function checkAddresses(object: DecodedObject, place: RuleFinding['range'], target: Target): readonly RuleFinding[] {
  const value = object.fields.get('Addresses')?.value
  const elements = value?.type === 'list' ? value.elements : []
  if (elements.length === 0)
    return [{ message: 'A destination needs at least one address, and Consul refuses the entry without it.', range: place }]
  const seen = new Set<string>()
  return elements.flatMap((element) => {
    const address = element.type === 'string' ? element.value : ''
    const isRepeated = seen.has(address)
    seen.add(address)
    const { range } = element.source
    if (element.type === 'unreadable') return []
    if (isRepeated) return [{ message: `The address \`${address}\` stands here twice, and Consul refuses the entry. Remove one.`, range }]
    if (isIP(address) || (isDomainName(address, target) && !address.includes('*'))) return []
    return [
      {
        message: `\`${address}\` is neither a host name nor an IP address, and Consul refuses the entry. Wildcards are not possible.`,
        range,
      },
    ]
  })
}

function checkPort(object: DecodedObject, place: RuleFinding['range']): readonly RuleFinding[] {
  const value = object.fields.get('Port')?.value
  if (value?.type === 'unreadable') return []
  const port = value?.type === 'number' ? value.value : 0
  if (port >= 1 && port <= 65_535) return []
  const range = value?.source.range ?? place
  return [
    {
      message: value
        ? `${port} is no port, and Consul refuses the entry. Use 1 to 65535.`
        : 'A destination needs a `Port`, and Consul refuses the entry without it.',
      range,
    },
  ]
}
