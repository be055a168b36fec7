// Tells of fields without which Consul refuses the entry.
import type { DecodedObject } from '../decode/decoded.ts'
import { writtenMember } from '../decode/written.ts'
import { type Entry, isWhole } from '../model/entry.ts'
import { walk } from '../model/walk.ts'
import { isWithin } from '../schema/target.ts'
import type { Field, ObjectType } from '../schema/types.ts'
import type { Member } from '../value.ts'
import { type EditFix, type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const missingField: EntryRule = {
  code: 'missing-field',
  about: 'element',
  title: 'A key that Consul needs is missing or empty',
  category: 'rejected',
  severity: 'error',
  why: 'Consul refuses an entry in which a key that it needs is missing; an empty text and an empty list count as missing.',
  source:
    'agent/structs/config_entry_exports.go, config_entry_intentions.go, config_entry.go @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
^^^^ rejected missing-field: \`Name\` is missing, and Consul refuses an \`exported-services\` entry without it. Add \`Name = "default"\`.
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, { target }) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      object(object) {
        for (const field of requiredIn(object.object)) {
          if (!isWithin(target, field)) continue
          // The name of a resource stands in its metadata, which Kubernetes itself looks at.
          if (isNamedByMetadata(entry) && object === entry.decoded?.root && field.name === 'Name') continue
          if (isEmpty(object, field) && isWhole(entry, object)) findings.push(findingFor(entry, object, field))
        }
      },
    })
    return findings
  },
}

const required = new WeakMap<ObjectType, readonly Field[]>()

/** Of the many fields of a type only these are looked at, for each object of an entry. */
function requiredIn(object: ObjectType): readonly Field[] {
  let fields = required.get(object)
  if (!fields) {
    fields = object.fields.filter((field) => field.required && field.name !== 'Kind')
    required.set(object, fields)
  }
  return fields
}

function isNamedByMetadata({ resource }: Entry): boolean {
  return resource?.type !== undefined && !resource.type.namedByDestination
}

function isEmpty(object: DecodedObject, field: Field): boolean {
  const value = object.fields.get(field.name)?.value
  if (value === undefined) return true
  if (value.type === 'string') return value.value === ''
  return value.type === 'list' && value.elements.length === 0
}

function findingFor(entry: Entry, object: DecodedObject, field: Field): RuleFinding {
  const present = object.fields.get(field.name)?.member ?? writtenMember(object, field.name)
  const what = present ? 'is empty' : 'is missing'
  const fix = fixFor(entry, object, field, present)
  const advice = fix ? `Add \`${field.name} = "${fix.value}"\`.` : `Add it${whatToWrite(field)}.`
  return {
    message: `\`${field.name}\` ${what}, and Consul refuses ${object.object.title} without it. ${advice}`,
    range: present ? present.range : placeIn(entry, object),
    fixes: fix ? [fix.fix] : [],
  }
}

function whatToWrite(field: Field): string {
  if (field.type.is === 'enum') return `: ${field.type.values.map(({ value }) => `\`"${value}"\``).join(' or ')}`
  return field.type.is === 'list' ? ' with at least one element' : ''
}

/** Only one value is right for the name of the one exported-services entry; what else is missing, a person must say. */
function fixFor(
  entry: Entry,
  object: DecodedObject,
  field: Field,
  present: Member | undefined,
): { readonly fix: EditFix; readonly value: string } | undefined {
  if (object.source !== entry.root || object.source.type !== 'object') return undefined
  if (field.name !== 'Name' || entry.kind?.kind !== 'exported-services') return undefined
  const key = spelling(entry, field)
  const after = entry.kindMember
  const edit = present
    ? ({ type: 'replaceValue', value: present.value, by: 'default' } as const)
    : ({ type: 'insertMember', into: object.source, key, value: 'default', ...(after ? { after } : {}) } as const)
  return { fix: editFix(entry, `Insert \`${key} = "default"\``, edit, { safe: true, preferred: true }), value: 'default' }
}

/** New keys follow the file: `name` where it says `kind`. */
function spelling(entry: Entry, field: Field): string {
  return entry.kindMember?.key === 'kind' ? (field.alias ?? field.name.toLowerCase()) : field.name
}

/** The first key of the object: what is absent is told where its neighbours stand. */
function placeIn(entry: Entry, object: DecodedObject): { readonly start: number; readonly end: number } {
  const isTop = object === entry.decoded?.root
  if (isTop && entry.kindMember) return entry.kindMember.keyRange
  if (object.source.type === 'object') return object.source.members[0]?.keyRange ?? object.source.range
  return object.source.range
}
