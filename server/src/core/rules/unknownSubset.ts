// Tells of subsets that a resolver names and does not define.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import type { Range } from '../range.ts'
import type { Value } from '../value.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const unknownSubset: EntryRule = {
  code: 'unknown-subset',
  kinds: ['service-resolver'],
  title: 'A subset is named that the entry does not define',
  category: 'rejected',
  severity: 'error',
  why: 'What a resolver says about subsets of its own service is about those in its `Subsets`; in `Failover` the key `*` stands for all that are not named.',
  source:
    'agent/structs/config_entry_discoverychain.go ServiceResolverConfigEntry.Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
DefaultSubset = "cannary"
                ^^^^^^^^^ rejected unknown-subset: This entry defines no subset \`cannary\`, and Consul refuses it. Define it in \`Subsets\`, or name one of \`canary\`.
Subsets { canary { Filter = "Service.Meta.version == 2" } }
`,
    good: `
Kind = "service-resolver"
Name = "billing"
DefaultSubset = "canary"
Subsets { canary { Filter = "Service.Meta.version == 2" } }
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    if (!root) return []
    const subsets = root.fields.get('Subsets')?.value
    const known = subsets?.type === 'map' ? [...subsets.entries.keys()] : []
    return usesOf(root, entry.name).flatMap((use) => (known.includes(use.name) ? [] : [findingFor(entry, use, known)]))
  },
}

interface Use {
  readonly name: string
  readonly range: Range
  /** Absent for a key. */
  readonly value?: Value
}

function usesOf(root: DecodedObject, service: string): readonly Use[] {
  const redirect = objectOf(root, 'Redirect')
  const failover = root.fields.get('Failover')?.value
  const failovers = failover?.type === 'map' ? [...failover.entries] : []
  return [
    ...textUse(root, 'DefaultSubset'),
    // A redirect that names no service is told as such.
    ...(redirect && textOf(redirect, 'Service') === service ? textUse(redirect, 'ServiceSubset') : []),
    ...failovers.flatMap(([name, { member, value }]) => [
      ...(name === '*' ? [] : [{ name, range: member.keyRange }]),
      ...(value.type === 'object' ? [value, ...objectsOf(value, 'Targets')] : []).flatMap((object) => ownUse(object, service)),
    ]),
  ]
}

/** A subset of the resolver's own service, which is also meant when none is named. */
function ownUse(object: DecodedObject, service: string): readonly Use[] {
  return ['', service].includes(textOf(object, 'Service')) ? textUse(object, 'ServiceSubset') : []
}

function textUse(object: DecodedObject, field: string): readonly Use[] {
  const value = object.fields.get(field)?.value
  if (value?.type !== 'string' || value.value === '') return []
  return [{ name: value.value, range: value.source.range, value: value.source }]
}

function findingFor(entry: Entry, { name, range, value }: Use, known: readonly string[]): RuleFinding {
  const meant = nearest(name, known)
  const hint = known.length > 0 ? `, or name one of ${known.map((subset) => `\`${subset}\``).join(', ')}` : ''
  const message = `This entry defines no subset \`${name}\`, and Consul refuses it. Define it in \`Subsets\`${hint}.`
  if (meant === undefined || !value) return { message, range }
  const fix = editFix(entry, `Change to \`${meant}\``, { type: 'replaceValue', value, by: meant }, { safe: false, preferred: true })
  return { message, range, fixes: [fix] }
}
