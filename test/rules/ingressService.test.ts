// Listeners of ingress gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('ingress-service', () => {
  it('takes more than one service, and each once, on HTTP listeners only', () => {
    checkFindings(`
Kind = "ingress-gateway"
Name = "public"
Listeners = [
  { Port = 1, Services = [{ Name = "a" }, { Name = "b" }] },
                                            ^^^^ rejected ingress-service: A \`tcp\` listener has one service, and Consul refuses more. Use an HTTP protocol, or a port for each service.
  { Port = 2, Protocol = "GRPC", Services = [{ Name = "a" }, { Name = "a" }] }
                                                               ^^^^ rejected ingress-service: \`a\` stands twice on this listener, and Consul refuses the entry. Remove one.
]
`)
  })

  it('counts header changes only where they change something', () => {
    checkFindings(`
Kind = "ingress-gateway"
Name = "public"
Listeners = [
  { Port = 1, Services = [{ Name = "a", RequestHeaders { Add {} } }] },
  { Port = 2, Services = [{ Name = "a", RequestHeaders { Add { x = "y" } } }] }
                                        ^^^^^^^^^^^^^^ rejected ingress-service: \`RequestHeaders\` needs a listener with an HTTP protocol, and Consul refuses the entry.
]
`)
  })
})
