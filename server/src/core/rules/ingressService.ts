// Tells of ingress listeners whose ports, protocols and services do not fit together.
import { type DecodedObject, isSet, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { placeOf } from '../model/place.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const ingressService: EntryRule = {
  code: 'ingress-service',
  kinds: ['ingress-gateway'],
  title: 'An ingress listener that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'Each port has one listener. What tells services apart, be it hosts, headers or a wildcard, needs an HTTP protocol; a `tcp` listener has one service.',
  source: 'agent/structs/config_entry_gateways.go IngressGatewayConfigEntry.Validate @ v1.13.9, v1.16.1',
  noFix: 'Whether the protocol or the services are wrong is for a person to say.',
  examples: {
    bad: `
Kind = "ingress-gateway"
Name = "public"
Listeners = [
  { Port = 8080, Protocol = "tcp", Services = [{ Name = "web", Hosts = ["web.example"] }] },
                                                               ^^^^^ rejected ingress-service: \`Hosts\` needs a listener with an HTTP protocol, and Consul refuses the entry.
  { Port = 8080, Protocol = "http", Services = [{ Name = "*" }] }
           ^^^^ rejected ingress-service: The port 8080 stands on two listeners, and Consul refuses the entry. Put the services into one.
]
`,
    good: `
Kind = "ingress-gateway"
Name = "public"
Listeners = [
  { Port = 8080, Protocol = "http", Services = [{ Name = "web", Hosts = ["web.example"] }] },
  { Port = 8081, Protocol = "tcp", Services = [{ Name = "db" }] }
]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const listeners = root ? objectsOf(root, 'Listeners') : []
    return [...checkPorts(listeners), ...listeners.flatMap(checkListener)]
  },
}

function checkPorts(listeners: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Set<number>()
  return listeners.flatMap((listener) => {
    const value = listener.fields.get('Port')?.value
    if (value?.type === 'unreadable') return []
    const port = value?.type === 'number' ? value.value : 0
    if (!seen.has(port)) {
      seen.add(port)
      return []
    }
    const message = `The port ${port} stands on two listeners, and Consul refuses the entry. Put the services into one.`
    return [{ message, range: value?.source.range ?? placeOf(listener) }]
  })
}

function checkListener(listener: DecodedObject): readonly RuleFinding[] {
  const protocol = textOf(listener, 'Protocol').toLowerCase() || 'tcp'
  const isHttp = ['http', 'http2', 'grpc'].includes(protocol)
  const services = objectsOf(listener, 'Services')
  return [...(isHttp ? [] : checkTcp(services)), ...services.flatMap(checkWildcard), ...checkRepeats(services)]
}

function checkTcp(services: readonly DecodedObject[]): readonly RuleFinding[] {
  const second = services[1]
  const message = 'A `tcp` listener has one service, and Consul refuses more. Use an HTTP protocol, or a port for each service.'
  return [
    ...(second ? [{ message, range: placeOf(second) }] : []),
    ...services.flatMap((service) => httpOnlyFields(service).map((name) => needsHttp(service, name))),
  ]
}

function httpOnlyFields(service: DecodedObject): readonly string[] {
  const headers = ['RequestHeaders', 'ResponseHeaders'].filter((name) => {
    const modifiers = objectOf(service, name)
    return modifiers && ['Add', 'Set', 'Remove'].some((part) => isSet(modifiers.fields.get(part)?.value))
  })
  return [...(textOf(service, 'Name') === '*' ? ['Name'] : []), ...(isSet(service.fields.get('Hosts')?.value) ? ['Hosts'] : []), ...headers]
}

function needsHttp(service: DecodedObject, name: string): RuleFinding {
  const what = name === 'Name' ? 'The wildcard `*`' : `\`${name}\``
  return {
    message: `${what} needs a listener with an HTTP protocol, and Consul refuses the entry.`,
    range: service.fields.get(name)?.member.keyRange ?? placeOf(service),
  }
}

function checkWildcard(service: DecodedObject): readonly RuleFinding[] {
  const hosts = service.fields.get('Hosts')
  if (textOf(service, 'Name') !== '*' || !hosts || !isSet(hosts.value)) return []
  return [{ message: 'A wildcard has no hosts of its own, and Consul refuses the entry. Name the services.', range: hosts.member.keyRange }]
}

function checkRepeats(services: readonly DecodedObject[]): readonly RuleFinding[] {
  const seen = new Set<string>()
  return services.flatMap((service) => {
    const [name = '', ...place] = ['Name', 'Namespace', 'Partition'].map((field) => textOf(service, field))
    const key = JSON.stringify([name, ...place])
    const isRepeated = seen.has(key)
    seen.add(key)
    if (!isRepeated || name === '') return []
    return [{ message: `\`${name}\` stands twice on this listener, and Consul refuses the entry. Remove one.`, range: placeOf(service) }]
  })
}
