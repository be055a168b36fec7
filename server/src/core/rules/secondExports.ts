// Tells of a second `exported-services` entry of a cluster, which overwrites the first one.
import type { Entry } from '../model/entry.ts'
import { plainOf } from '../plain.ts'
import type { Member } from '../value.ts'
import type { EditFix, EntryRule } from './rule.ts'

export const secondExports: EntryRule = {
  code: 'second-exports',
  title: 'Two `exported-services` entries for one cluster',
  category: 'advice',
  severity: 'warning',
  why: 'A cluster (or admin partition) has one `exported-services` entry, and the one that is written last takes the place of the other as a whole: what only the first one exports is exported no more.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
#- api.hcl
Kind = "exported-services"
Name = "default"
       ^^^^^^^^^ advice second-exports: There is another \`exported-services\` entry \`default\`, and the one that is written last takes the place of the other as a whole. Merge them.
Services = [{ Name = "api", Consumers = [{ peer_name = "cluster-02" }] }]
#- web.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [
  { Name = "api", Consumers = [{ peer_name = "cluster-02" }] },
  { Name = "web", Consumers = [{ peer_name = "cluster-02" }] }
]
`,
  },
  check(entry, { scope }) {
    if (entry.kindName !== 'exported-services' || entry.name === '' || entry.syntaxProblems.length > 0) return []
    const last = scope.entry('exported-services', entry.name)
    const place = entry.nameMember ?? entry.kindMember
    if (!last || last === entry || !place) return []
    return [
      {
        message: `There is another \`exported-services\` entry \`${entry.name}\`, and the one that is written last takes the place of the other as a whole. Merge them.`,
        range: place.value.range,
        related: [{ document: last.document, range: (last.nameMember ?? last.root).range, message: 'This one counts.' }],
        fixes: mergeFixes(entry, last),
      },
    ]
  },
}

/** What this entry exports goes into the one that counts, and this one is left without a service. */
function mergeFixes(entry: Entry, last: Entry): readonly EditFix[] {
  const own = servicesMember(entry)
  const into = servicesMember(last)?.value
  if (own?.value.type !== 'list' || into?.type !== 'list' || entry.document === last.document) return []
  const values = own.value.elements.map(plainOf)
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0 || known.length < values.length) return []
  const file = decodeURIComponent(last.document.uri.split('/').at(-1) ?? '')
  return [
    {
      type: 'edit',
      title: `Move its services to ${file} and empty this file`,
      edits: [
        { document: last.document, edit: { type: 'insertElements', into, values: known } },
        { document: entry.document, edit: { type: 'removeRoot', root: entry.root } },
      ],
      safe: false,
    },
  ]
}

function servicesMember({ decoded }: Entry): Member | undefined {
  return decoded?.root.fields.get('Services')?.member
}
