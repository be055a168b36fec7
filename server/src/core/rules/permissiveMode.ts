// Tells of plain connections where `mesh` does not allow them.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const permissiveMode: Rule = {
  code: 'permissive-mode',
  kinds: ['proxy-defaults', 'service-defaults'],
  title: 'The permissive TLS mode where `mesh` does not allow it',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  why: 'A service in the mode `permissive` also takes connections without mTLS. Consul lets nobody choose it before the `mesh` entry allows it; a mode that stands already may stay.',
  source: 'agent/consul/state/config_entry.go checkMutualTLSMode @ v1.16.1; run on 1.16.1',
  noFix: 'Whether plain connections are wanted is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
MutualTLSMode = "permissive"
                ^^^^^^^^^^^^ rejected permissive-mode: \`MutualTLSMode = "permissive"\` lets plain connections in, and Consul refuses it unless \`mesh\` allows it. Write \`AllowEnablingPermissiveMutualTLS = true\` into the \`mesh\` entry first, or use \`strict\`.
#- mesh.hcl
Kind = "mesh"
AllowEnablingPermissiveMutualTLS = false
`,
    good: `
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
MutualTLSMode = "permissive"
#- mesh.hcl
Kind = "mesh"
AllowEnablingPermissiveMutualTLS = true
`,
  },
  check: refusedFor('permissive-mode'),
}
