// Host names around gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('host-name', () => {
  it('takes a wildcard as the first label of an ingress host, alone only without TLS', () => {
    const ingress = (tls: string, mark: string) => `
Kind = "ingress-gateway"
Name = "public"
TLS { Enabled = ${tls} }
Listeners = [{ Port = 80, Protocol = "http", Services = [{ Name = "a", Hosts = ["*.example", "*"] }] }]
${mark}`
    checkFindings(ingress('false', ''))
    checkFindings(
      ingress(
        'true',
        `                                                                                             ^^^ rejected host-name: \`*\` holds a wildcard, and Consul refuses the entry. With TLS each host is a part of the certificate.
`,
      ),
    )
  })

  it('tells of a host name on a `tcp` listener', () => {
    checkFindings(
      `
Kind = "api-gateway"
Name = "public"
Listeners = [{ Name = "db", Port = 80, Protocol = "tcp", Hostname = "db.example" }]
                                                                    ^^^^^^^^^^^^ rejected host-name: A \`tcp\` listener has no \`Hostname\`, and Consul refuses the entry. Remove it, or use \`http\`.
`,
      { target: '1.16' },
    )
  })
})
