// Tells of a subset that another service does not define.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const missingSubset: Rule = {
  code: 'missing-subset',
  title: 'A service has no subset of that name',
  category: 'rejected',
  severity: 'error',
  why: 'A subset is defined by the `service-resolver` of its service. Consul refuses routes, splits, redirects and failovers to one that is not there yet, so the resolver is written first.',
  source:
    'agent/consul/discoverychain/compile.go getResolverNode @ v1.13.9, v1.16.1; run on 1.13.9 and 1.16.1; on 1.13.0-alpha2 by vectors/entries.ndjson',
  noFix: 'Which instances the subset is made of is for a person to say.',
  examples: {
    bad: `
#- web.hcl
Kind = "service-resolver"
Name = "web"
Redirect { Service = "api", ServiceSubset = "v2" }
                     ^^^^^ rejected missing-subset: \`api\` has no subset \`v2\`, and Consul refuses what leads to it. Define it under \`Subsets\` in the \`service-resolver\` of \`api\`, or name another one.
#- api.hcl
Kind = "service-resolver"
Name = "api"
Subsets = { v1 = { Filter = "Service.Meta.version == 1" } }
`,
    good: `
#- web.hcl
Kind = "service-resolver"
Name = "web"
Redirect { Service = "api", ServiceSubset = "v1" }
#- api.hcl
Kind = "service-resolver"
Name = "api"
Subsets = { v1 = { Filter = "Service.Meta.version == 1" } }
`,
  },
  check: refusedFor('missing-subset'),
}
