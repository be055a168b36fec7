// Tells of a duration that is written as a bare number, which Consul counts in nanoseconds.
import { type DecodedField, type DecodedObject, isRepeated } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { walk } from '../model/walk.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const unquotedDuration: EntryRule = {
  code: 'unquoted-duration',
  about: 'element',
  title: 'A duration without a unit',
  category: 'advice',
  severity: 'warning',
  why: 'Consul counts a bare number in nanoseconds, so that `5` is over at once. A duration is a text with a unit, such as `"5s"`.',
  source: 'facts §5.1a (14); run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
Kind = "service-resolver"
Name = "billing"
ConnectTimeout = 15
                 ^^ advice unquoted-duration: Consul counts a number without a unit in nanoseconds, so \`ConnectTimeout\` is over at once. Write \`"15s"\` or another unit.
`,
    good: `
Kind = "service-resolver"
Name = "billing"
ConnectTimeout = "15s"
`,
  },
  check(entry) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field(field, owner) {
        if (field.field.type.is === 'duration') findings.push(...findingsFor(entry, field, owner))
      },
    })
    return findings
  },
}

function findingsFor(entry: Entry, { field, member, value }: DecodedField, owner: DecodedObject): readonly RuleFinding[] {
  if (value.type !== 'number' || value.source.type !== 'number') return []
  // From a millisecond on somebody has counted in nanoseconds.
  if (value.value === 0 || Math.abs(value.value) >= 1_000_000) return []
  const { raw, range } = value.source
  const fixes = ['s', 'ms'].map((unit, i) =>
    editFix(
      entry,
      `Write \`"${raw}${unit}"\``,
      { type: 'replaceValue', value: value.source, by: `${raw}${unit}` },
      { safe: false, preferred: i === 0 },
    ),
  )
  const message = `Consul counts a number without a unit in nanoseconds, so \`${field.name}\` is over at once. Write \`"${raw}s"\` or another unit.`
  // Of a repeated key the first value decides the type of the others.
  const isOffered = /^\d+(\.\d+)?$/.test(raw) && !isRepeated(member, owner)
  return [{ message, range, fixes: isOffered ? fixes : [] }]
}
