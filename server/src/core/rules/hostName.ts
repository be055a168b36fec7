// Tells of host names around gateways that Consul refuses.
import { type Decoded, type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { isDomainName } from '../model/address.ts'
import type { Target } from '../schema/target.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const hostName: EntryRule = {
  code: 'host-name',
  kinds: ['http-route', 'api-gateway', 'ingress-gateway'],
  title: 'A host name that Consul refuses',
  category: 'rejected',
  severity: 'error',
  why: 'Hosts are DNS names; gateways take `*` as the first label, routes take none, and a host stands once on a listener. With TLS a host becomes a part of the certificate, which `*` alone cannot.',
  source:
    'agent/structs/config_entry_gateways.go validateHost, APIGatewayConfigEntry.validateListeners, config_entry_routes.go HTTPRouteConfigEntry.Validate @ v1.16.1',
  noFix: 'Which host was meant is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "http-route"
Name = "web"
Hostnames = ["*.example"]
             ^^^^^^^^^^^ rejected host-name: \`*.example\` holds a wildcard, and Consul refuses the entry. Name each host.
`,
    good: `
Kind = "http-route"
Name = "web"
Hostnames = ["web.example"]
`,
  },
  check(entry, { target }) {
    const root = entry.decoded?.root
    if (!root) return []
    switch (entry.kind?.kind) {
      case 'http-route':
        return elementsOf(root, 'Hostnames').flatMap((element) => checkRouteHost(element, target))
      case 'api-gateway':
        return objectsOf(root, 'Listeners').flatMap(checkListenerHost)
      default:
        return checkIngress(root, target)
    }
  },
}

function elementsOf(object: DecodedObject, name: string): readonly Decoded[] {
  const value = object.fields.get(name)?.value
  return value?.type === 'list' ? value.elements : []
}

function checkRouteHost(element: Decoded, target: Target): readonly RuleFinding[] {
  const host = hostOf(element)
  if (host === undefined) return []
  if (!isDomainName(host, target)) return [noHost(element, host)]
  return host.includes('*') ? [wildcard(element, host, 'Name each host.')] : []
}

function checkListenerHost(listener: DecodedObject): readonly RuleFinding[] {
  const value = listener.fields.get('Hostname')?.value
  const host = textOf(listener, 'Hostname')
  if (!value || host === '') return []
  if (textOf(listener, 'Protocol').toLowerCase() === 'tcp') {
    const message = 'A `tcp` listener has no `Hostname`, and Consul refuses the entry. Remove it, or use `http`.'
    return [{ message, range: value.source.range }]
  }
  return host.replace(/^\*\./, '').includes('*') ? [wildcard(value, host, 'Only the first label may be `*`.')] : []
}

function checkIngress(root: DecodedObject, target: Target): readonly RuleFinding[] {
  const tls = objectOf(root, 'TLS')
  const enabled = tls?.fields.get('Enabled')?.value
  const hasTls = enabled?.type === 'boolean' && enabled.value
  return objectsOf(root, 'Listeners').flatMap((listener) => {
    const seen = new Set<string>()
    const hosts = objectsOf(listener, 'Services').flatMap((service) => elementsOf(service, 'Hosts'))
    return hosts.flatMap((element) => {
      const host = hostOf(element)
      if (host === undefined) return []
      if (seen.has(host)) {
        const message = `\`${host}\` stands twice on this listener, and Consul refuses the entry. Remove one.`
        return [{ message, range: element.source.range }]
      }
      seen.add(host)
      return checkIngressHost(element, host, target).filter(() => host !== '*' || hasTls)
    })
  })
}

function checkIngressHost(element: Decoded, host: string, target: Target): readonly RuleFinding[] {
  if (host === '*') return [wildcard(element, host, 'With TLS each host is a part of the certificate.')]
  if (!isDomainName(host, target)) return [noHost(element, host)]
  return host.replace(/^\*\./, '').includes('*') ? [wildcard(element, host, 'Only the first label may be `*`.')] : []
}

function hostOf(element: Decoded): string | undefined {
  if (element.type === 'nothing') return ''
  return element.type === 'string' ? element.value : undefined
}

function noHost(element: Decoded, host: string): RuleFinding {
  return { message: `\`${host}\` is no host name, and Consul refuses the entry.`, range: element.source.range }
}

function wildcard(element: Decoded, host: string, advice: string): RuleFinding {
  return { message: `\`${host}\` holds a wildcard, and Consul refuses the entry. ${advice}`, range: element.source.range }
}
