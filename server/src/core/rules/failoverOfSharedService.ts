// C7: the technical preview has no failover for services that cross a peering.
import type { DecodedField } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { sharedService } from '../model/shared.ts'
import { isRefusedFor } from './refusals.ts'
import type { Rule } from './rule.ts'

export const failoverOfSharedService: Rule = {
  code: 'failover-of-shared-service',
  kinds: ['service-resolver'],
  title: 'A service that crosses a peering fails over',
  category: 'preview',
  severity: 'warning',
  constraint: 'C7',
  until: '1.13',
  why: 'The technical preview does not support failover across a peering, and takes it for an exported or imported service without a word. Since 1.13.0 an exported service may fail over within its datacenter; failover to a peer came with 1.14 (`Failover` with `Targets`).',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3 and v1.13.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'What the callers should get instead is not known.',
  examples: {
    bad: `
#- billing.hcl
Kind = "service-resolver"
Name = "billing"
Failover = {
^^^^^^^^ preview failover-of-shared-service C7: \`billing\` is exported to a peer, and the technical preview has no failover across a peering. Remove it, or stop exporting the service.
  "*" = {
    Datacenters = ["dc2"]
  }
}
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
#- billing.hcl
Kind = "service-resolver"
Name = "billing"
ConnectTimeout = "5s"
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, context) {
    const failover = failoverOf(entry)
    const shared = failover && sharedService(context.scope, entry.name)
    if (!failover || !shared || isRefusedFor('C7', entry, context)) return []
    const { how, place } = shared
    const end = place ? 'or stop exporting the service' : 'or call the service without it'
    const message = `\`${entry.name}\` ${how}, and the technical preview has no failover across a peering. Remove it, ${end}.`
    const related = place ? [{ ...place, message: `\`${entry.name}\` is exported here.` }] : []
    return [{ message, range: failover.member.keyRange, related }]
  },
}

/** A failover that the target reads; what only later releases know is told as unknown. */
function failoverOf({ decoded }: Entry): DecodedField | undefined {
  const field = decoded?.root.fields.get('Failover')
  if (field?.value.type !== 'map') return undefined
  const isRead = [...field.value.entries.values()].some(({ value }) => value.type === 'object' && !value.fields.has('Targets'))
  return isRead ? field : undefined
}
