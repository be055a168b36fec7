// Settings that an older agent does not start with.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('agent-setting-version', () => {
  it('tells that the technical preview has no stanza `peering`', () =>
    checkFindings(`
peering {
^^^^^^^ rejected agent-setting-version: \`peering\` is a setting since Consul 1.13, and an agent of the technical preview (1.13.0-alpha2) does not start with it. Remove it, or judge this cluster by a release that has it.
  enabled = true
}
`))

  it('removes the setting', () =>
    checkFix('ports {\n  grpc     = 8502\n  grpc_tls = 8503\n}\n', 'Remove `grpc_tls`', 'ports {\n  grpc     = 8502\n}\n', {
      target: '1.13',
    }))

  it('is silent since 1.14', () => checkFindings('ports {\n  grpc_tls = 8503\n}\n', { target: '1.14' }))
})
