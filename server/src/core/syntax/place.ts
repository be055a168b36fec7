// Finds where a value or a member stands in its tree, which edits need to know and trees do not say.
import type { Document } from '../document.ts'
import type { ListValue, Member, ObjectValue, Value } from '../value.ts'

export interface Place {
  readonly object: ObjectValue
  readonly member: Member
  /** The place of the member among those of the object. */
  readonly index: number
}

/** The member that has the value, and the object that it stands in; undefined for a root and an element of a list. */
export function placeOfValue(document: Document, value: Value): Place | undefined {
  return find(document, value, ({ member }) => member.value === value)
}

/** The object that a member stands in; a member written in two blocks belongs to its own block. */
export function placeOfMember(document: Document, member: Member): Place | undefined {
  return find(document, member, (place) => place.member === member)
}

/** The list that has the value as an element. */
export function listAround(document: Document, value: Value): ListValue | undefined {
  let around = document.roots[indexAround(document.roots, value)]
  while (around !== undefined && around !== value) {
    const children: readonly Value[] =
      around.type === 'list' ? around.elements : around.type === 'object' ? around.members.map(ownValueOf) : []
    const next: Value | undefined = children[indexAround(children, value)]
    if (next === value) return around.type === 'list' ? around : undefined
    around = next
  }
  return undefined
}

function ownValueOf({ value }: Member): Value {
  return value
}

interface Ranged {
  readonly range: { readonly start: number; readonly end: number }
}

/** Goes down to the member around `wanted` that `isIt` takes. What stands in one object or list is in the order of the text. */
function find(document: Document, wanted: Ranged, isIt: (place: Place) => boolean): Place | undefined {
  let around = document.roots[indexAround(document.roots, wanted)]
  while (around !== undefined) {
    if (around.type === 'list') around = around.elements[indexAround(around.elements, wanted)]
    else if (around.type === 'object') {
      const index = indexAround(around.members, wanted)
      const member = around.members[index]
      if (member === undefined) return undefined
      const place = { object: around, member, index }
      if (isIt(place)) return place
      around = member.value
    } else return undefined
  }
  return undefined
}

/** The last one that begins no later, if it reaches as far, else -1: found by halving, since a list may have thousands. */
function indexAround(children: readonly Ranged[], { range }: Ranged): number {
  let low = 0
  let high = children.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle]?.range.start ?? 0) <= range.start) low = middle + 1
    else high = middle
  }
  const child = children[low - 1]
  return child !== undefined && range.end <= child.range.end ? low - 1 : -1
}
