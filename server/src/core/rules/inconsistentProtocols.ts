// Tells of a discovery chain whose services speak different protocols.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const inconsistentProtocols: Rule = {
  code: 'inconsistent-protocols',
  title: 'A discovery chain leads to services of different protocols',
  category: 'rejected',
  severity: 'error',
  why: 'All services that routes, splits, redirects and failovers of a discovery chain lead to must speak one protocol. Consul compares them when any of the entries is written, and refuses the one that brings in another.',
  source:
    'agent/consul/discoverychain/compile.go recordServiceProtocol @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-27)',
  noFix: 'Which of the protocols is right is for a person to say.',
  examples: {
    bad: `
#- api-splitter.hcl
Kind = "service-splitter"
Name = "api"
Splits = [
  { Weight = 90 },
  { Weight = 10, Service = "api-next" }
                           ^^^^^^^^^^ rejected inconsistent-protocols: \`api-next\` speaks \`grpc\`, but the discovery chain of \`api\` speaks \`http\`, and Consul refuses a chain of several protocols. Give \`api-next\` and \`api\` the same \`Protocol\` in their \`service-defaults\`.
]
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "http"
#- api-next.hcl
Kind = "service-defaults"
Name = "api-next"
Protocol = "grpc"
`,
    good: `
#- api-splitter.hcl
Kind = "service-splitter"
Name = "api"
Splits = [
  { Weight = 90 },
  { Weight = 10, Service = "api-next" }
]
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "http"
#- api-next.hcl
Kind = "service-defaults"
Name = "api-next"
Protocol = "http"
`,
  },
  check: refusedFor('inconsistent-protocols'),
}
