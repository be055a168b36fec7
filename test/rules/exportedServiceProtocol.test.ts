// C3: exported services speak TCP.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exportedServiceProtocol } from '../../server/src/core/rules/exportedServiceProtocol.ts'
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

const global = (protocol: string) => `#- global.hcl\nKind = "proxy-defaults"\nName = "global"\nConfig { protocol = "${protocol}" }\n`

const only = { rules: [exportedServiceProtocol] }

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
    checkFindings(`${exports('billing')}#- billing.hcl\nKind = "service-defaults"\nName = "billing"\n${global('http')}`)
  })

  it('offers the fix where an entry that names the service takes `tcp` too', () => {
    const resolver = '#- resolver.hcl\nKind = "service-resolver"\nName = "billing"\nConnectTimeout = "3s"\n'
    assert.ok(fixTitles(exports('billing') + defaults('http') + resolver).some((title) => title.includes('tcp')))
  })

  it('takes the protocol from proxy-defaults where the service has none', () => {
    checkFix(
      exports('billing') + global('http2'),
      'Set the protocol of all services without an own one to `tcp` in global.hcl',
      exports('billing') + global('tcp'),
    )
  })

  it('looks at every service for `*`', () => {
    assert.deepEqual(fixTitles(exports('*') + defaults('grpc')), ['Set the protocol of `billing` to `tcp` in billing.hcl'])
  })

  it('tells once of a service that two entries are about, by the one that counts', () => {
    const two = defaults('tcp') + defaults('grpc').replace('billing.hcl', 'later.hcl')
    assert.deepEqual(
      fixTitles(exports('*') + two).filter((title) => title.includes('tcp')),
      ['Set the protocol of `billing` to `tcp` in later.hcl'],
    )
  })

  it('tells of what `*` exports without `service-defaults` where proxy-defaults make it speak HTTP', () => {
    checkFindings(
      `
#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "*", Consumers = [{ peer_name = "cluster-02" }] }]
                     ^^^ preview exported-service-protocol C3: By \`proxy-defaults\` a service without \`service-defaults\` of its own speaks \`http\`, but the technical preview shares only TCP services with peers. Set its protocol to \`tcp\`, or stop exporting it.
${global('http')}`,
      only,
    )
    checkFix(
      exports('*') + global('http'),
      'Set the protocol of all services without an own one to `tcp` in global.hcl',
      exports('*') + global('tcp'),
    )
    checkFindings(exports('*') + global('tcp'), only)
  })

  it('is silent about `*` where each service of the live cluster has `service-defaults`', () => {
    const settings = (...services: readonly string[]) => ({
      scopes: [{ folder: '', cluster: 'cluster-01' }],
      facts: { clusters: [{ cluster: 'cluster-01', readAt: 0, services: services.map((name) => ({ name })) }] },
    })
    const files = exports('*') + defaults('tcp') + global('http')
    checkFindings(files, { ...only, settings: settings('billing', 'consul') })
    assert.equal(fixTitles(files, { settings: settings('billing', 'web') }).filter((title) => title.includes('tcp')).length, 1)
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

  it('is silent where no consumer is a peer', () => {
    const ofPartition = exports('billing').replace('peer_name = "cluster-02"', 'Partition = "team"')
    for (const edition of ['community', 'enterprise'] as const) checkFindings(ofPartition + defaults('http'), { ...only, edition })
  })
})
