// Entries of a kind, made up from its table: most of the keys that Consul needs, some of the others.
import { isWithin } from '../../server/src/core/schema/target.ts'
import type { Field, FieldGroup, Kind, ObjectType } from '../../server/src/core/schema/types.ts'
import { createExtension } from './extensions.ts'
import { type ObjectPlan, object, text } from './plan.ts'
import { happens, pick, type Random } from './random.ts'
import { createValue, type Place } from './values.ts'

const deepest = 7

/** Names that an entry of the kind must have. */
const onlyNames: Readonly<Record<string, string>> = { 'exported-services': 'default', 'proxy-defaults': 'global' }

/** An entry of a kind, its `Kind` among its members. */
export function createEntry(kind: Kind, place: Place): ObjectPlan {
  const { members } = createFields(kind.object, place)
  const name = onlyNames[kind.kind]
  const named = members.map((member) =>
    member.key === 'Name' && name !== undefined && happens(95, place.random) ? { key: 'Name', value: text(name) } : member,
  )
  return object([{ key: 'Kind', value: text(kind.kind) }, ...named])
}

/** An object of a type, with some of its fields in any order. */
export function createFields(type: ObjectType, place: Place): ObjectPlan {
  const { random, depth } = place
  const fields = shuffle(
    chooseFields(type, place).filter(({ name }) => name !== 'Kind' || depth > 0),
    random,
  )
  const members = fields.map((field) => ({ key: field.name, value: createValue(field.type, field, place) }))
  if (type.title !== 'an Envoy extension' || happens(15, random)) return object(members)
  const known = createExtension(random).members
  return object([...members.filter(({ key }) => !known.some((one) => one.key === key)), ...known])
}

function chooseFields(type: ObjectType, place: Place): readonly Field[] {
  const { random } = place
  const share = place.depth > deepest ? 0 : Math.min(55, 300 / type.fields.length)
  const chosen = new Set(type.fields.filter((field) => isChosen(field, share, place)))
  for (const group of type.atLeastOneOf ?? []) {
    const members = membersOf(group, type)
    const [first] = members
    if (first && isWithin(place.target, group) && !members.some((field) => chosen.has(field)) && happens(92, random))
      chosen.add(pick(members, random))
  }
  for (const group of type.atMostOneOf ?? []) {
    const members = membersOf(group, type).filter((field) => chosen.has(field))
    if (members.length < 2 || happens(8, random)) continue
    const kept = pick(members, random)
    for (const field of members) if (field !== kept) chosen.delete(field)
  }
  return [...chosen]
}

function isChosen(field: Field, share: number, { random, target }: Place): boolean {
  if (!isWithin(target, field)) return happens(1, random)
  if (field.required) return happens(96, random)
  if (field.enterprise === 'refused' || field.readOnly) return happens(2, random)
  return happens(share, random)
}

function membersOf(group: FieldGroup, type: ObjectType): readonly Field[] {
  return type.fields.filter(({ name }) => group.fields.includes(name))
}

/** The same, in any order. */
export function shuffle<T>(from: readonly T[], random: Random): readonly T[] {
  const rest = [...from]
  return from.flatMap(() => rest.splice(random(rest.length), 1))
}
