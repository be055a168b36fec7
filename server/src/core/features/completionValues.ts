// The values and names that a field takes at a place, and the objects that a list can get.
import type { Cursor } from '../model/cursor.ts'
import type { Entry } from '../model/entry.ts'
import { knownNames } from '../model/knownNames.ts'
import type { Range } from '../range.ts'
import { isWithin } from '../schema/target.ts'
import type { NameOf } from '../schema/types.ts'
import { spellString } from '../syntax/spell.ts'
import { spellYamlString } from '../syntax/yamlSpell.ts'
import type { ObjectValue, Value } from '../value.ts'
import type { Completion } from './completion.ts'
import { type CompletionPlace, draftOptions, entryFormat } from './completionKeys.ts'
import { draftOf } from './draft.ts'
import { separate } from './separators.ts'
import { valueSnippet } from './snippet.ts'

type Format = Entry['document']['format']
type ValueCursor = Extract<Cursor, { readonly at: 'value' }>

/** The choices for a value. */
export function valueCompletions(place: CompletionPlace, cursor: ValueCursor): readonly Completion[] {
  const { before, lead, after } = separate(place.entry.document, cursor.siblings, cursor.range, cursor.list !== undefined)
  const present = new Set((cursor.list?.elements ?? []).flatMap((value) => (value === cursor.value ? [] : textOf(value))))
  return choicesFor(place, cursor)
    .filter(({ label }) => !present.has(label))
    .map((choice) => ({ ...choice, newText: lead + choice.newText + after, also: before }))
}

function choicesFor(place: CompletionPlace, cursor: ValueCursor): readonly Completion[] {
  const { type, field, range } = cursor
  const { format } = place.entry.document
  switch (type.is) {
    case 'enum':
      return usualFirst(
        type.values
          .filter((value) => isWithin(place.judgement.target, value))
          .map(({ value, docs }) =>
            plainValue(format, { label: value, detail: detailOf(value, field?.default), docs, range, sort: 'value' }),
          ),
        field?.default,
      )
    case 'boolean':
      return ['true', 'false'].map((label) => bare(label, undefined, range))
    case 'name':
      return nameCompletions(place, type.of, cursor)
    case 'duration':
      return durations(field?.default).map(({ label, detail }) =>
        plainValue(format, { label, detail, docs: undefined, range, sort: 'value' }),
      )
    case 'object':
      return [newObject(place, cursor)]
    case 'integer':
    case 'float':
      return field?.default === undefined ? [] : [bare(field.default, 'default', range)]
    case 'string':
      return field?.default === undefined
        ? []
        : [plainValue(format, { label: field.default, detail: 'default', docs: undefined, range, sort: 'value' })]
    default:
      return []
  }
}

function textOf(value: Value): readonly string[] {
  return value.type === 'string' ? [value.value] : []
}

function detailOf(value: string, usual: string | undefined): string | undefined {
  return value === usual ? 'default' : undefined
}

function usualFirst(choices: readonly Completion[], usual: string | undefined): readonly Completion[] {
  return [...choices.filter(({ label }) => label === usual), ...choices.filter(({ label }) => label !== usual)]
}

const usualDurations = ['1s', '5s', '10s', '30s', '1m', '5m', '1h'] as const

function durations(usual: string | undefined): readonly { readonly label: string; readonly detail: string | undefined }[] {
  const rest = usualDurations.filter((label) => label !== usual).map((label) => ({ label, detail: undefined }))
  return usual === undefined ? rest : [{ label: usual, detail: 'default' }, ...rest]
}

/** Beside a peer, the services that this peer shares; where none is known, all. */
function nameCompletions({ entry, scope }: CompletionPlace, of: NameOf, { range, owner }: ValueCursor): readonly Completion[] {
  const peer = of === 'service' ? textIn(owner, 'peer') : undefined
  const shared = scope.facts?.peers?.find(({ name }) => name === peer)?.imported
  const service = textIn(owner, 'service') ?? entry.name
  const known = shared ? shared.map((name) => ({ name, from: `of the peer ${peer}` })) : knownNames(scope, of, service)
  return known.map(({ name, from }) =>
    plainValue(entry.document.format, { label: name, detail: from, docs: undefined, range, sort: 'name' }),
  )
}

/** `name`: the key in lower case. An empty text says nothing. */
function textIn(owner: ObjectValue | undefined, name: string): string | undefined {
  const value = owner?.members.find(({ key }) => key.toLowerCase() === name)?.value
  return value?.type === 'string' && value.value !== '' ? value.value : undefined
}

/** An object with what it needs, under the name that it goes by in messages. */
function newObject(place: CompletionPlace, { type, range }: ValueCursor): Completion {
  const title = type.is === 'object' ? type.object.title.replace(/^an? /, '').replaceAll('`', '') : ''
  const newText = valueSnippet(draftOf(type, undefined, draftOptions(place)), entryFormat(place.entry))
  return { label: title, sort: 'snippet', detail: 'new object', docs: undefined, range, newText, isSnippet: true, also: [] }
}

/** A text, quoted as its syntax wants. */
export function plainValue(format: Format, choice: Pick<Completion, 'label' | 'detail' | 'docs' | 'range' | 'sort'>): Completion {
  const newText = format === 'yaml' ? spellYamlString(choice.label) : spellString(choice.label, format === 'json' ? 'json' : 'hcl')
  return { ...choice, newText, isSnippet: false, also: [] }
}

function bare(label: string, detail: string | undefined, range: Range): Completion {
  return { label, sort: 'value', detail, docs: undefined, range, newText: label, isSnippet: false, also: [] }
}
