// Listeners of API gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('api-listener', () => {
  it('lets listeners share a port that agree in all else', () => {
    checkFindings(
      `
Kind = "api-gateway"
Name = "public"
Listeners = [
  { Name = "a", Port = 80, Protocol = "http" },
  { Name = "b", Port = 80, Protocol = "HTTP" },
  { Name = "b", Port = 81, Protocol = "http" }
           ^^^ rejected api-listener: Two listeners are named \`b\`, and Consul refuses the entry. Rename one.
]
`,
      { target: '1.16' },
    )
  })
})
