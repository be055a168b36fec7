// Tells of a resolver for a service that lies outside of the mesh.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const externalSni: Rule = {
  code: 'external-sni',
  title: 'A service with an external SNI is redirected, failed over or divided',
  category: 'rejected',
  severity: 'error',
  why: 'A service whose `service-defaults` set `ExternalSNI` is reached outside of the mesh by that one name, so Consul refuses redirects, subsets and failovers for it.',
  source: 'agent/consul/discoverychain/compile.go getResolverNode @ v1.13.9, v1.16.1; run on 1.13.9 and 1.16.1',
  noFix: 'Whether the name or the resolver should go is for a person to say.',
  examples: {
    bad: `
#- mail-resolver.hcl
Kind = "service-resolver"
Name = "mail"
       ^^^^^^ rejected external-sni: \`mail\` has an \`ExternalSNI\`, and Consul refuses a failover for such a service. Take one of the two away.
Failover = { "*" = { Service = "mail-standby" } }
#- mail.hcl
Kind = "service-defaults"
Name = "mail"
ExternalSNI = "mail.example.com"
#- mail-standby.hcl
Kind = "service-defaults"
Name = "mail-standby"
`,
    good: `
#- mail-resolver.hcl
Kind = "service-resolver"
Name = "mail"
ConnectTimeout = "3s"
#- mail.hcl
Kind = "service-defaults"
Name = "mail"
ExternalSNI = "mail.example.com"
`,
  },
  check: refusedFor('external-sni'),
}
