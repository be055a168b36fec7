// L7 permissions in an intention for all services.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('wildcard-permissions', () => {
  it('is silent about an empty list of permissions', () => {
    checkFindings('\nKind = "service-intentions"\nName = "*"\nSources = [{ Name = "web", Action = "deny", Permissions = [] }]\n')
  })
})
