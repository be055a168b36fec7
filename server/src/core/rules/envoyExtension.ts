// Tells of Envoy extensions that Consul does not have, or cannot build from what is written.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { argumentFaults, extensions } from '../model/extensions/arguments.ts'
import { isConstraint } from '../model/extensions/constraint.ts'
import { nearest } from '../model/nearest.ts'
import type { Range } from '../range.ts'
import { isWithin } from '../schema/target.ts'
import type { EntryRule, RuleContext, RuleFinding } from './rule.ts'

export const envoyExtension: EntryRule = {
  code: 'envoy-extension',
  kinds: ['service-defaults', 'proxy-defaults'],
  title: 'An Envoy extension that Consul cannot build',
  category: 'rejected',
  severity: 'error',
  since: '1.15',
  why: 'Consul builds each extension when the entry is written: it must be one of those that are built in, with arguments that it can use, and its versions must be constraints such as `>= 1.16.0`.',
  source: 'agent/envoyextensions/registered_extensions.go ValidateExtensions, builtin/*/*.go @ v1.16.1',
  noFix: 'What the extension is to do is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "service-defaults"
Name = "billing"
EnvoyExtensions = [{
  Name = "builtin/lua"
  Arguments { Script = "x = 1" }
  ^^^^^^^^^ rejected envoy-extension: \`builtin/lua\`: \`Listener\` is missing; it is \`inbound\` or \`outbound\`. Consul refuses the entry.
}]
`,
    good: `
Kind = "service-defaults"
Name = "billing"
EnvoyExtensions = [{
  Name = "builtin/lua"
  Arguments { Listener = "inbound", Script = "x = 1" }
}]
`,
  },
  check(entry, context) {
    const { root } = entry.decoded ?? {}
    return root ? objectsOf(root, 'EnvoyExtensions').flatMap((extension) => checkExtension(extension, context)) : []
  },
}

/** As Consul does it, the first of name, versions and arguments that is wrong is told. */
function checkExtension(object: DecodedObject, context: RuleContext): readonly RuleFinding[] {
  const name = textOf(object, 'Name')
  // An empty one is missing, which another rule tells.
  if (name === '') return []
  for (const field of ['EnvoyVersion', 'ConsulVersion']) {
    const version = textOf(object, field)
    if (version === '' || isConstraint(version)) continue
    const message = `\`${field}\` cannot be \`${version}\`, and Consul refuses the entry. Write a constraint such as \`>= 1.16.0\`.`
    return [{ message, range: placeOf(object, field) }]
  }
  return checkArguments(object, name, context)
}

function checkArguments(object: DecodedObject, name: string, { target, edition }: RuleContext): readonly RuleFinding[] {
  const extension = extensions.get(name)
  if (!extension || !isWithin(target, extension)) {
    const isEnterprise = edition === 'enterprise' && name === 'builtin/http/localratelimit'
    return isEnterprise ? [] : [unknownExtension(object, name, target)]
  }
  const held = object.fields.get('Arguments')?.value
  if (held?.type === 'unreadable') return []
  const args =
    held?.type === 'map' ? [...held.entries].flatMap(([key, { value }]) => (value.type === 'any' ? [[key, value.value] as const] : [])) : []
  return argumentFaults(extension, Object.fromEntries(args)).map((fault) => ({
    message: `\`${name}\`: ${fault}. Consul refuses the entry.`,
    range: placeOf(object, held ? 'Arguments' : 'Name'),
  }))
}

function unknownExtension(object: DecodedObject, name: string, target: RuleContext['target']): RuleFinding {
  const known = [...extensions].flatMap(([candidate, extension]) => (isWithin(target, extension) ? [candidate] : []))
  const meant = nearest(name, known)
  const advice = meant ? `Did you mean \`${meant}\`?` : `It has ${known.map((candidate) => `\`${candidate}\``).join(', ')}.`
  return { message: `\`${name}\` is not built into Consul, which refuses the entry. ${advice}`, range: placeOf(object, 'Name') }
}

function placeOf(object: DecodedObject, field: string): Range {
  const held = object.fields.get(field)
  if (field === 'Arguments') return held?.member.keyRange ?? object.source.range
  return held?.value.source.range ?? object.source.range
}
