// What is being typed at a place of an entry: a key of which object, or a value of which type. It reads half-typed text as well.
import { type FieldIndex, fieldIndexOf } from '../decode/fields.ts'
import { foldCase } from '../decode/fold.ts'
import type { Document } from '../document.ts'
import type { Range } from '../range.ts'
import { keysOf, resourceObject, resourceTarget, specOf } from '../schema/resources.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { Field, ObjectType, Type } from '../schema/types.ts'
import type { ListValue, Member, ObjectValue, Value } from '../value.ts'
import type { Entry } from './entry.ts'

/** Where the cursor stands. `range`: what a choice takes the place of. */
export type Cursor =
  | {
      readonly at: 'key'
      readonly object: ObjectType
      /** What the object can say for the target and does not say yet. */
      readonly open: readonly Field[]
      readonly range: Range
      /** The key has a value already. */
      readonly hasValue: boolean
      /** The field that the key names, where it names one. */
      readonly field: Field | undefined
      /** Newer releases have them, the target does not. */
      readonly newer: readonly Field[]
      /** The other members of the object. */
      readonly siblings: readonly Range[]
    }
  | {
      readonly at: 'value'
      readonly type: Type
      readonly field: Field | undefined
      readonly range: Range
      readonly value: Value | undefined
      /** What stands beside it and must be kept apart: the other elements of the list, or the other members around. */
      readonly siblings: readonly Range[]
      /** The elements of the list that it is an element of. */
      readonly list: ListValue | undefined
      /** The object whose member it is, or whose list it lies in. */
      readonly owner: ObjectValue | undefined
    }

/** What is typed at an offset; `undefined` where nothing of the entry's kind can stand. */
export function cursorAt(entry: Entry, target: Target, offset: number): Cursor | undefined {
  const object = objectOf(entry)
  if (!object) return undefined
  const context: Context = { document: entry.document, target, form: entry.form, offset }
  return inValue(entry.root, { type: { is: 'object', object }, field: undefined }, context)
}

/** Where values of the entry begin: the table of its kind, or that of the resource around it. */
function objectOf({ kind, resource }: Entry): ObjectType | undefined {
  if (!resource) return kind?.object
  return resource.type && resourceObject(specOf(resource.type))
}

interface Context {
  readonly document: Document
  readonly target: Target
  readonly form: Entry['form']
  readonly offset: number
}

/** A type and the field that has it. */
interface Wanted {
  readonly type: Type
  readonly field: Field | undefined
  readonly owner?: ObjectValue
  readonly list?: ListValue
  readonly siblings?: readonly Range[]
}

function inValue(value: Value, wanted: Wanted, context: Context): Cursor | undefined {
  const { type } = wanted
  if (value.type === 'list') return inList(value, wanted, context)
  if (value.type === 'object') {
    if (type.is === 'object') return inObject(value, type.object, context)
    // A block stands for a list of one.
    if (type.is === 'list') return inValue(value, { ...wanted, type: type.of }, context)
    return type.is === 'map' ? inMap(value, type.of, wanted, context) : undefined
  }
  const here = { start: context.offset, end: context.offset }
  // The first word of an object that is not finished.
  if (type.is === 'object' && context.document.format === 'yaml')
    return keyIn(type.object, [], value.type === 'string' ? value.range : here, context)
  if (type.is === 'list' && context.document.format === 'yaml' && value.type === 'string') return undefined
  // Between the sign and a value that is there, nothing else can stand.
  const { start, end } = value.range
  if (value.type !== 'missing' && value.type !== 'null' && (context.offset < start || context.offset > end)) return undefined
  const isText = value.type === 'string' || value.type === 'number' || value.type === 'boolean'
  const range = isText ? value.range : here
  return valueIn({ ...wanted, type }, range, isText ? value : undefined)
}

function valueIn({ type, field, owner, list, siblings = [] }: Wanted, range: Range, value: Value | undefined): Cursor {
  return { at: 'value', type, field, range, value, siblings, list, owner }
}

function inList(list: ListValue, given: Wanted, context: Context): Cursor | undefined {
  const { offset, document } = context
  const { elements } = list
  const type = given.type.is === 'list' ? given.type.of : given.type
  const around = elements.find((element) => isAround(element, context))
  const siblings = elements.flatMap((element) => (element === around ? [] : [element.range]))
  const wanted: Wanted = { ...given, type, list, siblings }
  if (around) return inValue(around, wanted, context)
  const last = elements.findLast(({ range }) => range.end <= offset)
  // A line below a YAML element belongs to it when it is as deep.
  if (
    document.format === 'yaml' &&
    last?.type === 'object' &&
    columnOf(document.text, offset) >= columnOf(document.text, last.range.start)
  ) {
    return inValue(last, wanted, context)
  }
  return valueIn(wanted, { start: offset, end: offset }, undefined)
}

