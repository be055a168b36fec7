// What stands in the text for a field, whether or not Consul holds anything of it.
import type { Field } from '../schema/types.ts'
import type { Member, ObjectValue, Value } from '../value.ts'
import type { DecodedObject } from './decoded.ts'
import { foldCase } from './fold.ts'

/** The last member that is written for a field: also one whose value is `null` or not typed yet. */
export function writtenMember({ object, source }: DecodedObject, name: string): Member | undefined {
  const field = object.fields.find((one) => one.name === name)
  if (field === undefined || source.type !== 'object') return undefined
  return source.members.findLast((member) => isFor(member, field))
}

/** Says whether some other member of the object is written for the field. */
export function isWrittenBeside(holder: Value, field: Field, member: Member): boolean {
  return holder.type === 'object' && holder.members.some((other) => other !== member && isFor(other, field))
}

function isFor({ key }: Member, field: Field): boolean {
  return foldCase(key) === foldCase(field.name) || (field.alias !== undefined && key.toLowerCase() === field.alias)
}

/** Says whether an object is what a label of a block makes: it has no braces, so nothing can be put beside the label. */
export function isOfLabel(object: ObjectValue, root: Value): boolean {
  return object !== root && object.members[0]?.keyRange.start === object.range.start
}
