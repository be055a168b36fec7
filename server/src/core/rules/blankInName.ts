// Tells of blanks and line breaks around a name, which Consul keeps as part of it.
import type { DecodedField } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { fieldsIn } from '../model/walk.ts'
import type { Value } from '../value.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const blankInName: EntryRule = {
  code: 'blank-in-name',
  about: 'element',
  title: 'A name with blanks around it',
  category: 'advice',
  severity: 'warning',
  why: 'Consul keeps blanks and the line break that ends a heredoc as part of a name, so that it names something that nobody has.',
  source: 'facts §5.1a (5); run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web ", Action = "allow" }]
                    ^^^^^^ advice blank-in-name: Consul keeps blanks around a name as part of it, so this is not \`web\`. Write \`"web"\`.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    if (!fieldsIn(entry).some(hasBlank)) return []
    const texts = new Set(namesIn(entry.whole ?? entry).map(({ text }) => text))
    return namesIn(entry).flatMap((name) => findingsFor(entry, name, texts))
  },
}

function namesIn(entry: Entry): readonly Name[] {
  return fieldsIn(entry).flatMap(({ field, value }) =>
    field.type.is === 'name' && value.type === 'string' ? [{ text: value.value, value: value.source }] : [],
  )
}

/** Hardly any entry has one, which is found out without making anything. */
function hasBlank({ field, value }: DecodedField): boolean {
  return field.type.is === 'name' && value.type === 'string' && value.value.trim() !== value.value
}

interface Name {
  readonly text: string
  readonly value: Value
}

function findingsFor(entry: Entry, { text, value }: Name, texts: ReadonlySet<string>): readonly RuleFinding[] {
  const meant = text.trim()
  if (meant === text || meant === '') return []
  const what = value.type === 'string' && value.heredoc ? 'the line break at the end of a heredoc' : 'blanks around a name'
  return [
    {
      message: `Consul keeps ${what} as part of it, so this is not \`${meant}\`. Write \`"${meant}"\`.`,
      range: value.range,
      // Consul refuses some wildcards, and names that stand twice, which blanks hide.
      fixes:
        meant.includes('*') || texts.has(meant)
          ? []
          : [editFix(entry, `Write \`"${meant}"\``, { type: 'replaceValue', value, by: meant }, { safe: false, preferred: true })],
    },
  ]
}
