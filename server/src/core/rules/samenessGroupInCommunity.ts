// Tells of sameness groups in a community cluster, which has none.
import { type DecodedField, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'
import { type GroupUse, membersInstead, objectsIn } from './samenessGroupFixes.ts'

export const samenessGroupInCommunity: EntryRule = {
  code: 'sameness-group-in-community',
  about: 'element',
  kinds: ['service-intentions', 'exported-services', 'sameness-group'],
  title: 'Sameness groups exist in Consul Enterprise only',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  edition: 'community',
  why: 'A community server knows the key and refuses any value. Name each member of the group by a consumer or a source of its own.',
  source: 'agent/structs/config_entry_exports_oss.go, config_entry_intentions_oss.go @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ SamenessGroup = "all" }] }]
                                           ^^^^^^^^^^^^^ rejected sameness-group-in-community: Sameness groups belong to Consul Enterprise, and a community server refuses the entry. Name each member of \`all\` by a consumer of its own.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }, { Peer = "cluster-03" }] }]
`,
  },
  check(entry, { scope }) {
    // The kind of an entry is told by `unknown-kind`; Kubernetes takes the resource, and only Consul refuses what it becomes.
    if (entry.resource && entry.kind?.kind === 'sameness-group') {
      const range = (entry.kindMember?.value ?? entry.root).range
      return [{ message: 'Sameness groups belong to Consul Enterprise, and a community server refuses the entry.', range }]
    }
    return listsOf(entry).flatMap((list) =>
      objectsIn(list).flatMap((object) => findingFor({ entry, list: wholeOf(list, entry), object, scope })),
    )
  },
}

/** The lists of sources, or of consumers. */
function listsOf({ kind, decoded }: Entry): readonly DecodedField[] {
  if (!decoded) return []
  const sources = kind?.kind === 'service-intentions' ? decoded.root.fields.get('Sources') : undefined
  if (sources) return [sources]
  if (kind?.kind !== 'exported-services') return []
  return objectsOf(decoded.root, 'Services').flatMap(({ fields }) => fields.get('Consumers') ?? [])
}

/** All sources, for a fix that must not name one twice. */
function wholeOf(list: DecodedField, { whole }: Entry): DecodedField {
  return (list.field.name === 'Sources' ? whole?.decoded?.root.fields.get('Sources') : undefined) ?? list
}

function findingFor(use: GroupUse): readonly RuleFinding[] {
  const { entry, object, list } = use
  const group = textOf(object, 'SamenessGroup')
  const member = object.fields.get('SamenessGroup')?.member
  if (group === '' || !member) return []
  const what = list.field.name === 'Sources' ? 'a source' : 'a consumer'
  const message = `Sameness groups belong to Consul Enterprise, and a community server refuses the entry. Name each member of \`${group}\` by ${what} of its own.`
  const removal = editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })
  return [{ message, range: member.keyRange, fixes: [...membersInstead(use, group), removal] }]
}
