// Tells of an exported service whose discovery chain leads out of the cluster.
import { refusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const exportNotSafe: Rule = {
  code: 'export-not-safe',
  kinds: ['exported-services'],
  title: 'An exported service leads to another datacenter, partition or peer',
  category: 'rejected',
  severity: 'error',
  since: '1.13',
  why: 'A peer reaches an exported service through this cluster, and its requests cannot be sent on from there. Consul refuses the export, or the resolver, router or splitter that is written after it. From 1.16 it also refuses a redirect to a peer and failover targets in a datacenter.',
  source:
    'agent/consul/state/config_entry.go validateChainIsPeerExportSafe @ v1.13.9, v1.14.11, v1.15.10, v1.16.1; run on 1.13.9 and 1.16.1 (vectors/scenarios.ndjson scenario-01 to -17)',
  noFix: 'Whether the export or the way out should go is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ Peer = "cluster-02" }] }]
                     ^^^^^^^^^ rejected export-not-safe C4: \`billing\` is exported to a peer, but its discovery chain leads to the datacenter \`dc2\`, and Consul refuses that. Stop exporting \`billing\`, or let the chain stay in this cluster.
#- billing.hcl
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "billing", Datacenter = "dc2" }
`,
    good: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ Peer = "cluster-02" }] }]
#- billing.hcl
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "billing-next" }
`,
  },
  check: refusedFor('export-not-safe'),
}
