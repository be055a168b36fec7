// Settings without which a server cannot make a peering token.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('peering-prerequisite', () => {
  it('asks 1.13 for its gRPC port', () =>
    checkFix(
      'server = true\npeering {\n  enabled = true\n}\n',
      'Add `ports { grpc = 8502 }`',
      'server = true\npeering {\n  enabled = true\n}\nports {\n  grpc = 8502\n}\n',
      { target: '1.13' },
    ))

  it('tells of a closed port', () =>
    checkFindings(
      `
server = true
ports {
  grpc_tls = -1
             ^^ advice peering-prerequisite: The port \`grpc_tls\` is closed, so this server refuses to make peering tokens: peers would have nothing to connect to. Set \`ports.grpc_tls\`, usually to 8503.
}
`,
      { target: '1.16' },
    ))

  it('is silent where peering is switched off', () =>
    checkFindings('server = true\nconnect {\n  enabled = false\n}\npeering {\n  enabled = false\n}\n', {
      target: '1.16',
      settings: { severities: { 'peering-not-enabled': 'off' } },
    }))

  it('is silent in the technical preview, whose tokens name the RPC port', () =>
    checkFindings('server = true\nports {\n  grpc     = -1\n  serf_wan = 8302\n}\n'))

  it('is silent on 1.13 without the service mesh, which makes tokens all the same', () =>
    checkFindings('server = true\nconnect {\n  enabled = false\n}\nports {\n  grpc = 8502\n}\npeering {\n  enabled = true\n}\n', {
      target: '1.13',
    }))
})
