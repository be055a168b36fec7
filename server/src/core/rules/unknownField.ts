// Tells of keys that this release does not know: misspelt, of another release, or given twice.
import type { DecodeProblem } from '../decode/decoded.ts'
import { fieldIndexOf, type Reader } from '../decode/fields.ts'
import { isOfLabel, isWrittenBeside } from '../decode/written.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import { keysOf, resourceTarget } from '../schema/resources.ts'
import { describeTarget, type Edition, isWithin, type Target, targets } from '../schema/target.ts'
import type { Field, ObjectType } from '../schema/types.ts'
import type { Member } from '../value.ts'
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
    case 'pruned-key':
      return [prunedKey(problem, entry, context)]
    case 'repeated-key': {
      const message = `\`${problem.member.key}\` is one more spelling of \`${problem.field.name}\`, which is set already, and Consul takes only one. Remove one of them.`
      return [{ message, range: problem.member.keyRange }]
    }
    default:
      return []
  }
}

type Pruned = DecodeProblem & { readonly type: 'pruned-key' }

/** A key of a Kubernetes resource that its schema does not have. */
function prunedKey({ member, owner, field, beside }: Pruned, entry: Entry, { target }: RuleContext): RuleFinding {
  const range = member.keyRange
  const known = [...keysOf(owner, resourceTarget(target)).known]
  const keys = known.flatMap(([key, { readOnly }]) => (readOnly ? [] : [key]))
  const ofPeer = /^peer(_?name)?$/i.test(member.key)
    ? known.find(([, { type }]) => type.is === 'name' && type.of === 'peer')?.[0]
    : undefined
  const meant = field ? undefined : (ofPeer ?? nearest(member.key, keys))
  const fact = field?.since
    ? `\`${member.key}\` is a key of ${owner.title} only since consul-k8s for Consul ${field.since}`
    : `\`${member.key}\` is not a key of ${owner.title}`
  const advice = meant ? ` Did you mean \`${meant}\`?` : ''
  const found = { message: `${fact}: kubectl refuses it, and other clients drop it without a word.${advice}`, range }
  if (field) return { ...found, fixes: targetFixes(field, target), ...(field.constraint ? { constraint: field.constraint } : {}) }
  if (!meant || beside.includes(meant)) return found
  return { ...found, fixes: [renameFix(entry, member, meant)] }
}

type Unknown = DecodeProblem & { readonly type: 'unknown-key' }
type OtherVersion = DecodeProblem & { readonly type: 'other-version' }

function unknownKey({ member, owner, holder }: Unknown, entry: Entry, { target, edition }: RuleContext): RuleFinding {
  const reader = { target, form: entry.form }
  const range = member.keyRange
  const absent = owner.absentKeys?.find(({ keys }) => keys.includes(member.key.toLowerCase()))
  if (absent) {
    const { advice, constraint, until } = absent
    const holds = constraint !== undefined && isWithin(target, until ? { until } : {})
    const message = `\`${member.key}\` is not a key of ${owner.title} in any release, so Consul refuses the entry. ${advice}`
    return { message, range, ...(holds ? { constraint } : {}) }
  }
  const fact = `\`${member.key}\` is not a key of ${owner.title}, so Consul refuses the entry.`
  if (holder.type === 'object' && isOfLabel(holder, entry.root)) {
    return { message: `${fact} A label is a level of its own: write it as a value inside the braces.`, range }
  }
  const meant = meantKey(member.key, owner, reader)
  if (!meant) return { message: `${fact} ${suggestKeys(owner, reader, edition)}`, range }
  const { key, field } = meant
  if (isWrittenBeside(holder, field, member)) {
    const message = `${fact} You may have meant \`${key}\`, which is set already: keep one of them.`
    return { message, range, fixes: [removeFix(entry, member)] }
  }
  const message = `${fact} Did you mean \`${key}\`?`
  return { message, range, fixes: [renameFix(entry, member, key)] }
}

