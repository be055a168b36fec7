// Tells of a service that is exported to a peer whose callers no intention lets in.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { PlainValue } from '../edit.ts'
import { defaultPolicyOf } from '../model/defaultPolicy.ts'
import { type Consumer, type ExportedService, exportedServicesOf } from '../model/exports.ts'
import type { Scope } from '../model/project.ts'
import { type EditFix, type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const exportWithoutIntention: EntryRule = {
  code: 'export-without-intention',
  kinds: ['exported-services'],
  title: 'A service is exported, but no intention lets the peer call it',
  category: 'advice',
  severity: 'warning',
  since: '1.13',
  why: 'An export makes a service known to the peer; who may call it, intentions say. Unless everything is allowed by default, calls are refused until an intention of this cluster names the peer, and a source `*` without `Peer` covers local services only.',
  source: 'facts §5.3 and §6 (hashicorp/consul#20653, #15880); agent/xds/rbac.go @ v1.16.1',
  examples: {
    target: '1.16',
    facts: { defaultPolicy: 'deny' },
    bad: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ Peer = "cluster-02" }] }]
                                                      ^^^^^^^^^^^^ advice export-without-intention: No intention names the peer \`cluster-02\` as a source of \`billing\`, so its calls are refused unless everything is allowed by default. Add a source with \`Peer = "cluster-02"\` to the intentions of \`billing\`.
#- billing.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "*", Action = "allow" }]
`,
    good: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ Peer = "cluster-02" }] }]
#- billing.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "*", Peer = "cluster-02", Action = "allow" }]
`,
  },
  check(entry, { scope }) {
    const policy = defaultPolicyOf(scope)
    if (policy === 'allow') return []
    return exportedServicesOf(entry).flatMap((service) => {
      if (service.name === '' || service.name === 'consul' || service.name.includes('*')) return []
      if (policy === undefined && !letsSomebodyIn(scope, service.name)) return []
      return service.consumers.flatMap((consumer) => findingFor(service, consumer, scope) ?? [])
    })
  },
}

/** Where nothing is known of the policy: who lets one source in counts on the others being refused. */
function letsSomebodyIn(scope: Scope, service: string): boolean {
  const entry = scope.entry('service-intentions', service)
  if (!entry?.decoded) return false
  return objectsOf(entry.decoded.root, 'Sources').some(
    (source) => textOf(source, 'Action') === 'allow' || objectsOf(source, 'Permissions').length > 0,
  )
}

function findingFor(service: ExportedService, { peer, field }: Consumer, scope: Scope): RuleFinding | undefined {
  const { name } = service
  if (peer === '' || peer.includes('*') || !field || isNamed(scope, name, peer) || isNamed(scope, '*', peer)) return undefined
  return {
    message: `No intention names the peer \`${peer}\` as a source of \`${name}\`, so its calls are refused unless everything is allowed by default. Add a source with \`Peer = "${peer}"\` to the intentions of \`${name}\`.`,
    range: field.value.source.range,
    fixes: fixesFor(service, peer, scope),
  }
}

/** Says whether the intentions of a destination, or those of a sameness group, say anything about the peer. */
function isNamed(scope: Scope, destination: string, peer: string): boolean {
  const entry = scope.entry('service-intentions', destination)
  if (!entry?.decoded) return false
  return objectsOf(entry.decoded.root, 'Sources').some(
    (source) => textOf(source, 'Peer') === peer || textOf(source, 'SamenessGroup') !== '',
  )
}

function fixesFor({ entry, name }: ExportedService, peer: string, scope: Scope): readonly EditFix[] {
  const title = `Let all services of \`${peer}\` call \`${name}\``
  const source: PlainValue = { Name: '*', Peer: peer, Action: 'allow' }
  const present = scope.entry('service-intentions', name)
  if (!present) {
    // What lies beside a Kubernetes resource is no config entry in HCL.
    if (entry.document.format === 'yaml') return []
    const created = { Kind: 'service-intentions', Name: name, Sources: [source] }
    return [
      {
        type: 'edit',
        title,
        edits: [],
        creates: [{ beside: entry.document, name: `${name}-intentions.hcl`, entry: created }],
        safe: false,
      },
    ]
  }
  const into = present.decoded?.root.fields.get('Sources')?.member.value
  if (into?.type !== 'list' && into?.type !== 'object') return []
  const value = present.document.format === 'yaml' ? { name: '*', peer, action: 'allow' } : source
  return [editFix(present, title, { type: 'insertElements', into, values: [value] }, { safe: false })]
}
