// Wildcards where Consul takes none.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('wildcard-name', () => {
  it('tells of `service-defaults` for all services', () => {
    checkFindings(`
Kind = "service-defaults"
Name = "*"
       ^^^ rejected wildcard-name: Consul takes no wildcard here. Name one service.
`)
  })
})
