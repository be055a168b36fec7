// Changes to a made-up entry: another value, a key too many or too few, a repeat, a value of another type.
import { kinds } from '../../server/src/core/schema/index.ts'
import type { Field, ObjectType, Type } from '../../server/src/core/schema/types.ts'
import { list, type ObjectPlan, object, type Plan, type PlanMember } from './plan.ts'
import { happens, pick, type Random } from './random.ts'
import { createOddValue, createValue, type Place } from './values.ts'

/** One place of an entry that a change may be made at. */
interface Site {
  readonly value: Plan
  /** The type of the value, where the table knows one. */
  readonly type: Type | undefined
  readonly field: Field | undefined
  /** The whole entry with another value here. */
  replace(by: Plan): ObjectPlan
}

/** The entry with so many changes of any sort. */
export function change(entry: ObjectPlan, times: number, place: Place): ObjectPlan {
  let changed = entry
  for (let i = 0; i < times; i++) changed = changeOnce(changed, place)
  return changed
}

function changeOnce(entry: ObjectPlan, place: Place): ObjectPlan {
  const { random } = place
  const sites = sitesOf(entry)
  const site = pick(sites, random)
  switch (random(9)) {
    case 0:
      return site.replace(createOddValue(random))
    case 1:
      return onObject(sites, random, (members) => members.filter((member) => member !== pick(members, random)))
    case 2:
      return onObject(sites, random, (members) => [...members, respell(pick(members, random), random)])
    case 3:
      return onObject(sites, random, (members) => [...members, { key: strangeKey(random), value: createOddValue(random) }])
    case 4:
      return site.replace(happens(50, random) ? list([site.value]) : list([site.value, site.value]))
    case 5:
      return onList(sites, random)
    default:
      return setField(sites, entry, place)
  }
}

function onObject(sites: readonly Site[], random: Random, edit: (members: readonly PlanMember[]) => readonly PlanMember[]): ObjectPlan {
  const site = pick(
    sites.filter(({ value }) => value.is === 'object'),
    random,
  )
  const members = site.value.is === 'object' ? site.value.members : []
  return site.replace(object(members.length === 0 ? [{ key: strangeKey(random), value: createOddValue(random) }] : edit(members)))
}

function onList(sites: readonly Site[], random: Random): ObjectPlan {
  const lists = sites.filter(({ value }) => value.is === 'list')
  const site = lists.length === 0 ? pick(sites, random) : pick(lists, random)
  if (site.value.is !== 'list') return site.replace(list([]))
  const { elements } = site.value
  const [first] = elements
  if (first === undefined) return site.replace({ is: 'null' })
  const others = [[], [...elements, first], [...elements, { is: 'null' } as const], [first], elements.slice(1)]
  return site.replace(list(pick(others, random)))
}

/** Gives an object that the table knows one more field, or another value for one. */
function setField(sites: readonly Site[], entry: ObjectPlan, place: Place): ObjectPlan {
  const { random } = place
  const objects = sites.flatMap((site) =>
    site.type?.is === 'object' && site.value.is === 'object' ? [{ site, type: site.type.object }] : [],
  )
  if (objects.length === 0) return entry
  const { site, type } = pick(objects, random)
  const field = pick(type.fields, random)
  if (site.value.is !== 'object' || field.name === 'Kind') return entry
  const others = site.value.members.filter(({ key }) => !names(field, key))
  return site.replace(object([...others, { key: field.name, value: createValue(field.type, field, { ...place, depth: 3 }) }]))
}

function respell({ key, value }: PlanMember, random: Random): PlanMember {
  const spelt = pick([key, key.toLowerCase(), key.toUpperCase(), snake(key)], random)
  return { key: spelt, value: happens(50, random) ? value : createOddValue(random) }
}

function snake(key: string): string {
  return key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}

function strangeKey(random: Random): string {
  const fields = kinds.flatMap(({ object: { fields: own } }) => own)
  const some = pick(fields, random)
  return pick([some.name, some.alias ?? some.name, `${some.name}s`, snake(some.name), 'x', 'jwt', 'MyNamespace', '', 'ſ', 'KIND'], random)
}

function names(field: Field, key: string): boolean {
  return key.toLowerCase() === field.name.toLowerCase() || key.toLowerCase() === field.alias
}

/** Every place of the entry, the outermost first. */
function sitesOf(entry: ObjectPlan): readonly Site[] {
  const kind = kinds.find(({ kind: name }) => entry.members.some(({ value }) => value.is === 'text' && value.text === name))
  const sites: Site[] = []
  const type: Type | undefined = kind && { is: 'object', object: kind.object }
  collect({ value: entry, type, field: undefined, replace: (by) => (by.is === 'object' ? by : entry) }, sites)
  return sites
}

function collect(site: Site, sites: Site[]): void {
  sites.push(site)
  const { value, type, field } = site
  if (value.is === 'list') {
    const { elements } = value
    const of = type?.is === 'list' ? type.of : type
    for (const [i, element] of elements.entries())
      collect({ value: element, type: of, field, replace: (by) => site.replace(list(elements.with(i, by))) }, sites)
  }
  if (value.is === 'object') collectMembers(site, value, sites)
}

function collectMembers(site: Site, { members }: ObjectPlan, sites: Site[]): void {
  const { type } = site
  for (const [i, { key, value }] of members.entries()) {
    const field = objectTypeOf(type)?.fields.find((one) => names(one, key))
    const own = type?.is === 'map' ? type.of : field?.type
    collect({ value, type: own, field, replace: (by) => site.replace(object(members.with(i, { key, value: by }))) }, sites)
  }
}

/** An object may stand for a list of one. */
function objectTypeOf(type: Type | undefined): ObjectType | undefined {
  if (type?.is === 'object') return type.object
  return type?.is === 'list' ? objectTypeOf(type.of) : undefined
}
