// Services of terminating gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('linked-service', () => {
  it('takes a CA alone and each service once', () => {
    checkFindings(`
Kind = "terminating-gateway"
Name = "outside"
Services = [
  { Name = "*", CAFile = "/ca.crt" },
  { Name = "bank" },
  { Name = "bank" }
    ^^^^ rejected linked-service: \`bank\` stands twice in \`Services\`, and Consul refuses the entry. Remove one.
]
`)
  })
})
