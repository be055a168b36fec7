// Sources that only a peer has.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (more: string) => `Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web"${more}, Action = "allow" }]
`
const live = (services: readonly string[]) => {
  const peers = ['east', 'west'].map((name) => ({ name, state: 'ACTIVE', imported: ['web'] }))
  const cluster = { cluster: 'a', readAt: 0, peers, services: services.map((name) => ({ name })) }
  return { settings: { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [cluster] } } }
}

describe('source-of-peer', () => {
  it('adds either peer that shares the service', () => {
    checkFix(entry(''), 'Add `Peer = "east"`', entry(', Peer = "east"'), live([]))
    checkFix(entry(''), 'Add `Peer = "west"`', entry(', Peer = "west"'), live([]))
  })

  it('is silent where the cluster has such a service, or nothing is known', () => {
    checkFindings(entry(''), live(['web']))
    checkFindings(entry(''))
  })
})
