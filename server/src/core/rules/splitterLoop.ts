// Tells of splitters that lead back to themselves.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const splitterLoop: Rule = {
  code: 'splitter-loop',
  title: 'Splitters lead back to themselves',
  category: 'rejected',
  severity: 'error',
  why: 'A split to a service with a splitter of its own is split further. Consul refuses the splitter that closes a circle; a split of a service to itself, or to a subset, ends there and is taken.',
  source: 'agent/consul/discoverychain/compile.go detectCircularReferences @ v1.13.9, v1.16.1; run on 1.13.9 and 1.16.1',
  noFix: 'Which of the splits is wrong is for a person to say.',
  examples: {
    bad: `
#- a.hcl
Kind = "service-splitter"
Name = "web"
Splits = [{ Weight = 100, Service = "api" }]
#- b.hcl
Kind = "service-splitter"
Name = "api"
Splits = [{ Weight = 100, Service = "web" }]
                                    ^^^^^ rejected splitter-loop: The splits \`api\` → \`web\` → \`api\` lead back to where they began, and Consul refuses such a chain. Let one of them end elsewhere, or name a subset there.
#- defaults.hcl
Kind = "proxy-defaults"
Name = "global"
Config { protocol = "http" }
`,
    good: `
#- a.hcl
Kind = "service-splitter"
Name = "web"
Splits = [{ Weight = 100, Service = "api" }]
#- b.hcl
Kind = "service-splitter"
Name = "api"
Splits = [{ Weight = 50 }, { Weight = 50, Service = "api-next" }]
#- defaults.hcl
Kind = "proxy-defaults"
Name = "global"
Config { protocol = "http" }
`,
  },
  check: refusedFor('splitter-loop'),
}
