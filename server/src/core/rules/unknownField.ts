// Tells of keys that this release does not know: misspelt, of another release, or given twice.
import type { DecodeProblem } from '../decode/decoded.ts'
import { fieldIndexOf, type Reader } from '../decode/fields.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import { describeTarget, isWithin, type Target, targets } from '../schema/target.ts'
import type { Field, ObjectType } from '../schema/types.ts'
import { editFix, type Fix, type Rule, type RuleContext, type RuleFinding } from './rule.ts'

export const unknownField: Rule = {
  code: 'unknown-field',
  title: 'The key does not exist here',
  category: 'rejected',
  severity: 'error',
  why: "Consul refuses an entry with a key that its release does not know: `invalid config key`. The key for a consumer's peer is `PeerName` before 1.14 and `Peer` since; `peer_name` works on every release with peering.",
  source:
    'command/config/write/config_write.go @ v1.16.1; agent/structs/config_entry_exports.go @ v1.13.9, v1.14.0; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "web"
    Consumers = [{ Peer = "cluster-02" }]
                   ^^^^ rejected unknown-field: \`Peer\` is a key of a consumer since Consul 1.14; the technical preview (1.13.0-alpha2) refuses it. Write \`peer_name\`, which works on every release with peering.
  }
]
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "web"
    Consumers = [{ peer_name = "cluster-02" }]
  }
]
`,
  },
  check: (entry, context) => (entry.decoded?.problems ?? []).flatMap((problem) => findingOf(problem, entry, context)),
}

function findingOf(problem: DecodeProblem, entry: Entry, context: RuleContext): readonly RuleFinding[] {
  switch (problem.type) {
    case 'unknown-key':
      return [unknownKey(problem, entry, context)]
    case 'other-version':
      return [otherVersion(problem, entry, context)]
    case 'repeated-key': {
      const message = `\`${problem.member.key}\` is one more spelling of \`${problem.field.name}\`, which is set already, and Consul takes only one. Remove one of them.`
      return [{ message, range: problem.member.keyRange }]
    }
    default:
      return []
  }
}

type Unknown = DecodeProblem & { readonly type: 'unknown-key' }
type OtherVersion = DecodeProblem & { readonly type: 'other-version' }

function unknownKey({ member, owner }: Unknown, entry: Entry, { target }: RuleContext): RuleFinding {
  const reader = { target, form: entry.form }
  const range = member.keyRange
  const absent = owner.absentKeys?.find(({ keys }) => keys.includes(member.key.toLowerCase()))
  if (absent) {
    const { advice, constraint, until } = absent
    const holds = constraint !== undefined && isWithin(target, until ? { until } : {})
    const message = `\`${member.key}\` is not a key of ${owner.title} in any release, so Consul refuses the entry. ${advice}`
    return { message, range, ...(holds ? { constraint } : {}) }
  }
  const meant = meantKey(member.key, owner, reader)
  const message = meant
    ? `\`${member.key}\` is not a key of ${owner.title}, so Consul refuses the entry. Did you mean \`${meant}\`?`
    : `\`${member.key}\` is not a key of ${owner.title}, so Consul refuses the entry. ${suggestKeys(owner, reader)}`
  if (!meant) return { message, range }
  return {
    message,
    range,
    fixes: [editFix(entry, `Rename to \`${meant}\``, { type: 'renameMember', member, key: meant }, { safe: true, preferred: true })],
  }
}

/** The key that was most likely meant: a name of the same thing first, then the nearest spelling. */
function meantKey(key: string, owner: ObjectType, reader: Reader): string | undefined {
  const { known, aliases } = fieldIndexOf(owner, reader)
  const aliasOf = ({ alias }: Field) => (alias !== undefined && aliases.has(alias) ? alias : undefined)
  const usable = [...known.values()].filter((field) => !field.readOnly)
  if (/^peer(_?name)?$/i.test(key)) {
    const peer = usable.find(({ type }) => type.is === 'name' && type.of === 'peer')
    if (peer) return aliasOf(peer) ?? peer.name
  }
  const isSnake = key.includes('_') || key === key.toLowerCase()
  const spellings = usable.map((field) => aliasOf(field) ?? field.name.toLowerCase())
  return nearest(key, isSnake ? spellings : usable.map(({ name }) => name))
}

function suggestKeys(owner: ObjectType, reader: Reader): string {
  const names = [...fieldIndexOf(owner, reader).known.values()].filter((field) => !field.readOnly).map(({ name }) => `\`${name}\``)
  return names.length <= 8 ? `Its keys are ${names.join(', ')}.` : 'Remove it, or look up its name.'
}

function otherVersion({ member, owner, field }: OtherVersion, entry: Entry, context: RuleContext): RuleFinding {
  const { target } = context
  const when =
    field.since && !isWithin(target, { since: field.since }) ? `since Consul ${field.since}` : `only before Consul ${field.until}`
  const sameThing = aliasForBoth(field, owner, { target, form: entry.form })
  const advice = sameThing
    ? `Write \`${sameThing}\`, which works on every release with peering.`
    : 'Remove it, or judge this cluster by a release that has it.'
  const fixes: Fix[] = []
  if (sameThing)
    fixes.push(
      editFix(entry, `Rename to \`${sameThing}\``, { type: 'renameMember', member, key: sameThing }, { safe: true, preferred: true }),
    )
  const fitting = nearestTargetWith(field, target)
  if (fitting) fixes.push({ type: 'target', title: `Judge this cluster as ${describeTarget(fitting)}`, target: fitting })
  const message = `\`${member.key}\` is a key of ${owner.title} ${when}; ${describeTarget(target)} refuses it. ${advice}`
  return { message, range: member.keyRange, fixes, ...(field.constraint ? { constraint: field.constraint } : {}) }
}

/** An alias that names the same thing on this target too, as `peer_name` does for `PeerName` and `Peer`. */
function aliasForBoth(field: Field, owner: ObjectType, reader: Reader): string | undefined {
  if (field.alias === undefined) return undefined
  return fieldIndexOf(owner, reader).aliases.has(field.alias) ? field.alias : undefined
}

function nearestTargetWith(field: Field, target: Target): Target | undefined {
  if (field.since && !isWithin(target, { since: field.since })) return field.since
  return targets.findLast((candidate) => isWithin(candidate, field))
}
