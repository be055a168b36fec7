// TLS versions and cipher suites.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('tls-versions', () => {
  it('compares the two ends, but not with `TLS_AUTO`', () => {
    checkFindings(`
Kind = "mesh"
TLS {
  Incoming { TLSMinVersion = "TLSv1_2", TLSMaxVersion = "TLSv1_1" }
                                                        ^^^^^^^^^ rejected tls-versions: \`TLSMaxVersion\` is below \`TLSMinVersion\`, and Consul refuses the entry. Raise it, or lower the other.
  Outgoing { TLSMinVersion = "TLSv1_2", TLSMaxVersion = "TLS_AUTO" }
}
`)
  })
})
