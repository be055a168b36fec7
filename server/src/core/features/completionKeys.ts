// The keys that an object can have at a place and does not have yet, each with what its value begins with.
import type { Cursor } from '../model/cursor.ts'
import type { Entry } from '../model/entry.ts'
import { knownNames } from '../model/knownNames.ts'
import type { Judgement, Scope } from '../model/project.ts'
import { describeTarget } from '../schema/target.ts'
import type { Field } from '../schema/types.ts'
import { spellString } from '../syntax/spell.ts'
import type { Completion } from './completion.ts'
import { type DraftOptions, draftOf } from './draft.ts'
import { detailOf } from './fieldDetail.ts'
import { keyOf, keyStyleOf } from './keyStyle.ts'
import { nothingBetween, separate } from './separators.ts'
import { type EntryFormat, memberSnippet } from './snippet.ts'

/** Where something is typed. */
export interface CompletionPlace {
  readonly entry: Entry
  readonly scope: Scope
  readonly judgement: Judgement
}

/** The keys at a place: the required ones first, those that the target or the edition has not last. */
export function keyCompletions(place: CompletionPlace, cursor: Extract<Cursor, { readonly at: 'key' }>): readonly Completion[] {
  const { entry, judgement } = place
  const format = entryFormat(entry)
  const options = draftOptions(place)
  const offered = [...cursor.open, ...cursor.newer].sort((a, b) => rankOf(a, cursor, judgement) - rankOf(b, cursor, judgement))
  const byKey = new Map<string, Field>()
  for (const field of offered) {
    const key = keyOf(field, options.style)
    if (!byKey.has(key)) byKey.set(key, field)
  }
  return [...byKey].map(([key, field]) => {
    const text = cursor.hasValue ? spelt(key, format) : memberSnippet({ key, value: draftOf(field.type, field, options) }, format)
    const { before, lead, after } = cursor.hasValue ? nothingBetween : separate(entry.document, cursor.siblings, cursor.range)
    return {
      label: key,
      sort: 'key',
      detail: [detailOf(field), noteOf(field, cursor, judgement)].filter((part) => part !== '').join(', '),
      docs: field.docs,
      range: cursor.range,
      newText: lead + text + after,
      isSnippet: !cursor.hasValue,
      also: before,
    }
  })
}

/** How the new parts of an entry are written. */
export function draftOptions({ entry, scope, judgement }: CompletionPlace): DraftOptions {
  const { target, edition } = judgement
  const namesOf: DraftOptions['namesOf'] = (of) => knownNames(scope, of).map(({ name }) => name)
  return { style: keyStyleOf(entry), target, edition, namesOf }
}

/** The syntax of an entry, which no text of commands holds. */
export function entryFormat({ document: { format } }: Entry): EntryFormat {
  return format === 'json' || format === 'yaml' ? format : 'hcl'
}

function spelt(key: string, format: EntryFormat): string {
  return format === 'json' ? spellString(key, 'json') : key
}

type KeyCursor = Extract<Cursor, { readonly at: 'key' }>

function rankOf(field: Field, { newer, object }: KeyCursor, { edition }: Judgement): number {
  if (newer.includes(field)) return 4
  if (field.enterprise !== undefined && edition === 'community') return 3
  if (field.required) return 0
  return object.typical?.includes(field.name) ? 1 : 2
}

function noteOf(field: Field, { newer }: KeyCursor, { edition }: Judgement): string {
  if (newer.includes(field) && field.since !== undefined) return `needs ${describeTarget(field.since)}`
  if (field.enterprise !== undefined && edition === 'community') return 'Consul Enterprise only'
  return field.until === undefined ? '' : `until ${describeTarget(field.until)}`
}
