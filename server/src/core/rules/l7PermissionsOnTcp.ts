// Tells of L7 permissions on a service that does not speak HTTP.
import { httpFixes } from './httpFixes.ts'
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const l7PermissionsOnTcp: Rule = {
  code: 'l7-permissions-on-tcp',
  kinds: ['service-intentions'],
  title: 'L7 permissions on a service that speaks TCP',
  category: 'rejected',
  severity: 'error',
  why: 'Permissions look at paths, headers and methods, which only `http`, `http2` and `grpc` have. Consul refuses the intention, and later also a change of protocol under it.',
  source:
    'agent/consul/state/config_entry.go validateProposedConfigEntryInServiceGraph @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-19)',
  examples: {
    bad: `
#- billing-intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
                           ^^^^^^^^^^^ rejected l7-permissions-on-tcp: \`billing\` speaks \`tcp\`, and Consul takes \`Permissions\` only for \`http\`, \`http2\` and \`grpc\`. Set \`Protocol = "http"\` in the \`service-defaults\` of \`billing\`, or use \`Action\`.
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "tcp"
`,
    good: `
#- billing-intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "http"
`,
  },
  check: refusedFor('l7-permissions-on-tcp', httpFixes),
}
