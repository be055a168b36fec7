// Tells of intention sources and permissions that say neither `allow` nor `deny`, or say it twice.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { isOfLabel, writtenMember } from '../decode/written.ts'
import { type Entry, isWhole } from '../model/entry.ts'
import type { Range } from '../range.ts'
import { type EntryRule, editFix, type Fix, type RuleFinding } from './rule.ts'

export const intentionAction: EntryRule = {
  code: 'intention-action',
  about: 'element',
  kinds: ['service-intentions'],
  title: 'A source needs either `Action` or `Permissions`',
  category: 'rejected',
  severity: 'error',
  why: 'A source is either allowed or denied as a whole, by `Action`, or judged request by request, by `Permissions` that each have an `Action`. Consul takes only `allow` and `deny`, in lower case.',
  source: 'agent/structs/config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web" }]
             ^^^^ rejected intention-action: The source \`web\` has no \`Action\`, and Consul refuses the entry. Add \`Action = "allow"\` or \`Action = "deny"\`.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    return objectsOf(entry.decoded.root, 'Sources').flatMap((source) => [
      ...checkSource(entry, source),
      ...objectsOf(source, 'Permissions').flatMap((permission) => checkPermission(entry, permission)),
    ])
  },
}

function checkSource(entry: Entry, source: DecodedObject): readonly RuleFinding[] {
  const action = source.fields.get('Action')
  const hasPermissions = permissionCount(source) > 0
  const name = textOf(source, 'Name')
  if (hasPermissions && action && textOf(source, 'Action') !== '') {
    const message = `The source \`${name}\` has both \`Action\` and \`Permissions\`, and Consul takes only one of them. Remove \`Action\` to keep the permissions.`
    const fixes = [editFix(entry, `Remove \`${action.member.key}\``, { type: 'removeMember', member: action.member }, { safe: false })]
    return [{ message, range: action.member.keyRange, fixes }]
  }
  if (hasPermissions) return []
  return checkAction(entry, source, name === '' ? 'A source' : `The source \`${name}\``)
}

function checkPermission(entry: Entry, permission: DecodedObject): readonly RuleFinding[] {
  // An absent action is told as a missing field.
  return textOf(permission, 'Action') === '' ? [] : checkAction(entry, permission, 'The permission')
}

function checkAction(entry: Entry, object: DecodedObject, who: string): readonly RuleFinding[] {
  const field = object.fields.get('Action')
  const text = textOf(object, 'Action')
  if (text === 'allow' || text === 'deny' || field?.value.type === 'unreadable') return []
  if (text === '') {
    if (!isWhole(entry, object)) return []
    const message = `${who} has no \`Action\`, and Consul refuses the entry. Add \`Action = "allow"\` or \`Action = "deny"\`.`
    return [{ message, range: field ? field.value.source.range : placeOf(object), fixes: insertFixes(entry, object) }]
  }
  const message = `${who} has the action \`${text}\`, but Consul takes only \`allow\` and \`deny\`, spelt exactly so.`
  const meant = ['allow', 'deny'].find((action) => action === text.trim().toLowerCase())
  const value = field?.value.source
  const fixes =
    meant && value
      ? [editFix(entry, `Change to \`${meant}\``, { type: 'replaceValue', value, by: meant }, { safe: true, preferred: true })]
      : []
  return [{ message, range: value?.range ?? placeOf(object), fixes }]
}

function insertFixes(entry: Entry, object: DecodedObject): readonly Fix[] {
  const { source } = object
  if (source.type !== 'object' || isOfLabel(source, entry.root)) return []
  const present = object.fields.get('Action')?.member ?? writtenMember(object, 'Action')
  const key = source.members[0]?.key.charAt(0).toLowerCase() === source.members[0]?.key.charAt(0) ? 'action' : 'Action'
  return ['allow', 'deny'].map((action) => {
    const edit = present
      ? ({ type: 'replaceValue', value: present.value, by: action } as const)
      : ({ type: 'insertMember', into: source, key, value: action } as const)
    return editFix(entry, `Insert \`${key} = "${action}"\``, edit, { safe: false })
  })
}

/** The number of permissions as Consul counts them: an unreadable one is one. */
function permissionCount(source: DecodedObject): number {
  const value = source.fields.get('Permissions')?.value
  return value?.type === 'list' ? value.elements.length : 0
}

function placeOf(object: DecodedObject): Range {
  const first = object.source.type === 'object' ? object.source.members[0] : undefined
  return first?.keyRange ?? object.source.range
}
