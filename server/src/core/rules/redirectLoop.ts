// Tells of redirects that go round in a circle.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const redirectLoop: Rule = {
  code: 'redirect-loop',
  title: 'Redirects of resolvers go round in a circle',
  category: 'rejected',
  severity: 'error',
  why: 'A redirect is followed until a service without one is reached. Consul refuses the resolver that closes a circle; a redirect of a service to itself does nothing and is taken.',
  source:
    'agent/consul/discoverychain/compile.go getResolverNode @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-29)',
  noFix: 'Which of the redirects is wrong is for a person to say.',
  examples: {
    bad: `
#- a.hcl
Kind = "service-resolver"
Name = "web"
Redirect { Service = "api" }
#- b.hcl
Kind = "service-resolver"
Name = "api"
Redirect { Service = "web" }
                     ^^^^^ rejected redirect-loop: The redirects \`api\` → \`web\` → \`api\` go round in a circle, and Consul refuses the one that closes it. Let one of them end elsewhere.
`,
    good: `
#- a.hcl
Kind = "service-resolver"
Name = "web"
Redirect { Service = "api" }
#- b.hcl
Kind = "service-resolver"
Name = "api"
ConnectTimeout = "3s"
`,
  },
  check: refusedFor('redirect-loop'),
}
