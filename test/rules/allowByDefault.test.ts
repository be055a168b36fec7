// Intentions that allow what is allowed.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const live = (defaultPolicy: 'allow' | 'deny') => ({
  settings: { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, defaultPolicy }] } },
})
const entry = (sources: string) => `Kind = "service-intentions"
Name = "billing"
Sources = [${sources}]
`
const allowed = '{ Name = "web", Peer = "east", Action = "allow" }'

describe('allow-by-default', () => {
  it('is silent about an exception from what is denied', () => {
    checkFindings(entry(`${allowed}, { Name = "*", Peer = "east", Action = "deny" }`), live('allow'))
  })

  it('is silent where the policy denies or is not known', () => {
    checkFindings(entry(allowed), live('deny'))
    checkFindings(entry(allowed))
  })
})
