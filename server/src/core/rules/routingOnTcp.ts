// Tells of a router or splitter over services that do not speak HTTP.
import { httpFixes } from './httpFixes.ts'
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const routingOnTcp: Rule = {
  code: 'routing-on-tcp',
  title: 'Routing or splitting for a service that speaks TCP',
  category: 'rejected',
  severity: 'error',
  why: 'Routes and splits look into requests, which only `http`, `http2` and `grpc` have. Consul refuses a router or splitter whose discovery chain speaks anything else, and a service whose `service-defaults` name no protocol speaks `tcp`, whatever `proxy-defaults` say.',
  source:
    'agent/consul/discoverychain/compile.go compile @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-25)',
  examples: {
    bad: `
#- api-router.hcl
Kind = "service-router"
Name = "api"
       ^^^^^ rejected routing-on-tcp: \`api\` speaks \`tcp\`, and Consul takes routers and splitters only for \`http\`, \`http2\` and \`grpc\`. Set \`Protocol = "http"\` in the \`service-defaults\` of \`api\`, or do without routing.
Routes = [{ Match { HTTP { PathPrefix = "/v1" } } }]
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "tcp"
`,
    good: `
#- api-router.hcl
Kind = "service-router"
Name = "api"
Routes = [{ Match { HTTP { PathPrefix = "/v1" } } }]
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "http"
`,
  },
  check: refusedFor('routing-on-tcp', httpFixes),
}
