// Peering that is switched off on a server.
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll } from '../harness/rules.ts'

const server = 'server             = true\ndatacenter         = "dc1"\nprimary_datacenter = "dc1"\n'

describe('peering-not-enabled', () => {
  it('adds the stanza', () => checkFixAll(server, `${server}peering            = {\n  enabled = true\n}\n`, { target: '1.13' }))

  it('adds a block among blocks', () =>
    checkFix(
      'server = true\nacl {\n  default_policy = "deny"\n}\n',
      'Add `peering { enabled = true }`',
      'server = true\nacl {\n  default_policy = "deny"\n}\npeering {\n  enabled = true\n}\n',
      { target: '1.13' },
    ))

  it('is silent where another file of the folder says it', () =>
    checkFindings(`#- a/server.hcl\n${server}#- a/peering.hcl\nports {\n  grpc = 8502\n}\npeering {\n  enabled = true\n}\n`, {
      target: '1.13',
    }))

  it('is silent for a client', () => checkFindings('server = false\nacl {\n  default_policy = "deny"\n}\n', { target: '1.13' }))

  it('is silent since 1.14, where it is on by default', () => checkFindings(server, { target: '1.14' }))

  it('tells of what is switched off by hand', () =>
    checkFindings(
      `
server = true
peering {
  enabled = false
            ^^^^^ advice peering-not-enabled: Peering is switched off here, so Consul 1.16 refuses every request about it. Set \`peering.enabled\` to \`true\` on every server.
}
`,
      { target: '1.16' },
    ))
})
