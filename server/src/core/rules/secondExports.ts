// Tells of a second `exported-services` entry of a cluster, which overwrites the first one.
import { moveFixes } from './mergeFixes.ts'
import type { EntryRule } from './rule.ts'

export const secondExports: EntryRule = {
  code: 'second-exports',
  kinds: ['exported-services'],
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
    if (entry.name === '' || entry.syntaxProblems.length > 0) return []
    const last = scope.entry('exported-services', entry.name)
    const place = entry.nameMember ?? entry.kindMember
    if (!last || last === entry || !place) return []
    return [
      {
        message: `There is another \`exported-services\` entry \`${entry.name}\`, and the one that is written last takes the place of the other as a whole. Merge them.`,
        range: place.value.range,
        related: [{ document: last.document, range: (last.nameMember ?? last.root).range, message: 'This one counts.' }],
        fixes: moveFixes(entry, last, 'Services'),
      },
    ]
  },
}
