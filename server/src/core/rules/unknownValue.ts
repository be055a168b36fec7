// Tells of values that are not among the few that Consul takes.
import type { Decoded } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import { walk } from '../model/walk.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { Type } from '../schema/types.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const unknownValue: EntryRule = {
  code: 'unknown-value',
  about: 'element',
  title: 'The value is none of those that Consul takes',
  category: 'rejected',
  severity: 'error',
  why: 'Some fields take a few words only, spelt exactly so; with any other word Consul refuses the entry.',
  source:
    'agent/structs/config_entry.go, config_entry_intentions.go, connect_proxy_config.go, config_entry_discoverychain.go, config_entry_mesh.go @ v1.13.9, v1.14.0, v1.15.0, v1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "service-defaults"
Name = "billing"
MutualTLSMode = "Strict"
                ^^^^^^^^ rejected unknown-value: \`MutualTLSMode\` cannot be \`Strict\`, and Consul refuses the entry. It takes \`strict\` and \`permissive\`.
`,
    good: `
Kind = "service-defaults"
Name = "billing"
MutualTLSMode = "strict"
`,
  },
  check(entry, { target }) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      field({ field, value }) {
        const { name, type } = field
        if (type.is === 'enum' && isWritten(value)) findings.push(...checkWord(entry, name, value, { type, target }))
        if (type.is !== 'list' || value.type !== 'list' || type.of.is !== 'enum') return
        for (const element of value.elements) findings.push(...checkWord(entry, name, element, { type: type.of, target }))
      },
    })
    return findings
  },
}

/** An empty text leaves a field unset; in a list it is an element like any other. */
function isWritten(value: Decoded): boolean {
  return value.type === 'string' && value.value !== ''
}

interface Words {
  readonly type: Type & { readonly is: 'enum' }
  readonly target: Target
}

function checkWord(entry: Entry, name: string, decoded: Decoded, { type, target }: Words): readonly RuleFinding[] {
  if (type.checked === undefined || (decoded.type !== 'string' && decoded.type !== 'nothing')) return []
  const text = decoded.type === 'string' ? decoded.value : ''
  const values = type.values.filter((one) => isWithin(target, one)).map(({ value }) => value)
  const isKnown = type.checked === 'anyCase' ? values.some((value) => value.toLowerCase() === text.toLowerCase()) : values.includes(text)
  if (isKnown) return []
  const meant = nearest(text, values)
  const edit = { type: 'replaceValue', value: decoded.source, by: meant ?? '' } as const
  return [
    {
      message: `\`${name}\` cannot be \`${text}\`, and Consul refuses the entry. It takes ${listOf(values)}.`,
      range: decoded.source.range,
      fixes: meant ? [editFix(entry, `Change to \`${meant}\``, edit, { safe: false, preferred: true })] : [],
    },
  ]
}

function listOf(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``)
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}` : quoted.join('')
}
