// Which elements of an entry need no second look: they are as they were, nothing was found in them, and neither has the rest of it changed.
import { changedPlaces } from '../changed.ts'
import type { Decoded, DecodedField } from '../decode/decoded.ts'
import type { ClusterFacts } from '../facts.ts'
import { containsRange, type Range } from '../range.ts'
import type { Edition, Target } from '../schema/target.ts'
import type { Entry } from './entry.ts'

/** By what elements were judged. */
export interface Judging {
  readonly target: Target
  readonly edition: Edition
  readonly complete: boolean
  readonly facts: ClusterFacts | undefined
  /** The rules that apply. */
  readonly rules: readonly unknown[]
}

/** What rules by element know of an entry. */
export interface JudgedElements {
  readonly entry: Entry
  readonly by: Judging
  /** Those in which something was found. */
  readonly faulty: ReadonlySet<Decoded>
}

/** What rules by element are asked about. */
export interface Elements {
  /** The entry with those elements only that must be looked at, and one of each list in any case. */
  readonly view: Entry
  /** Takes where something was found in the view. */
  judged(found: readonly Range[]): JudgedElements
}

/** Divides an entry by what is known of it from `before`. */
export function divide(entry: Entry, by: Judging, before: JudgedElements | undefined): Elements {
  const known = before && isSame(before.by, by) && isSameAround(before.entry, entry) ? before : undefined
  const shown: Decoded[] = []
  const fields = new Map<string, DecodedField>()
  for (const [name, field] of entry.decoded?.root.fields ?? []) {
    const some = isListOfObjects(field) ? elementsToShow(field, known?.entry.decoded?.root.fields.get(name), known) : undefined
    if (some) shown.push(...some)
    fields.set(name, some ? withElements(field, some) : field)
  }
  const decoded = entry.decoded && { ...entry.decoded, root: { ...entry.decoded.root, fields } }
  return {
    view: { ...entry, decoded, whole: entry, kept: { stored: undefined } },
    judged(found) {
      const faulty = shown.filter(({ source }) => found.some((range) => containsRange(source.range, range)))
      return { entry, by, faulty: new Set(faulty) }
    },
  }
}

/** Elements that are new, and those in which something was found. */
function elementsToShow({ value }: DecodedField, old: DecodedField | undefined, known: JudgedElements | undefined): readonly Decoded[] {
  if (value.type !== 'list') return []
  const { elements } = value
  const before = old?.value.type === 'list' ? old.value.elements : []
  const places = known && changedPlaces(elements, before)
  if (!places) return elements
  const faulty = known.faulty.size === 0 ? [] : elements.filter((element) => known.faulty.has(element))
  return [...places.flatMap((i) => elements[i] ?? []), ...faulty].sort((a, b) => a.source.range.start - b.source.range.start)
}

/** A list is never shown empty, since that would be a fault of its own. */
function withElements(field: DecodedField, some: readonly Decoded[]): DecodedField {
  const { value } = field
  if (value.type !== 'list') return field
  return { ...field, value: { ...value, elements: some.length > 0 ? some : value.elements.slice(0, 1) } }
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
