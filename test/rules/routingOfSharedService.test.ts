// C4: routing of services that cross a peering.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { judgeFiles } from '../harness/rules.ts'

const exports = (name: string) =>
  `#- exports.hcl\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "${name}", Consumers = [{ peer_name = "east" }] }]\n`
const found = (fixture: string, options: Parameters<typeof judgeFiles>[1] = {}) =>
  judgeFiles(parseFixture(fixture).files, options).filter(({ constraint }) => constraint === 'C4')

const splitter = '#- splitter.hcl\nKind = "service-splitter"\nName = "web"\nSplits = [{ Weight = 100, Service = "web-v2" }]\n'
const router = '#- router.hcl\nKind = "service-router"\nName = "web"\nRoutes = [{ Destination { Service = "web-v2" } }]\n'

describe('routing-of-shared-service', () => {
  it('tells of splits and routes, also where all services are exported', () => {
    for (const routing of [splitter, router])
      for (const name of ['web', '*']) assert.equal(found(exports(name) + routing).length, 1, `${routing} and ${name}`)
  })

  it('is silent for other services, and for resolvers that do not redirect', () => {
    assert.deepEqual(found(exports('api') + splitter), [])
    assert.deepEqual(found(`${exports('web')}#- r.hcl\nKind = "service-resolver"\nName = "web"\nDefaultSubset = "v1"\n`), [])
    assert.deepEqual(found(`${exports('web')}#- r.hcl\nKind = "service-splitter"\nName = "web"\nSplits = []\n`), [])
  })

  it('says where the service is exported', () => {
    const [finding] = found(exports('web') + splitter)
    assert.deepEqual(
      finding?.related?.map(({ document, message }) => [document.uri, message]),
      [['exports.hcl', '`web` is exported here.']],
    )
  })

  it('is silent since 1.13', () => assert.deepEqual(found(exports('web') + splitter, { target: '1.13' }), []))

  it('knows imported services by Facts', () => {
    const peers = [{ name: 'east', state: 'ACTIVE', imported: ['web'] }]
    const settings = { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, peers }] } }
    const [finding] = found(splitter, { settings })
    assert.equal(
      finding?.message,
      '`web` comes from the peer `east`, and the technical preview does not split across a peering. Remove the splits, or call the service without it.',
    )
  })
})
