// What a new member, object or entry begins with: its required and typical fields, each with a place to fill in.
import { knownFields } from '../model/knownFields.ts'
import { type Edition, isWithin, type Target } from '../schema/target.ts'
import type { Field, NameOf, ObjectType, Type } from '../schema/types.ts'
import { type KeyStyle, keyOf } from './keyStyle.ts'

/** What is to be written, before it is spelt in a syntax. */
export type Draft =
  | { readonly is: 'place'; readonly place: Place }
  | { readonly is: 'object'; readonly members: readonly DraftMember[] }
  | { readonly is: 'list'; readonly element: Draft }

/** Something to fill in. `isText`: it stands between quotes where the syntax has them. */
export interface Place {
  readonly isText: boolean
  /** The choices, the usual one first; empty where anything may be typed. */
  readonly choices: readonly string[]
  /** What stands there until something is typed. */
  readonly usual: string | undefined
  /** Nothing is to be filled in: the text is `usual`. */
  readonly isFixed: boolean
}

export interface DraftMember {
  readonly key: string
  readonly value: Draft
}

export interface DraftOptions {
  readonly style: KeyStyle
  readonly target: Target
  readonly edition: Edition
  /** The names that are known, of one sort. */
  readonly namesOf: (of: NameOf) => readonly string[]
}

/** Tables lie within tables; nobody wants to fill in more at once. */
const deepest = 5

/** A new value of a type. */
export function draftOf(type: Type, field: Pick<Field, 'default'> | undefined, options: DraftOptions, depth = 0): Draft {
  switch (type.is) {
    case 'object':
      return { is: 'object', members: depth < deepest ? membersOf(type.object, options, depth + 1) : [] }
    case 'map':
      return { is: 'object', members: [] }
    case 'list':
      return { is: 'list', element: draftOf(type.of, undefined, options, depth) }
    default:
      return { is: 'place', place: placeOf(type, field?.default, options) }
  }
}

/** The members that a new object begins with. */
export function membersOf(object: ObjectType, options: DraftOptions, depth = 0): readonly DraftMember[] {
  return fieldsOf(object, options).map((field) => ({ key: keyOf(field, options.style), value: draftOf(field.type, field, options, depth) }))
}

/** A text that is already known. */
export function fixed(text: string): Draft {
  return { is: 'place', place: { isText: true, choices: [], usual: text, isFixed: true } }
}

function fieldsOf(object: ObjectType, { style, target, edition }: DraftOptions): readonly Field[] {
  const usable = knownFields(object, target, style === 'resource' ? 'resource' : 'entry').filter(
    ({ readOnly, enterprise }) => !readOnly && (enterprise === undefined || edition === 'enterprise'),
  )
  const chosen = new Set(usable.filter(({ name, required }) => required || object.typical?.includes(name)).map(({ name }) => name))
  for (const { fields } of (object.atLeastOneOf ?? []).filter((group) => isWithin(target, group))) {
    const first = fields.find((name) => usable.some((field) => field.name === name))
    if (first !== undefined && !fields.some((name) => chosen.has(name))) chosen.add(first)
  }
  for (const { fields } of (object.atMostOneOf ?? []).filter((group) => isWithin(target, group))) {
    for (const surplus of fields.filter((name) => chosen.has(name)).slice(1)) chosen.delete(surplus)
  }
  return usable.filter(({ name }) => chosen.has(name))
}

/** More than these are not to be chosen from at a glance. */
const mostChoices = 12

function placeOf(type: Exclude<Type, { is: 'object' | 'map' | 'list' }>, usual: string | undefined, { namesOf }: DraftOptions): Place {
  const isText = type.is !== 'boolean' && type.is !== 'integer' && type.is !== 'float' && type.is !== 'any'
  const choices = choicesOf(type, namesOf)
  const first = usual !== undefined && choices.includes(usual) ? [usual] : []
  const ordered = [...first, ...choices.filter((choice) => !first.includes(choice))]
  return { isText, choices: ordered.length > mostChoices ? [] : ordered, usual, isFixed: false }
}

function choicesOf(type: Type, namesOf: DraftOptions['namesOf']): readonly string[] {
  if (type.is === 'boolean') return ['true', 'false']
  if (type.is === 'enum') return type.values.map(({ value }) => value)
  return type.is === 'name' ? namesOf(type.of) : []
}
