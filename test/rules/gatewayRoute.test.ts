// Routes of API gateways.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('gateway-route', () => {
  it('takes a path without a way of matching for any', () => {
    checkFindings('\nKind = "http-route"\nName = "web"\nRules = [{ Matches = [{ Path { Value = "x" } }] }]\n', { target: '1.16' })
  })

  it('knows that a parent is an API gateway when it says nothing else', () => {
    checkFindings(
      `
Kind = "tcp-route"
Name = "db"
Parents = [
  { Name = "public", SectionName = "a" },
  { Name = "public" },
  { Kind = "api-gateway", Name = "public" }
    ^^^^ rejected gateway-route: This parent stands twice, and Consul refuses the entry. Remove one, or name another listener by \`SectionName\`.
]
`,
      { target: '1.16' },
    )
  })
})
