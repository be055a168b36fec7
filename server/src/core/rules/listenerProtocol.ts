// Tells of an ingress gateway whose listener speaks otherwise than its service.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const listenerProtocol: Rule = {
  code: 'listener-protocol',
  kinds: ['ingress-gateway'],
  title: 'A listener of an ingress gateway speaks otherwise than its service',
  category: 'rejected',
  severity: 'error',
  why: 'Consul compares each listener with the protocol of the discovery chain behind it, and refuses the gateway when they differ. A change of protocol under a gateway is refused too, but for a TCP listener over a service without router and splitter.',
  source:
    'agent/consul/state/config_entry.go validateProposedConfigEntryInServiceGraph @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-37)',
  noFix: 'Which of the two protocols is right is for a person to say.',
  examples: {
    bad: `
#- ingress.hcl
Kind = "ingress-gateway"
Name = "ingress"
Listeners = [{ Port = 8080, Protocol = "http", Services = [{ Name = "api" }] }]
                                                                    ^^^^^ rejected listener-protocol: The listener of an ingress gateway speaks \`http\`, but \`api\` speaks \`tcp\`, and Consul refuses that they differ. Give both the same protocol.
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "tcp"
`,
    good: `
#- ingress.hcl
Kind = "ingress-gateway"
Name = "ingress"
Listeners = [{ Port = 8080, Protocol = "http", Services = [{ Name = "api" }] }]
#- api.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "http"
`,
  },
  check: refusedFor('listener-protocol'),
}
