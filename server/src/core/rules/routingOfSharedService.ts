// C4: the technical preview has no splits, custom routes and redirects for services that cross a peering.
import { type DecodedField, objectsOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { type SharedService, sharedService } from '../model/shared.ts'
import { isRefusedFor } from './refusals.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const routingOfSharedService: Rule = {
  code: 'routing-of-shared-service',
  kinds: ['service-splitter', 'service-router', 'service-resolver'],
  title: 'A service that crosses a peering is split, routed or redirected',
  category: 'preview',
  severity: 'warning',
  constraint: 'C4',
  until: '1.13',
  why: 'The technical preview does not route dynamically across a peering: splits, routes and redirects of an exported or imported service are taken without a word and do not hold for the callers of a peer. Since 1.13.0 they hold on the exporting side, within this cluster; a redirect to a peer came with 1.14, and splits and routes reach a peer only through a service that redirects there.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3 and v1.13.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'What the callers should get instead is not known.',
  examples: {
    bad: `
#- billing.hcl
Kind = "service-resolver"
Name = "billing"
Redirect {
^^^^^^^^ preview routing-of-shared-service C4: \`billing\` is exported to a peer, and the technical preview does not redirect across a peering. Remove the redirect, or stop exporting the service.
  Service = "billing-v2"
}
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
#- reports.hcl
Kind = "service-resolver"
Name = "reports"
Redirect {
  Service = "reports-v2"
}
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, context) {
    const routing = routingOf(entry)
    const shared = routing && sharedService(context.scope, entry.name)
    return routing && shared && !isRefusedFor('C4', entry, context) ? [findingOf(entry, routing, shared)] : []
  },
}

interface Routing {
  readonly field: DecodedField
  readonly verb: string
  readonly noun: string
}

/** What the entry does to requests; nothing where it only names subsets or the like. */
function routingOf(entry: Entry): Routing | undefined {
  const root = entry.decoded?.root
  switch (root && entry.kindName) {
    case 'service-splitter':
      return routingBy(entry, 'Splits', 'split')
    case 'service-router':
      return routingBy(entry, 'Routes', 'route')
    case 'service-resolver': {
      const redirect = root?.fields.get('Redirect')
      const isSet = redirect?.value.type === 'object' && redirect.value.fields.size > 0
      return isSet ? { field: redirect, verb: 'redirect', noun: 'redirect' } : undefined
    }
    default:
      return undefined
  }
}

function routingBy({ decoded }: Entry, name: string, verb: string): Routing | undefined {
  const field = decoded?.root.fields.get(name)
  return decoded && field && objectsOf(decoded.root, name).length > 0 ? { field, verb, noun: `${verb}s` } : undefined
}

function findingOf(entry: Entry, { field, verb, noun }: Routing, { how, place }: SharedService): RuleFinding {
  const end = place ? 'or stop exporting the service' : 'or call the service without it'
  return {
    message: `\`${entry.name}\` ${how}, and the technical preview does not ${verb} across a peering. Remove the ${noun}, ${end}.`,
    range: field.member.keyRange,
    related: place ? [{ ...place, message: `\`${entry.name}\` is exported here.` }] : [],
  }
}
