// Every constraint of the technical preview is told by at least one rule, in the category that fits it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConstraintId } from '../../server/src/core/schema/types.ts'
import { parseFixture } from '../harness/fixture.ts'
import { judgeFiles } from '../harness/rules.ts'

const exported =
  '#- exports.hcl\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ peer_name = "east" }] }]\n'

/** For each constraint: what breaks it, and the rules that say so. */
const examples: Readonly<Record<ConstraintId, readonly (readonly [rule: string, fixture: string])[]>> = {
  C1: [['preview acl-default-deny', '#- server.hcl\nacl {\n  enabled = true\n  default_policy = "deny"\n}\n']],
  C2: [['rejected unknown-field', '#- mesh.hcl\nKind = "mesh"\nPeering {\n  PeerThroughMeshGateways = true\n}\n']],
  C3: [['preview exported-service-protocol', `${exported}#- web.hcl\nKind = "service-defaults"\nName = "web"\nProtocol = "http"\n`]],
  C4: [
    [
      'preview routing-of-shared-service',
      `${exported}#- web.hcl\nKind = "service-resolver"\nName = "web"\nRedirect {\n  Service = "web-v2"\n}\n`,
    ],
    ['rejected unknown-field', '#- web.hcl\nKind = "service-resolver"\nName = "web"\nRedirect {\n  Service = "web"\n  Peer = "east"\n}\n'],
    ['rejected unknown-field', '#- web.hcl\nKind = "service-splitter"\nName = "web"\nSplits = [{ Weight = 100, Peer = "east" }]\n'],
  ],
  C5: [['preview intention-command', '#- setup.sh\nconsul intention create -allow peer:east/web billing\n']],
  C6: [
    [
      'preview l7-permissions-for-peer',
      '#- intentions.hcl\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Peer = "east", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]\n',
    ],
  ],
  C7: [
    [
      'preview failover-of-shared-service',
      `${exported}#- web.hcl\nKind = "service-resolver"\nName = "web"\nFailover = { "*" = { Datacenters = ["dc2"] } }\n`,
    ],
    [
      'rejected unknown-field',
      '#- web.hcl\nKind = "service-resolver"\nName = "web"\nFailover = { "*" = { Targets = [{ Peer = "east" }] } }\n',
    ],
    [
      'rejected prepared-query-peer',
      '#- query.sh\ncurl -d \'{"Service": {"Failover": {"Targets": [{"Peer": "east"}]}}}\' localhost:8500/v1/query\n',
    ],
  ],
  C8: [['preview kv-across-peers', '#- setup.sh\ncurl "localhost:8500/v1/kv/x?peer=east"\n']],
  C9: [['preview federated-peering', `${exported}#- server.hcl\nserver = true\nretry_join_wan = ["10.0.0.1"]\n`]],
  C10: [
    [
      'preview namespace-ignored',
      '#- exports.hcl\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Namespace = "team", Consumers = [{ peer_name = "east" }] }]\n',
    ],
    [
      'rejected enterprise-field',
      '#- intentions.hcl\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Namespace = "team", Peer = "east", Action = "allow" }]\n',
    ],
  ],
}

describe('the constraints of the technical preview', () => {
  it('are ten', () => assert.deepEqual(Object.keys(examples), ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10']))

  for (const [constraint, cases] of Object.entries(examples)) {
    for (const [rule, fixture] of cases) {
      it(`hold: ${constraint} by ${rule}`, () => {
        const found = judgeFiles(parseFixture(fixture).files, { target: 'preview' }).filter((finding) => finding.constraint === constraint)
        assert.deepEqual([...new Set(found.map(({ category, code }) => `${category} ${code}`))], [rule])
      })
    }
  }
})
