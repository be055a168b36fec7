// Tells of an ingress and a terminating gateway of one name.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const gatewayClash: Rule = {
  code: 'gateway-clash',
  kinds: ['ingress-gateway', 'terminating-gateway'],
  title: 'An ingress and a terminating gateway have the same name',
  category: 'rejected',
  severity: 'error',
  why: 'The name of a gateway entry is the name of the gateway service, which can only be one of the two. Consul refuses the second entry.',
  source: 'agent/consul/state/config_entry.go checkGatewayClash @ v1.13.9, v1.16.1; run on 1.13.9 and 1.16.1',
  noFix: 'Which of the gateways has the right name is for a person to say.',
  examples: {
    bad: `
#- a.hcl
Kind = "ingress-gateway"
Name = "edge"
Listeners = [{ Port = 8080, Protocol = "tcp", Services = [{ Name = "api" }] }]
#- b.hcl
Kind = "terminating-gateway"
Name = "edge"
       ^^^^^^ rejected gateway-clash: There is an \`ingress-gateway\` entry \`edge\` already, and Consul refuses that a \`terminating-gateway\` has the same name. Rename one of them.
Services = [{ Name = "mail" }]
`,
    good: `
#- a.hcl
Kind = "ingress-gateway"
Name = "ingress"
Listeners = [{ Port = 8080, Protocol = "tcp", Services = [{ Name = "api" }] }]
#- b.hcl
Kind = "terminating-gateway"
Name = "egress"
Services = [{ Name = "mail" }]
`,
  },
  check: refusedFor('gateway-clash'),
}
