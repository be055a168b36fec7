// Key sets of JWT providers.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('jwt-key-set', () => {
  it('reads URIs and pauses as Go does', () => {
    checkFindings(
      `
Kind = "jwt-provider"
Name = "okta"
JSONWebKeySet {
  Remote {
    URI = "okta.example/keys"
          ^^^^^^^^^^^^^^^^^^^ rejected jwt-key-set: \`okta.example/keys\` is no URI that can be fetched, and Consul refuses the entry.
    RetryPolicy { RetryPolicyBackOff { BaseInterval = "2s", MaxInterval = "1s" } }
                                                                          ^^^^ rejected jwt-key-set: \`MaxInterval\` is shorter than \`BaseInterval\`, and Consul refuses the entry.
  }
}
`,
      { target: '1.16' },
    )
  })
})
