// Tells of a service that an `exported-services` entry lists twice.
import { textOf } from '../decode/decoded.ts'
import { type ExportedService, exportedServicesOf } from '../model/exports.ts'
import { plainOf } from '../plain.ts'
import { type DocumentEdit, type EditFix, type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const duplicateExport: EntryRule = {
  code: 'duplicate-export',
  kinds: ['exported-services'],
  title: 'A service is listed twice in one entry',
  category: 'advice',
  severity: 'warning',
  why: 'Consul keeps both and exports the service to the consumers of each. Who later changes one of the two will wonder why the other still counts.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [
  { Name = "web", Consumers = [{ peer_name = "cluster-02" }] },
  { Name = "web", Consumers = [{ peer_name = "cluster-03" }] }
           ^^^^^ advice duplicate-export: \`web\` is listed above already, and Consul adds up the consumers of both. Keep one of them.
]
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [
  { Name = "web", Consumers = [{ peer_name = "cluster-02" }, { peer_name = "cluster-03" }] }
]
`,
  },
  check(entry, { edition }) {
    const findings: RuleFinding[] = []
    const seen = new Map<string, ExportedService>()
    for (const service of exportedServicesOf(entry)) {
      const name = service.object.fields.get('Name')
      const key = `${service.name}\0${edition === 'enterprise' ? textOf(service.object, 'Namespace') : ''}`
      const first = seen.get(key)
      if (!first || !name || service.name === '') {
        seen.set(key, service)
        continue
      }
      findings.push({
        message: `\`${service.name}\` is listed above already, and Consul adds up the consumers of both. Keep one of them.`,
        range: name.value.source.range,
        related: [{ document: entry.document, range: first.object.source.range, message: 'The first one is here.' }],
        fixes: fixesFor(service, first),
      })
    }
    return findings
  },
}

function fixesFor(second: ExportedService, first: ExportedService): readonly EditFix[] {
  const { entry, object } = second
  const removal: DocumentEdit = { document: entry.document, edit: { type: 'removeElement', element: object.source } }
  const plain = second.consumers.map((consumer) => plainOf(consumer.object.source))
  const known = new Set(first.consumers.map(({ object: { source } }) => JSON.stringify(plainOf(source))))
  const missing = plain.filter((consumer) => consumer !== undefined).filter((consumer) => !known.has(JSON.stringify(consumer)))
  if (plain.includes(undefined)) return []
  if (missing.length === 0) return [editFix(entry, `Remove the second \`${second.name}\``, removal.edit, { safe: true, preferred: true })]
  const into = first.object.fields.get('Consumers')?.member.value
  if (into?.type !== 'list' && into?.type !== 'object') return []
  const addition: DocumentEdit = { document: entry.document, edit: { type: 'insertElements', into, values: missing } }
  return [
    { type: 'edit', title: `Move its consumers to the first \`${second.name}\``, edits: [addition, removal], safe: false, preferred: true },
  ]
}
