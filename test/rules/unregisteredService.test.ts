// Exports of what nobody has registered.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (name: string) => `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "${name}", Consumers = [{ Peer = "east" }] }]
`
const services = [{ name: 'billing' }]
const live = {
  target: '1.16',
  settings: { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, services }] } },
} as const

describe('unregistered-service', () => {
  it('offers the service that was meant', () => checkFix(entry('biling'), 'Export `billing`', entry('billing'), live))

  it('is silent about `*`, and about a name that routing defines', () => {
    checkFindings(entry('*'), live)
    checkFindings(`${entry('shop')}#- shop.hcl\nKind = "service-resolver"\nName = "shop"\n`, live)
  })

  it('is silent while nothing is known of the services', () => checkFindings(entry('biling'), { target: '1.16' }))
})
