// C7: failover of services that cross a peering.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { judgeFiles } from '../harness/rules.ts'

const exports =
  '#- exports.hcl\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ peer_name = "east" }] }]\n'
const resolver = (name: string, failover: string) =>
  `#- resolver.hcl\nKind = "service-resolver"\nName = "${name}"\nFailover = { "*" = { ${failover} } }\n`
const codes = (fixture: string, options: Parameters<typeof judgeFiles>[1] = {}) =>
  judgeFiles(parseFixture(fixture).files, options)
    .filter(({ constraint }) => constraint === 'C7')
    .map(({ code }) => code)

describe('failover-of-shared-service', () => {
  it('tells of failover to another service, too', () =>
    assert.deepEqual(codes(exports + resolver('web', 'Service = "web-backup"')), ['failover-of-shared-service']))

  it('leaves targets to the rule for unknown keys, which carries the same constraint', () =>
    assert.deepEqual(codes(exports + resolver('web', 'Targets = [{ Peer = "east" }]')), ['unknown-field']))

  it('is silent for services that stay in their cluster, and since 1.13', () => {
    assert.deepEqual(codes(exports + resolver('api', 'Service = "api-backup"')), [])
    assert.deepEqual(codes(exports + resolver('web', 'Service = "web-backup"'), { target: '1.13' }), [])
  })
})
