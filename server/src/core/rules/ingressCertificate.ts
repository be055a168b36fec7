// Tells of certificate sources of an ingress gateway that lack one of their two parts.
import { type DecodedObject, isSet, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import type { Range } from '../range.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const ingressCertificate: EntryRule = {
  code: 'ingress-certificate',
  kinds: ['ingress-gateway'],
  title: 'A certificate source of an ingress gateway that is not complete',
  category: 'rejected',
  severity: 'error',
  why: 'A certificate comes from an Envoy cluster (`ClusterName`) under a name (`CertResource`). Gateway, listener and service may each give a part; together they must give both, and a certificate of a service needs hosts.',
  source: 'agent/structs/config_entry_gateways.go validateServiceSDS @ v1.13.9, v1.16.1',
  noFix: 'The missing part is for a person to say.',
  examples: {
    bad: `
Kind = "ingress-gateway"
Name = "public"
TLS { SDS { ClusterName = "sds" } }
Listeners = [{ Port = 8080, Protocol = "http", Services = [{ Name = "web" }] }]
               ^^^^ rejected ingress-certificate: Nothing names the certificate (\`CertResource\`) of this listener, and Consul refuses the entry. Name it here or in \`TLS\` of the gateway.
`,
    good: `
Kind = "ingress-gateway"
Name = "public"
TLS { SDS { ClusterName = "sds", CertResource = "public.example" } }
Listeners = [{ Port = 8080, Protocol = "http", Services = [{ Name = "web" }] }]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    if (!root) return []
    const gateway = sourceOf(root)
    return objectsOf(root, 'Listeners').flatMap((listener) => {
      // Consul looks at the sources of the gateway and the listener once for each service.
      const services = objectsOf(listener, 'Services')
      const own = sourceOf(listener)
      if (services.length === 0) return []
      const fault = listenerFault(gateway, own)
      if (fault !== undefined) return [{ message: fault, range: rangeOf(listener, 'Port') }]
      return services.flatMap((service) => checkService(service, gateway.hasCluster || own.hasCluster))
    })
  },
}

interface CertificateSource {
  readonly hasCluster: boolean
  readonly hasCertificate: boolean
}

function sourceOf(object: DecodedObject): CertificateSource {
  const tls = objectOf(object, 'TLS')
  const source = tls && objectOf(tls, 'SDS')
  return {
    hasCluster: source !== undefined && textOf(source, 'ClusterName') !== '',
    hasCertificate: source !== undefined && textOf(source, 'CertResource') !== '',
  }
}

const noCertificate =
  'Nothing names the certificate (`CertResource`) of this listener, and Consul refuses the entry. Name it here or in `TLS` of the gateway.'
const noCluster =
  'Nothing names the Envoy cluster (`ClusterName`) that has the certificate, and Consul refuses the entry. Name it beside `CertResource`.'

function listenerFault(gateway: CertificateSource, own: CertificateSource): string | undefined {
  if (gateway.hasCertificate && !gateway.hasCluster) return noCluster
  if (gateway.hasCluster && !gateway.hasCertificate && !own.hasCertificate) return noCertificate
  if (own.hasCluster && !own.hasCertificate) return noCertificate
  return own.hasCertificate && !own.hasCluster && !gateway.hasCluster ? noCluster : undefined
}

function checkService(service: DecodedObject, hasCluster: boolean): readonly RuleFinding[] {
  const own = sourceOf(service)
  if (!own.hasCertificate) return []
  const range = rangeOf(service, 'TLS')
  if (!isSet(service.fields.get('Hosts')?.value))
    return [{ message: 'A certificate of a service needs `Hosts`, and Consul refuses the entry without them.', range }]
  return own.hasCluster || hasCluster ? [] : [{ message: noCluster, range }]
}

function rangeOf(object: DecodedObject, name: string): Range {
  return object.fields.get(name)?.member.keyRange ?? object.source.range
}
