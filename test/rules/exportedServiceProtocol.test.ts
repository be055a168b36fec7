// C3: exported services speak TCP.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

const exports = (service: string) => `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "${service}", Consumers = [{ peer_name = "cluster-02" }] }]
`

const defaults = (protocol: string) => `#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "${protocol}" # as agreed
`

const permissions = `#- intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
`

describe('exported-service-protocol', () => {
  it('sets the protocol in the file that says otherwise, and keeps its comment', () => {
    checkFix(
      exports('billing') + defaults('HTTP'),
      'Set the protocol of `billing` to `tcp` in billing.hcl',
      exports('billing') + defaults('tcp'),
    )
  })

  it('is no part of fix-all', () => checkFixAll(exports('billing') + defaults('http'), exports('billing') + defaults('http')))

  it('withholds the fix where Consul would then refuse an intention', () => {
    const titles = fixTitles(exports('billing') + defaults('http') + permissions)
    assert.deepEqual(
      titles.filter((title) => title.includes('tcp')),
      [],
    )
  })

  it('withholds the fix where a router or a splitter needs the protocol', () => {
    for (const text of [
      'Kind = "service-router"\nName = "billing"\n',
      'Kind = "service-splitter"\nName = "shop"\nSplits = [{ Weight = 100, Service = "billing" }]\n',
    ]) {
      assert.deepEqual(fixTitles(`${exports('billing')}${defaults('grpc')}#- routing.hcl\n${text}`), [])
    }
  })

  it('is silent about a service whose own entry names no protocol: Consul takes it as `tcp`, whatever proxy-defaults say', () => {
    const global = '#- global.hcl\nKind = "proxy-defaults"\nName = "global"\nConfig { protocol = "http" }\n'
    checkFindings(`${exports('billing')}#- billing.hcl\nKind = "service-defaults"\nName = "billing"\n${global}`)
  })

  it('offers the fix where an entry that names the service takes `tcp` too', () => {
    const resolver = '#- resolver.hcl\nKind = "service-resolver"\nName = "billing"\nConnectTimeout = "3s"\n'
    assert.ok(fixTitles(exports('billing') + defaults('http') + resolver).some((title) => title.includes('tcp')))
  })

  it('takes the protocol from proxy-defaults where the service has none', () => {
    const global = (protocol: string) => `#- global.hcl\nKind = "proxy-defaults"\nName = "global"\nConfig { protocol = "${protocol}" }\n`
    checkFix(
      exports('billing') + global('http2'),
      'Set the protocol of all services without an own one to `tcp` in global.hcl',
      exports('billing') + global('tcp'),
    )
  })

  it('looks at every service for `*`', () => {
    assert.deepEqual(fixTitles(exports('*') + defaults('grpc')), ['Set the protocol of `billing` to `tcp` in billing.hcl'])
  })

  it('is silent since 1.13, and about a protocol that Consul handles as TCP', () => {
    checkFindings(exports('billing') + defaults('http'), { target: '1.13' })
    checkFindings(exports('billing') + defaults('redis'))
  })

  it('never looks into another cluster', () => {
    const settings = { scopes: [{ folder: 'cluster-01/' }, { folder: 'cluster-02/' }] }
    checkFindings(
      exports('billing').replace('exports.hcl', 'cluster-01/exports.hcl') +
        defaults('http').replace('billing.hcl', 'cluster-02/billing.hcl'),
      { settings },
    )
  })
})
