// Tells of services of a terminating gateway that stand twice or whose TLS files are not complete.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const linkedService: EntryRule = {
  code: 'linked-service',
  kinds: ['terminating-gateway'],
  title: 'A service of a terminating gateway that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'Each service stands once. A client certificate consists of `CertFile` and `KeyFile` and needs the `CAFile` of the other side; `CAFile` alone is fine.',
  source: 'agent/structs/config_entry_gateways.go TerminatingGatewayConfigEntry.Validate @ v1.13.9, v1.16.1',
  noFix: 'Which files there are is for a person to say.',
  examples: {
    bad: `
Kind = "terminating-gateway"
Name = "outside"
Services = [{ Name = "bank", CertFile = "/bank.crt", KeyFile = "/bank.key" }]
              ^^^^ rejected linked-service: A client certificate needs all of \`CAFile\`, \`CertFile\` and \`KeyFile\`, and Consul refuses the entry.
`,
    good: `
Kind = "terminating-gateway"
Name = "outside"
Services = [{ Name = "bank", CAFile = "/ca.crt", CertFile = "/bank.crt", KeyFile = "/bank.key" }]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const services = root ? objectsOf(root, 'Services') : []
    return [...services.flatMap(checkFiles), ...checkRepeats(services)]
  },
}

function checkFiles(service: DecodedObject): readonly RuleFinding[] {
  const [ca, certificate, key] = ['CAFile', 'CertFile', 'KeyFile'].map((name) => textOf(service, name) !== '')
  if ((!certificate && !key) || (ca && certificate && key)) return []
  const message = 'A client certificate needs all of `CAFile`, `CertFile` and `KeyFile`, and Consul refuses the entry.'
  return [{ message, range: placeOf(service) }]
}

function checkRepeats(services: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Set<string>()
  return services.flatMap((service) => {
    const name = textOf(service, 'Name')
    const key = JSON.stringify([name, textOf(service, 'Namespace')])
    const isRepeated = seen.has(key)
    seen.add(key)
    if (!isRepeated || name === '') return []
    return [{ message: `\`${name}\` stands twice in \`Services\`, and Consul refuses the entry. Remove one.`, range: placeOf(service) }]
  })
}
