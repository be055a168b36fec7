// Words that Consul does not take.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('unknown-value', () => {
  it('repairs the type of a source', () => {
    const source = (type: string) =>
      `\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Action = "allow", Type = "${type}" }]\n`
    checkFix(source('Consul'), 'Change to `consul`', source('consul'))
    checkFindings(source(''))
  })

  it('takes methods in any case', () => {
    checkFindings(`
Kind = "service-router"
Name = "billing"
Routes = [{ Match { HTTP { Methods = ["get", "PUT"] } } }]
`)
  })

  it('takes no empty text for an element of a list', () => {
    checkFindings(
      `
Kind = "service-router"
Name = "billing"
Routes = [{ Destination { RetryOn = ["reset", ""] } }]
                                              ^^ rejected unknown-value: \`RetryOn\` cannot be \`\`, and Consul refuses the entry. It takes \`5xx\`, \`gateway-error\`, \`reset\`, \`connect-failure\`, \`envoy-ratelimited\`, \`retriable-4xx\`, \`refused-stream\`, \`cancelled\`, \`deadline-exceeded\`, \`internal\`, \`resource-exhausted\` and \`unavailable\`.
`,
      { target: '1.16' },
    )
  })

  it('knows the cipher suites by their IANA names', () => {
    checkFindings(`
Kind = "mesh"
TLS { Incoming { CipherSuites = ["TLS_RSA_WITH_AES_256_CBC_SHA"] } }
`)
  })
})
