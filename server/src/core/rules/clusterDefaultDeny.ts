// C1, as a live cluster tells it: the technical preview peers only without ACLs, or with ACLs that allow by default.
import type { Rule } from './rule.ts'

export const clusterDefaultDeny: Rule = {
  code: 'cluster-default-deny',
  kinds: ['exported-services'],
  title: 'Services are exported from a cluster whose ACLs deny by default',
  category: 'preview',
  severity: 'warning',
  constraint: 'C1',
  until: '1.13',
  why: 'The technical preview cannot peer clusters whose ACLs deny by default, so nobody receives what such a cluster exports. Lifted in 1.13.0.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3; run on 1.13.0-alpha2',
  noFix: 'To open a cluster to everybody is a decision about its security, so only a person should take it.',
  examples: {
    facts: { defaultPolicy: 'deny' },
    bad: `
Kind = "exported-services"
       ^^^^^^^^^^^^^^^^^^^ preview cluster-default-deny C1: The ACLs of this cluster deny by default, and the technical preview peers clusters only with ACLs off or with \`default_policy = "allow"\`. Use a cluster of its own for the preview, or Consul 1.13.
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
Kind = "service-defaults"
Name = "billing"
Protocol = "tcp"
`,
  },
  check(entry, { scope }) {
    if (scope.facts?.defaultPolicy !== 'deny') return []
    const message =
      'The ACLs of this cluster deny by default, and the technical preview peers clusters only with ACLs off or with `default_policy = "allow"`. Use a cluster of its own for the preview, or Consul 1.13.'
    return [{ message, range: (entry.kindMember?.value ?? entry.root).range }]
  },
}
