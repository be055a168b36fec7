// Tells of keys that only the server sets, such as those of an entry that was read from a cluster.
import { type DecodedField, type DecodedObject, isRepeated } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { fieldsIn, walk } from '../model/walk.ts'
import { isWithin } from '../schema/target.ts'
import type { Member } from '../value.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const readOnlyField: EntryRule = {
  code: 'read-only-field',
  about: 'element',
  title: 'A key that only the server sets',
  category: 'advice',
  severity: 'information',
  why: 'The server computes these keys itself and takes no notice of what a file says. They come with entries that were read from a cluster, and make every later reading look like a change.',
  source: 'facts §4.4, §4.5 and §5.3; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow", Precedence = 9 }]
                                             ^^^^^^^^^^ advice read-only-field: The server sets \`Precedence\` itself and drops what a file says. Remove it.
CreateIndex = 42
^^^^^^^^^^^ advice read-only-field: The server sets \`CreateIndex\` itself and drops what a file says. Remove it.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry, { target }) {
    // What an old intention brought along is kept.
    const isTold = ({ field }: DecodedField) => field.readOnly === true && !field.name.startsWith('Legacy') && isWithin(target, field)
    // Few entries have one, and only for those the owners are looked up.
    if (!entry.decoded || !fieldsIn(entry).some(isTold)) return []
    const findings: RuleFinding[] = []
    walk(entry.decoded.root, {
      field(field, owner) {
        if (isTold(field)) findings.push(findingFor(entry, field.member, owner))
      },
    })
    return findings
  },
}

function findingFor(entry: Entry, member: Member, owner: DecodedObject): RuleFinding {
  const fix = editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: true, preferred: true })
  return {
    message: `The server sets \`${member.key}\` itself and drops what a file says. Remove it.`,
    range: member.keyRange,
    fixes: isRepeated(member, owner) ? [] : [fix],
  }
}
