// Capital letters in peer names.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (peer: string) => `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Peer = "${peer}", Action = "allow" }]
`

describe('uppercase-peer', () => {
  it('writes the name in lower case', () => checkFix(entry('East'), 'Write `east`', entry('east'), { target: '1.16' }))

  it('is silent about an old release', () => checkFindings(entry('East'), { target: '1.13' }))

  it('is silent about an old peering that is there', () => {
    const facts = { clusters: [{ cluster: 'a', readAt: 0, peers: [{ name: 'East', state: 'ACTIVE' }] }] }
    checkFindings(entry('East'), { target: '1.16', settings: { scopes: [{ folder: '', cluster: 'a' }], facts } })
  })
})