/** Right before and right behind a bracket is outside; a block of YAML ends where its last line does. */
function isAround({ type, range }: Value, { document, offset }: Context): boolean {
  const isBracketed = (type === 'object' || type === 'list') && document.format !== 'yaml'
  return isBracketed ? range.start < offset && offset < range.end : range.start <= offset && offset <= range.end
}

function inMap(value: ObjectValue, of: Type, { field }: Wanted, context: Context): Cursor | undefined {
  const member = memberAt(value, context)
  if (!member || context.offset <= member.keyRange.end) return undefined
  return inValue(member.value, { type: of, field, owner: value, siblings: rangesBut(value.members, member) }, context)
}

function rangesBut(members: readonly Member[], member: Member): readonly Range[] {
  return members.flatMap((other) => (other === member ? [] : [other.range]))
}

function inObject(value: ObjectValue, object: ObjectType, context: Context): Cursor | undefined {
  const { offset } = context
  const member = memberAt(value, context)
  if (!member) {
    if (!isFree(value, context)) return undefined
    return keyIn(object, value.members, { start: offset, end: offset }, context)
  }
  const field = fieldNamed(object, member.key, context)
  if (offset <= member.keyRange.end) {
    const others = value.members.filter((other) => other !== member)
    return keyIn(object, others, member.keyRange, context, { field, hasValue: member.value.type !== 'missing' })
  }
  return field && inValue(member.value, { type: field.type, field, owner: value, siblings: rangesBut(value.members, member) }, context)
}

/** The member that the cursor stands in, or, behind a sign that is waiting for its value, right after. */
function memberAt(value: ObjectValue, { document, offset }: Context): Member | undefined {
  const around = value.members.find(({ range }) => range.start <= offset && offset <= range.end)
  if (around) return around
  const last = value.members.findLast(({ range }) => range.end <= offset)
  if (!last) return undefined
  const { text, format } = document
  const between = text.slice(last.range.end, offset)
  const isWaiting = last.value.type === 'missing' || last.value.type === 'null'
  if (isWaiting && between.trim() === '' && !between.includes('\n')) return last
  const holdsMore = isWaiting || last.value.type === 'object' || last.value.type === 'list'
  return format === 'yaml' && holdsMore && columnOf(text, offset) > columnOf(text, last.keyRange.start) ? last : undefined
}

/** A second key on the line of another one needs something between them. */
function isFree({ members }: ObjectValue, { document, offset }: Context): boolean {
  const last = members.findLast(({ range }) => range.end <= offset)
  return last === undefined || /[\n,;]/.test(document.text.slice(last.range.end, offset))
}

function keyIn(
  object: ObjectType,
  present: readonly Member[],
  range: Range,
  context: Context,
  { field, hasValue }: { readonly field: Field | undefined; readonly hasValue: boolean } = { field: undefined, hasValue: false },
): Cursor {
  const { known, elsewhere } = keysFor(object, context)
  const taken = new Map(present.map((member) => [fieldNamed(object, member.key, context)?.name, member]))
  const isOpen = (one: Field) => !one.readOnly && !taken.has(one.name)
  const excluded = excludedBy(object, taken, context.target)
  return {
    at: 'key',
    object,
    open: [...known.values()].filter((one) => isOpen(one) && !excluded.has(one.name) && isUsableBeside(one, taken)),
    newer: [...new Set(elsewhere.values())].filter(
      (one) => isOpen(one) && one.since !== undefined && isWithin(one.since, { since: context.target }),
    ),
    range,
    hasValue,
    field,
    siblings: present.map((member) => member.range),
  }
}

type Taken = ReadonlyMap<string | undefined, Member>

/** The fields of which another one is set already. */
function excludedBy({ atMostOneOf = [] }: ObjectType, taken: Taken, target: Target): ReadonlySet<string> {
  const groups = atMostOneOf.filter((group) => isWithin(target, group) && group.fields.some((name) => taken.has(name)))
  return new Set(groups.flatMap(({ fields }) => fields))
}

/** A field that wants another one to say something else than it does. */
function isUsableBeside({ onlyWith }: Field, taken: Taken): boolean {
  const value = onlyWith && taken.get(onlyWith.field)?.value
  if (!onlyWith?.values || value?.type !== 'string') return true
  return onlyWith.values.includes(value.value)
}

function keysFor(object: ObjectType, { document, target, form }: Context): Pick<FieldIndex, 'known' | 'elsewhere'> {
  return document.format === 'yaml' ? keysOf(object, resourceTarget(target)) : fieldIndexOf(object, { target, form })
}

function fieldNamed(object: ObjectType, key: string, { document, target, form }: Context): Field | undefined {
  if (document.format === 'yaml') return keysOf(object, resourceTarget(target)).known.get(key)
  const { known, aliases } = fieldIndexOf(object, { target, form })
  return known.get(aliases.get(key.toLowerCase()) ?? foldCase(key))
}

/** How far from the start of its line an offset is. */
function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
