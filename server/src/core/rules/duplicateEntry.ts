// Tells of an entry that another file of the same cluster overwrites.
import { textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { sourcesOf } from '../model/sources.ts'
import { moveFixes, removalFix } from './mergeFixes.ts'
import type { EditFix, EntryRule } from './rule.ts'

export const duplicateEntry: EntryRule = {
  code: 'duplicate-entry',
  title: 'Two entries of one kind and name',
  category: 'advice',
  severity: 'warning',
  why: 'A cluster keeps one entry of a kind and name, so whichever is written last takes the place of the other as a whole. Here the one in the later path counts. Folders of different clusters are told apart by a `consul-peering.json` in each.',
  source: 'agent/consul/state/config_entry.go EnsureConfigEntry @ v1.13.9, v1.16.1; facts §5.2',
  examples: {
    bad: `
#- a.hcl
Kind = "service-defaults"
Name = "web"
       ^^^^^ advice duplicate-entry: There is another \`service-defaults\` \`web\`, and a cluster keeps only the one that is written last. Keep one, or put a \`consul-peering.json\` into the folder of each cluster.
Protocol = "tcp"
#- b.hcl
Kind = "service-defaults"
Name = "web"
Protocol = "http"
`,
    good: `
#- a.hcl
Kind = "service-defaults"
Name = "web"
Protocol = "tcp"
#- b.hcl
Kind = "service-defaults"
Name = "api"
Protocol = "http"
`,
  },
  check(entry, { scope }) {
    const { kindName, name, kindMember } = entry
    // A rule of its own offers to merge exports.
    if (kindName === undefined || !kindMember || kindName === 'exported-services' || entry.syntaxProblems.length > 0) return []
    if (name === '' || placesOfEnterprise(entry.decoded?.root.fields)) return []
    const last = scope.entry(kindName, name)
    if (!last || last === entry) return []
    const what = `\`${kindName}\` \`${name}\``
    return [
      {
        message: `There is another ${what}, and a cluster keeps only the one that is written last. Keep one, or put a \`consul-peering.json\` into the folder of each cluster.`,
        range: (entry.nameMember ?? kindMember).value.range,
        fixes: [...sourceFixes(entry, last), removalFix(entry, last)],
        related: [{ document: last.document, range: (last.nameMember ?? last.root).range, message: 'This one counts.' }],
      },
    ]
  },
}

const moved = ['Kind', 'Name', 'Sources']

/** The sources of an intention may stand side by side, but none of them twice. */
function sourceFixes(entry: Entry, last: Entry): readonly EditFix[] {
  if (entry.kind?.kind !== 'service-intentions') return []
  if ([...(entry.decoded?.root.fields.keys() ?? [])].some((name) => !moved.includes(name))) return []
  const keys = [...sourcesOf(entry), ...sourcesOf(last)].map((source) => {
    return ['Name', 'Peer', 'SamenessGroup'].map((name) => textOf(source, name)).join('\n')
  })
  return new Set(keys).size < keys.length ? [] : moveFixes(entry, last, 'Sources')
}

/** In Consul Enterprise one name may stand in each namespace and partition. */
function placesOfEnterprise(fields: ReadonlyMap<string, unknown> | undefined): boolean {
  return fields !== undefined && (fields.has('Namespace') || fields.has('Partition'))
}
