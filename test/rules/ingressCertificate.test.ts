// Certificate sources of ingress gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('ingress-certificate', () => {
  it('puts the parts of gateway, listener and service together', () => {
    checkFindings(`
Kind = "ingress-gateway"
Name = "public"
TLS { SDS { ClusterName = "sds" } }
Listeners = [
  { Port = 1, TLS { SDS { CertResource = "a" } }, Services = [{ Name = "a" }] },
  {
    Port = 2
    Protocol = "http"
    TLS { SDS { CertResource = "b" } }
    Services = [{ Name = "b", TLS { SDS { CertResource = "c" } } }]
                              ^^^ rejected ingress-certificate: A certificate of a service needs \`Hosts\`, and Consul refuses the entry without them.
  }
]
`)
  })

  it('says nothing where no service needs a certificate', () => {
    checkFindings('\nKind = "ingress-gateway"\nName = "public"\nTLS { SDS { CertResource = "x" } }\n')
  })
})
