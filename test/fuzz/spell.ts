// Spells a made-up entry in HCL 1 or JSON with all the freedoms that Consul leaves: forms, cases, comments, separators.
import { kinds } from '../../server/src/core/schema/index.ts'
import type { Field, ObjectType } from '../../server/src/core/schema/types.ts'
import type { ListPlan, ObjectPlan, Plan, PlanMember } from './plan.ts'
import { happens, pick, type Random } from './random.ts'

/** How freely one text is written: what a person does, or anything that the grammar allows. */
interface Manner {
  readonly random: Random
  readonly wild: boolean
}

const aliases = new Map(kinds.flatMap(({ object }) => aliasesOf(object, new Set())))

function aliasesOf(type: ObjectType, seen: Set<ObjectType>): readonly (readonly [string, string])[] {
  if (seen.has(type)) return []
  seen.add(type)
  return type.fields.flatMap((field) => [...ownAlias(field), ...objectsIn(field).flatMap((object) => aliasesOf(object, seen))])
}

function ownAlias({ name, alias }: Field): readonly (readonly [string, string])[] {
  return alias === undefined ? [] : [[name, alias]]
}

function objectsIn({ type }: Pick<Field, 'type'>): readonly ObjectType[] {
  if (type.is === 'object') return [type.object]
  return type.is === 'list' || type.is === 'map' ? objectsIn({ type: type.of }) : []
}

/** The entry as a file of JSON. */
export function spellJson(entry: ObjectPlan, random: Random): string {
  return jsonOf(entry, { random, wild: happens(40, random) })
}

/** The entry as a file of HCL. */
export function spellHcl(entry: ObjectPlan, random: Random): string {
  const manner = { random, wild: happens(40, random) }
  return membersOf(entry, manner) + (happens(80, random) ? '\n' : '')
}

function jsonOf(plan: Plan, manner: Manner): string {
  const { random, wild } = manner
  const blank = wild ? pick(['', ' ', '\n', '\t', '\r\n'], random) : ''
  switch (plan.is) {
    case 'text':
      return jsonText(plan.text, manner)
    case 'number':
      return plan.raw
    case 'boolean':
      return String(plan.value)
    case 'null':
      return 'null'
    case 'list':
      return `[${plan.elements.map((element) => blank + jsonOf(element, manner)).join(',')}${blank}]`
    case 'object':
      return `{${plan.members.map(({ key, value }) => `${blank}${jsonText(spellKey(key, manner), manner)}${blank}: ${jsonOf(value, manner)}`).join(`${blank},`)}${blank}}`
  }
}

function jsonText(value: string, { random, wild }: Manner): string {
  const quoted = JSON.stringify(value)
  if (!wild || !happens(5, random)) return quoted
  return quoted.replace(/[a-z](?=[^\\]*"$)/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Keys match whatever their case; some have an alias. */
function spellKey(key: string, { random, wild }: Manner): string {
  if (!wild) return key
  const alias = aliases.get(key)
  const spellings = [key, key, key.toLowerCase(), ...(alias === undefined ? [] : [alias, alias])]
  if (key === 'Kind') return pick(['Kind', 'Kind', 'kind'], random)
  if (happens(5, random))
    return pick([key.toUpperCase(), alias?.toUpperCase() ?? key, key.replace('s', 'ſ'), key.replace('K', '\u212a')], random)
  return pick(spellings, random)
}

function membersOf({ members }: ObjectPlan, manner: Manner): string {
  const { random, wild } = manner
  return members.map((member) => memberOf(member, manner) + (wild ? pick(['\n', '\n', '\r\n', ' ', '\n\n'], random) : '\n')).join('')
}

function memberOf({ key, value }: PlanMember, manner: Manner): string {
  const { random, wild } = manner
  const spelt = hclKey(spellKey(key, manner), manner)
  const comment = wild && happens(6, random) ? pick(['# x\n', '// x "\n', '/* x\n*/ ', '#\r\n'], random) : ''
  if (value.is === 'object' && happens(60, random)) return `${comment}${spelt} {\n${membersOf(value, manner)}}`
  const blocks = happens(35, random) ? blocksOf(spelt, value, manner) : undefined
  if (blocks !== undefined) return comment + blocks
  return `${comment}${spelt}${wild ? pick([' = ', '=', ' =\n'], random) : ' = '}${hclOf(value, manner)}${wild && happens(8, random) ? ',' : ''}`
}

/** A list of objects as repeated blocks, with an attribute between them now and then. */
function blocksOf(key: string, value: Plan, manner: Manner): string | undefined {
  if (value.is !== 'list' || value.elements.length === 0) return undefined
  const parts = value.elements.map((element) => {
    if (element.is !== 'object') return undefined
    return happens(85, manner.random) ? `${key} {\n${membersOf(element, manner)}}` : `${key} = [${hclOf(element, manner)}]`
  })
  return parts.includes(undefined) ? undefined : parts.join('\n')
}

function hclKey(key: string, { random, wild }: Manner): string {
  const isPlain = /^[A-Za-z_][\w.-]*$/.test(key)
  return isPlain && !(wild && happens(10, random)) ? key : hclText(key)
}

function hclOf(plan: Plan, manner: Manner): string {
  const { random, wild } = manner
  switch (plan.is) {
    case 'text':
      return wild && happens(5, random) ? heredocOf(plan.text, random) : hclText(plan.text)
    case 'number':
      return wild && /^\d+$/.test(plan.raw) && happens(8, random)
        ? pick([`"${plan.raw}"`, `0x${BigInt(plan.raw).toString(16)}`], random)
        : plan.raw
    case 'boolean':
      return wild && happens(10, random) ? pick([`"${plan.value}"`, plan.value ? '1' : '0'], random) : String(plan.value)
    case 'null':
      return 'null'
    case 'list':
      return listOf(plan, manner)
    case 'object':
      return `{\n${membersOf(plan, manner)}}`
  }
}

function listOf({ elements }: ListPlan, manner: Manner): string {
  const { random, wild } = manner
  const [only, second] = elements
  if (wild && only !== undefined && second === undefined && happens(20, random)) return hclOf(only, manner)
  const comma = wild ? pick([', ', ',', ',\n', ' ,'], random) : ', '
  return `[${elements.map((element) => hclOf(element, manner)).join(comma)}${wild && happens(15, random) ? ',' : ''}]`
}

function heredocOf(value: string, random: Random): string {
  const body = value.endsWith('\n') ? value : `${value}\n`
  return happens(70, random) ? `<<EOT\n${body}EOT\n` : `<<-EOT\n  ${body}  EOT\n`
}

function hclText(value: string): string {
  return JSON.stringify(value).replaceAll('\\/', '/')
}
