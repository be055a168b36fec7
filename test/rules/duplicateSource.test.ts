// A source that is named twice.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('duplicate-source', () => {
  it('compares names with regard to case, as Consul does', () => {
    checkFindings(`
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }, { Name = "Web", Action = "deny" }]
`)
  })
})
