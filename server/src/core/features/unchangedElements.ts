// Which elements of an entry need no second look: they are as they were, nothing was found in them, and neither has the rest of it changed.
import type { DecodedField, DecodedObject } from '../decode/decoded.ts'
import type { ClusterFacts } from '../facts.ts'
import type { Entry } from '../model/entry.ts'
import { containsRange, type Range } from '../range.ts'
import type { Edition, Target } from '../schema/target.ts'

/** By what elements were judged. */
export interface Judging {
  readonly target: Target
  readonly edition: Edition
  readonly complete: boolean
  readonly facts: ClusterFacts | undefined
  /** The rules that apply. */
  readonly rules: readonly unknown[]
}

/** The elements of an entry in which rules by element found nothing. */
export interface CleanElements {
  readonly entry: Entry
  readonly by: Judging
  readonly elements: WeakSet<DecodedObject>
}

/** What rules by element are asked about. */
export interface Elements {
  /** The entry with those elements only that must be looked at, and one of each list in any case. */
  readonly view: Entry
  /** Takes what was found in the view; what is left are the clean elements of the entry. */
  judged(found: readonly Range[]): CleanElements
}

/** Divides an entry by what is known of it from `before`. */
export function divide(entry: Entry, by: Judging, before: CleanElements | undefined): Elements {
  const elements = before && isSame(before.by, by) && isSameAround(before.entry, entry) ? before.elements : new WeakSet<DecodedObject>()
  const shown: DecodedObject[] = []
  const fields = new Map<string, DecodedField>()
  for (const [name, field] of entry.decoded?.root.fields ?? []) fields.set(name, shownOf(field, elements, shown))
  const decoded = entry.decoded && { ...entry.decoded, root: { ...entry.decoded.root, fields } }
  return {
    view: { ...entry, decoded, whole: entry, kept: { stored: undefined } },
    judged(found) {
      for (const element of shown) {
        if (!found.some((range) => containsRange(element.source.range, range))) elements.add(element)
      }
      return { entry, by, elements }
    },
  }
}

/** A list is never shown empty, since that would be a fault of its own. */
function shownOf(field: DecodedField, clean: WeakSet<DecodedObject>, shown: DecodedObject[]): DecodedField {
  const { value } = field
  if (!isListOfObjects(field) || value.type !== 'list') return field
  const elements = value.elements.filter((element) => element.type !== 'object' || !clean.has(element))
  for (const element of elements) if (element.type === 'object') shown.push(element)
  if (elements.length === value.elements.length) return field
  return { ...field, value: { ...value, elements: elements.length > 0 ? elements : value.elements.slice(0, 1) } }
}

function isListOfObjects({ field }: DecodedField): boolean {
  return field.type.is === 'list' && field.type.of.is === 'object'
}

function isSame(a: Judging, b: Judging): boolean {
  return a.rules === b.rules && a.facts === b.facts && a.target === b.target && a.edition === b.edition && a.complete === b.complete
}

/** Says whether two readings of an entry differ in nothing but the elements of their lists, and nothing is wrong with either. */
function isSameAround(a: Entry, b: Entry): boolean {
  if (a.kind !== b.kind || a.form !== b.form || a.kindMember !== b.kindMember || a.name !== b.name) return false
  if (!a.decoded || !b.decoded || !isSound(a) || !isSound(b)) return false
  const before = a.decoded.root.fields
  if (before.size !== b.decoded.root.fields.size) return false
  for (const [name, field] of b.decoded.root.fields) {
    const other = before.get(name)
    if (!other || (other.member !== field.member && !isListOfObjects(field))) return false
  }
  return true
}

function isSound({ syntaxProblems, repeatsKeys, decoded }: Entry): boolean {
  return syntaxProblems.length === 0 && !repeatsKeys && decoded?.problems.length === 0
}
