// Tells of datacenters in a failover that have no name.
import type { EntryRule } from './rule.ts'

export const emptyDatacenter: EntryRule = {
  code: 'empty-datacenter',
  kinds: ['service-resolver'],
  title: 'A datacenter without a name',
  category: 'rejected',
  severity: 'error',
  why: 'Each element of `Datacenters` names a datacenter to turn to; an empty one leads nowhere, and Consul refuses it.',
  source: 'agent/structs/config_entry_discoverychain.go ServiceResolverConfigEntry.Validate @ v1.13.9, v1.16.1',
  noFix: 'Which datacenter was meant cannot be told.',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
Failover { "*" { Datacenters = ["dc2", ""] } }
                                       ^^ rejected empty-datacenter: This datacenter has no name, and Consul refuses the entry. Name it, or remove it.
`,
    good: `
Kind = "service-resolver"
Name = "billing"
Failover { "*" { Datacenters = ["dc2"] } }
`,
  },
  check(entry) {
    const failover = entry.decoded?.root.fields.get('Failover')?.value
    if (failover?.type !== 'map') return []
    return [...failover.entries.values()].flatMap(({ value }) => {
      const list = value.type === 'object' ? value.fields.get('Datacenters')?.value : undefined
      const elements = list?.type === 'list' ? list.elements : []
      return elements
        .filter((element) => element.type === 'nothing' || (element.type === 'string' && element.value === ''))
        .map(({ source }) => ({
          message: 'This datacenter has no name, and Consul refuses the entry. Name it, or remove it.',
          range: source.range,
        }))
    })
  },
}
