// Tells of an intention for callers of a peer to which the service is not exported.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { type AllExports, allExports, type ExportedService, newConsumer } from '../model/exports.ts'
import type { Scope } from '../model/project.ts'
import type { DocumentEdit, EditFix, EntryRule, RuleFinding } from './rule.ts'

export const intentionWithoutExport: EntryRule = {
  code: 'intention-without-export',
  kinds: ['service-intentions'],
  title: 'An intention for a peer to which the service is not exported',
  category: 'advice',
  severity: 'warning',
  why: 'Callers of a peer reach only what is exported to it. Consul takes the intention, and nobody can ever use it.',
  source: 'facts §2.1 and §5.3; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
#- billing.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "shop", Peer = "cluster-02", Action = "allow" }]
                                   ^^^^^^^^^^^^ advice intention-without-export: \`billing\` is not exported to \`cluster-02\`, so nobody there can call it. Export it, or remove the source.
`,
    good: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
#- billing.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "shop", Peer = "cluster-02", Action = "allow" }]
`,
  },
  check(entry, { scope }) {
    if (!entry.decoded || entry.name === '' || entry.name.includes('*')) return []
    const exports = allExports(scope)
    // Without any export in the files, exports are written elsewhere.
    if (exports.all.length === 0) return []
    const sources = objectsOf(entry.decoded.root, 'Sources').filter((source) => textOf(source, 'Peer') !== '' && lets(source))
    const fitting = [...exports.of('*'), ...exports.of(entry.name)]
    const told = new Set<string>()
    return sources.flatMap((source) => {
      const peer = textOf(source, 'Peer')
      if (told.has(peer) || fitting.some((service) => isFor(service, peer))) return []
      told.add(peer)
      return findingFor(entry, source, scope, exports)
    })
  },
}

function lets(source: DecodedObject): boolean {
  return textOf(source, 'Action') === 'allow' || objectsOf(source, 'Permissions').length > 0
}

/** A consumer that is no peer may be a group that the peer belongs to. */
function isFor({ consumers }: ExportedService, peer: string): boolean {
  return consumers.some((consumer) => consumer.peer === peer || textOf(consumer.object, 'SamenessGroup') !== '')
}

function findingFor(entry: Entry, source: DecodedObject, scope: Scope, exports: AllExports): readonly RuleFinding[] {
  const field = source.fields.get('Peer')
  if (!field) return []
  const peer = textOf(source, 'Peer')
  const edit = exportEdit(entry.name, peer, scope, exports)
  const fixes: readonly EditFix[] = edit
    ? [{ type: 'edit', title: `Export \`${entry.name}\` to \`${peer}\``, edits: [edit], safe: false }]
    : []
  return [
    {
      message: `\`${entry.name}\` is not exported to \`${peer}\`, so nobody there can call it. Export it, or remove the source.`,
      range: field.value.source.range,
      fixes,
    },
  ]
}

/** The service gets one more consumer, or the entry that counts one more service. */
function exportEdit(service: string, peer: string, scope: Scope, exports: AllExports): DocumentEdit | undefined {
  const last = exports.all.at(-1)
  const counting = last && scope.entry('exported-services', last.entry.name)
  if (!counting?.decoded) return undefined
  const consumer = newConsumer(counting, peer)
  const present = exports.of(service).find(({ entry }) => entry === counting)
  const field = present ? present.object.fields.get('Consumers') : counting.decoded.root.fields.get('Services')
  const into = field?.member.value
  if (into?.type !== 'list' && into?.type !== 'object') return undefined
  const added = counting.document.format === 'yaml' ? { name: service, consumers: [consumer] } : { Name: service, Consumers: [consumer] }
  return { document: counting.document, edit: { type: 'insertElements', into, values: [present ? consumer : added] } }
}
