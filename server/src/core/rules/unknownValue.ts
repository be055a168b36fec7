// Tells of values that are not among the few that Consul takes.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import type { Target } from '../schema/target.ts'
import { isWithin } from '../schema/target.ts'
import { editFix, type Rule, type RuleFinding } from './rule.ts'

export const unknownValue: Rule = {
  code: 'unknown-value',
  title: 'The value is none of those that Consul takes',
  category: 'rejected',
  severity: 'error',
  why: 'Some fields take a few words only, spelt exactly so; with any other word Consul refuses the entry.',
  source:
    'agent/structs/config_entry.go, config_entry_intentions.go, connect_proxy_config.go, config_entry_discoverychain.go @ v1.13.9, v1.14.0, v1.15.0, v1.16.1',
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
    if (!entry.decoded || !entry.kind) return []
    return choicesOf(entry.kind.kind, entry.decoded.root).flatMap((choice) => (isWithin(target, choice) ? checkChoice(entry, choice) : []))
  },
}

interface Choice {
  readonly object: DecodedObject
  readonly field: string
  readonly values: readonly string[]
  readonly since?: Target
}

const balance = ['exact_balance'] as const

function choicesOf(kind: string, root: DecodedObject): readonly Choice[] {
  switch (kind) {
    case 'service-intentions':
      return objectsOf(root, 'Sources').map((object) => ({ object, field: 'Type', values: ['consul'] }))
    case 'service-defaults':
      return [
        { object: root, field: 'MutualTLSMode', values: ['strict', 'permissive'] },
        { object: root, field: 'BalanceInboundConnections', values: balance },
        ...upstreamsOf(root).map((object) => ({ object, field: 'BalanceOutboundConnections', values: balance })),
      ]
    case 'proxy-defaults':
      return [
        { object: root, field: 'MutualTLSMode', values: ['strict', 'permissive'] },
        ...present(objectOf(root, 'AccessLogs')).map((object) => ({ object, field: 'Type', values: ['stdout', 'stderr', 'file'] })),
        ...present(objectOf(root, 'FailoverPolicy')).map((object) => ({
          object,
          field: 'Mode',
          values: ['sequential', 'order-by-locality'],
        })),
      ]
    default:
      return []
  }
}

function upstreamsOf(root: DecodedObject): readonly DecodedObject[] {
  const config = objectOf(root, 'UpstreamConfig')
  return config ? [...objectsOf(config, 'Overrides'), ...present(objectOf(config, 'Defaults'))] : []
}

function present(object: DecodedObject | undefined): readonly DecodedObject[] {
  return object ? [object] : []
}

function checkChoice(entry: Entry, { object, field, values }: Choice): readonly RuleFinding[] {
  const text = textOf(object, field)
  const value = object.fields.get(field)?.value
  if (value?.type !== 'string' || text === '' || values.includes(text)) return []
  const meant = nearest(text, values)
  const message = `\`${field}\` cannot be \`${text}\`, and Consul refuses the entry. It takes ${values.map((known) => `\`${known}\``).join(' and ')}.`
  const fixes = meant
    ? [editFix(entry, `Change to \`${meant}\``, { type: 'replaceValue', value: value.source, by: meant }, { safe: false, preferred: true })]
    : []
  return [{ message, range: value.source.range, fixes }]
}
