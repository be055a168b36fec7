// Tells of keys that Consul takes only beside another one.
import { type DecodedField, type DecodedObject, isSet, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { walk } from '../model/walk.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const needsOtherKey: EntryRule = {
  code: 'needs-other-key',
  about: 'element',
  title: 'A key stands without the one that it belongs to',
  category: 'rejected',
  severity: 'error',
  why: 'Some keys say more about another one and mean nothing without it: the peer or the subset of a redirect belongs to its service, the settings of a policy to that policy. Consul refuses them alone.',
  source:
    'agent/structs/config_entry_discoverychain.go ServiceResolverConfigEntry.Validate, connect_proxy_config.go AccessLogsConfig.Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "service-resolver"
Name = "billing"
Redirect { Peer = "cluster-02" }
           ^^^^ rejected needs-other-key: \`Peer\` of a redirect needs \`Service\`, which is not set, and Consul refuses the entry.
`,
    good: `
Kind = "service-resolver"
Name = "billing"
Redirect { Peer = "cluster-02", Service = "billing" }
`,
  },
  check(entry) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field(decoded, owner) {
        if (lacksCompanion(decoded, owner)) findings.push(findingFor(entry, decoded, owner))
      },
    })
    return findings
  },
}

function lacksCompanion({ field, value }: DecodedField, owner: DecodedObject): boolean {
  const { onlyWith } = field
  if (!onlyWith || !isSet(value)) return false
  if (onlyWith.values) return !onlyWith.values.includes(textOf(owner, onlyWith.field))
  return !isSet(owner.fields.get(onlyWith.field)?.value)
}

function findingFor(entry: Entry, { field, member }: DecodedField, owner: DecodedObject): RuleFinding {
  const { field: other, values } = field.onlyWith ?? { field: '' }
  const now = textOf(owner, other)
  const wanted = values ? `\`${other}\` to be ${values.map((value) => `\`${value}\``).join(' or ')}` : `\`${other}\``
  const state = now === '' ? 'which is not set' : `which is \`${now}\``
  return {
    message: `\`${member.key}\` of ${owner.object.title} needs ${wanted}, ${state}, and Consul refuses the entry.`,
    range: member.keyRange,
    fixes: [editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })],
  }
}
