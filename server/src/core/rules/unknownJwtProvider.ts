// Tells of an intention that asks for tokens of a provider that does not exist.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const unknownJwtProvider: Rule = {
  code: 'unknown-jwt-provider',
  kinds: ['service-intentions'],
  title: 'An intention names a JWT provider that does not exist',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  why: 'The `jwt-provider` entry says by which keys tokens are checked. Consul refuses an intention that names one that is not there yet, and the deletion of one that an intention names. Told only where the files are known to be all there is.',
  source: 'agent/consul/state/config_entry.go validateJWTProvidersExist @ v1.16.1; run on 1.16.1',
  noFix: 'By which keys tokens are checked is for a person to say.',
  examples: {
    target: '1.16',
    complete: true,
    bad: `
Kind = "service-intentions"
Name = "billing"
JWT { Providers = [{ Name = "okta" }] }
                            ^^^^^^ rejected unknown-jwt-provider: There is no \`jwt-provider\` entry \`okta\`, and Consul refuses an intention that asks for its tokens. Write that entry first, or correct the name.
Sources = [{ Name = "web", Action = "allow" }]
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check: refusedFor('unknown-jwt-provider'),
}
