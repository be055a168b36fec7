// C3: a service that the technical preview exports to a peer must speak TCP.
import { type Decoded, type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { needsProtocolOf } from '../model/graph/needsHttp.ts'
import type { Scope } from '../model/project.ts'
import { allProtocols, protocolOf, type ServiceProtocol } from '../model/protocol.ts'
import type { EditFix, RelatedPlace, Rule, RuleContext, RuleFinding } from './rule.ts'

export const exportedServiceProtocol: Rule = {
  code: 'exported-service-protocol',
  kinds: ['exported-services'],
  title: 'An exported service does not speak TCP',
  category: 'preview',
  severity: 'warning',
  constraint: 'C3',
  until: '1.13',
  why: 'The technical preview shares TCP services only. Consul takes the export of an `http`, `http2` or `grpc` service without a word, and calls from the peer then fail. Lifted in 1.13.0.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
                     ^^^^^^^^^ preview exported-service-protocol C3: \`billing\` speaks \`http\`, but the technical preview shares only TCP services with peers. Set its protocol to \`tcp\`, or stop exporting it.
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "http"
`,
    good: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "tcp"
`,
  },
  check(entry, context) {
    if (!entry.decoded) return []
    const shared = objectsOf(entry.decoded.root, 'Services').filter(isForPeers)
    return shared.flatMap((service) => findingsFor(service, context))
  },
}

/** A consumer that names a partition alone is of this cluster. */
function isForPeers(service: DecodedObject): boolean {
  const consumers = objectsOf(service, 'Consumers')
  return consumers.some((consumer) => ['PeerName', 'Peer', 'SamenessGroup'].some((name) => textOf(consumer, name) !== ''))
}

function findingsFor(service: DecodedObject, context: RuleContext): readonly RuleFinding[] {
  const { scope } = context
  const name = service.fields.get('Name')?.value
  if (name?.type !== 'string' || name.value === '') return []
  const faulty = (name.value === '*' ? allProtocols(scope) : [protocolOf(scope, name.value)]).filter(isHttpLike)
  const found = faulty.map((one) => ({ ...describe(one, context), range: name.source.range }))
  return found.length > 0 ? found : liveFindings(name, scope)
}

/** What the cluster's own entries say counts where no file says anything. */
function liveFindings({ value, source }: Extract<Decoded, { readonly type: 'string' }>, scope: Scope): readonly RuleFinding[] {
  if (scope.entry('service-defaults', value) || scope.entry('proxy-defaults', 'global')) return []
  const protocol = scope.facts?.services?.find(({ name }) => name === value)?.protocol ?? ''
  if (!httpProtocols.includes(protocol)) return []
  const message = `\`${value}\` speaks \`${protocol}\` by the entries of the live cluster, but the technical preview shares only TCP services with peers. Set its protocol to \`tcp\` there, or stop exporting it.`
  return [{ message, range: source.range }]
}

function isHttpLike(found: ServiceProtocol | undefined): found is ServiceProtocol {
  return found !== undefined && httpProtocols.includes(found.protocol)
}

const httpProtocols = ['http', 'http2', 'grpc']

function describe(found: ServiceProtocol, context: RuleContext): Omit<RuleFinding, 'range'> {
  const needs = needsProtocolOf(context, found.entry)
  const fact = `${speakerOf(found)} speaks \`${found.protocol}\`, but the technical preview shares only TCP services with peers.`
  const advice = needs
    ? `Stop exporting it, or first take away ${describeEntry(needs)}, which needs \`${found.protocol}\`.`
    : 'Set its protocol to `tcp`, or stop exporting it.'
  const related: RelatedPlace[] = [
    { document: found.entry.document, range: found.value.range, message: `The protocol is set here, in ${describeEntry(found.entry)}.` },
  ]
  if (needs)
    related.push({ document: needs.document, range: (needs.nameMember ?? needs.root).range, message: `This needs \`${found.protocol}\`.` })
  return { message: `${fact} ${advice}`, related, fixes: needs ? [] : [tcpFix(found)] }
}

function speakerOf({ service }: ServiceProtocol): string {
  return service === '*' ? 'By `proxy-defaults` a service without `service-defaults` of its own' : `\`${service}\``
}

function tcpFix(found: ServiceProtocol): EditFix {
  const file = decodeURIComponent(found.entry.document.uri.split('/').at(-1) ?? '')
  const whose = found.entry.kindName === 'proxy-defaults' ? 'of all services without an own one' : `of \`${found.service}\``
  return {
    type: 'edit',
    title: `Set the protocol ${whose} to \`tcp\` in ${file}`,
    edits: [{ document: found.entry.document, edit: { type: 'replaceValue', value: found.value, by: 'tcp' } }],
    safe: false,
  }
}

function describeEntry(entry: Entry): string {
  return `\`${entry.kindName ?? ''}\` \`${entry.name}\``
}