function renameFix(entry: Entry, member: Member, key: string): Fix {
  return editFix(entry, `Rename to \`${key}\``, { type: 'renameMember', member, key }, { safe: true, preferred: true })
}

function removeFix(entry: Entry, member: Member): Fix {
  return editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })
}

interface Meant {
  readonly key: string
  readonly field: Field
}

/** The key that was most likely meant: a name of the same thing first, then the nearest spelling. */
function meantKey(key: string, owner: ObjectType, reader: Reader): Meant | undefined {
  const { known, aliases } = fieldIndexOf(owner, reader)
  const aliasOf = ({ alias }: Field) => (alias !== undefined && aliases.has(alias) ? alias : undefined)
  const usable = [...known.values()].filter((field) => !field.readOnly)
  if (/^peer(_?name)?$/i.test(key)) {
    const peer = usable.find(({ type }) => type.is === 'name' && type.of === 'peer')
    if (peer) return { key: aliasOf(peer) ?? peer.name, field: peer }
  }
  const isSnake = key.includes('_') || key === key.toLowerCase()
  const spelt = usable.map(
    (field): Meant => ({
      key: isSnake ? (aliasOf(field) ?? (field.alias === undefined ? field.name.toLowerCase() : field.name)) : field.name,
      field,
    }),
  )
  const found = nearest(
    key,
    spelt.map((one) => one.key),
  )
  return spelt.find((one) => one.key === found)
}

function suggestKeys(owner: ObjectType, reader: Reader, edition: Edition): string {
  const isUsable = ({ readOnly, enterprise }: Field) => !readOnly && (edition === 'enterprise' || enterprise === undefined)
  const names = [...fieldIndexOf(owner, reader).known.values()].filter(isUsable).map(({ name }) => `\`${name}\``)
  return names.length <= 8 ? `Its keys are ${names.join(', ')}.` : 'Remove it, or look up its name.'
}

function otherVersion({ member, owner, field, holder }: OtherVersion, entry: Entry, context: RuleContext): RuleFinding {
  const { target } = context
  const when =
    field.since && !isWithin(target, { since: field.since }) ? `since Consul ${field.since}` : `only before Consul ${field.until}`
  const same = sameFieldOf(field, owner, { target, form: entry.form })
  const isTwice = same !== undefined && isWrittenBeside(holder, same, member)
  const sameThing = isTwice ? undefined : same?.alias
  const advice = sameThing
    ? `Write \`${sameThing}\`, which works on every release with peering.`
    : 'Remove it, or judge this cluster by a release that has it.'
  const fixes: Fix[] = []
  if (sameThing) fixes.push(renameFix(entry, member, sameThing))
  if (isTwice) fixes.push(removeFix(entry, member))
  fixes.push(...targetFixes(field, target))
  const message = `\`${member.key}\` is a key of ${owner.title} ${when}; ${describeTarget(target)} refuses it. ${advice}`
  return { message, range: member.keyRange, fixes, ...(field.constraint ? { constraint: field.constraint } : {}) }
}

/** The field of this target that shares the alias, as `peer_name` stands for `PeerName` and for `Peer`. */
function sameFieldOf({ alias }: Field, owner: ObjectType, reader: Reader): Field | undefined {
  const { known, aliases } = fieldIndexOf(owner, reader)
  const name = alias === undefined ? undefined : aliases.get(alias)
  return name === undefined ? undefined : known.get(name)
}

function targetFixes(field: Field, target: Target): readonly Fix[] {
  const fitting = nearestTargetWith(field, target)
  return fitting ? [{ type: 'target', title: `Judge this cluster as ${describeTarget(fitting)}`, target: fitting }] : []
}

function nearestTargetWith(field: Field, target: Target): Target | undefined {
  if (field.since && !isWithin(target, { since: field.since })) return field.since
  return targets.findLast((candidate) => isWithin(candidate, field))
}
