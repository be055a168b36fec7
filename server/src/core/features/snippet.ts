// Spells a draft as a snippet of LSP: text in the syntax of the file, with numbered places to fill in.
import { spellString } from '../syntax/spell.ts'
import { spellYamlString } from '../syntax/yamlSpell.ts'
import type { Draft, DraftMember, Place } from './draft.ts'

/** The syntaxes that entries are written in. */
export type EntryFormat = 'hcl' | 'json' | 'yaml'

interface Spelling {
  readonly format: EntryFormat
  readonly indentation: string
  /** The next number of a place. */
  readonly places: { next: number }
}

const unit = '  '

/** `key = value` with what comes after the key on the lines below, indented from the first one. */
export function memberSnippet(member: DraftMember, format: EntryFormat): string {
  return memberText(member, { format, indentation: '', places: { next: 1 } })
}

/** A value by itself. */
export function valueSnippet(value: Draft, format: EntryFormat): string {
  const spelling = { format, indentation: '', places: { next: 1 } }
  return format === 'yaml' && value.is === 'object' ? membersText(value.members, spelling) : valueText(value, spelling)
}

/** Members without anything around them: an entry of HCL or YAML. */
export function membersSnippet(members: readonly DraftMember[], format: EntryFormat): string {
  return membersText(members, { format, indentation: '', places: { next: 1 } })
}

/** The text of a snippet for a client that knows none: what is known stands there, the rest is left empty. */
export function withoutPlaces(snippet: string): string {
  const plain = snippet.replaceAll(/\$\{\d+\|[^}]*\|\}|\$\d+/g, '').replaceAll(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
  return plain.replaceAll(/\\([\\$}])/g, '$1')
}

function memberText({ key, value }: DraftMember, spelling: Spelling, width = 0): string {
  const { format } = spelling
  const text = valueText(value, spelling)
  if (format === 'yaml') return /^\n/.test(text) ? `${key}:${text}` : `${key}: ${text}`
  if (format === 'json') return `${spellString(key, 'json')}: ${text}`
  return `${key.padEnd(width)} = ${text}`
}

function membersText(members: readonly DraftMember[], spelling: Spelling): string {
  const { format, indentation } = spelling
  if (members.length === 0) return nextPlace(spelling)
  const lines = members.map((member, i) => memberText(member, spelling, format === 'hcl' ? widthAt(members, i) : 0))
  return lines.join(`${format === 'json' ? ',' : ''}\n${indentation}`)
}

/** The signs of members that fit on one line stand below each other, as HashiCorp's formatter puts them. */
function widthAt(members: readonly DraftMember[], i: number): number {
  const isShort = (member: DraftMember | undefined) => member !== undefined && !/\n/.test(valueText(member.value, trial))
  if (!isShort(members[i])) return 0
  let first = i
  let last = i
  while (isShort(members[first - 1])) first--
  while (isShort(members[last + 1])) last++
  return Math.max(...members.slice(first, last + 1).map(({ key }) => key.length))
}

/** Numbers of places do not matter where only the lines are counted. */
const trial: Spelling = { format: 'hcl', indentation: '', places: { next: 1 } }

function valueText(value: Draft, spelling: Spelling): string {
  const { format } = spelling
  if (value.is === 'place') return placeText(value.place, spelling)
  const inner = { ...spelling, indentation: spelling.indentation + unit }
  const open = `\n${inner.indentation}`
  const close = `\n${spelling.indentation}`
  if (value.is === 'object') {
    const text = membersText(value.members, inner)
    return format === 'yaml' ? open + text : `{${open}${text}${close}}`
  }
  if (format === 'yaml') return `${open}- ${elementText(value.element, inner)}`
  if (value.element.is === 'place') return `[${valueText(value.element, spelling)}]`
  return `[${open}${valueText(value.element, inner)}${close}]`
}

/** The first member of an element stands behind the dash. */
function elementText(element: Draft, spelling: Spelling): string {
  if (element.is !== 'object') return valueText(element, spelling)
  return membersText(element.members, { ...spelling, indentation: spelling.indentation + unit })
}

function placeText({ isText, choices, usual, isFixed }: Place, spelling: Spelling): string {
  const quoted = (text: string) => (isText && spelling.format !== 'yaml' ? `"${text}"` : text)
  if (isFixed) return escaped(spelt(usual ?? '', spelling.format))
  if (choices.length > 0) return quoted(`\${${spelling.places.next++}|${choices.map(escapedChoice).join(',')}|}`)
  if (usual !== undefined) return quoted(`\${${spelling.places.next++}:${escaped(usual)}}`)
  return quoted(nextPlace(spelling))
}

function spelt(text: string, format: EntryFormat): string {
  return format === 'yaml' ? spellYamlString(text) : spellString(text, format)
}

function nextPlace({ places }: Spelling): string {
  return `$${places.next++}`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`)
}

function escapedChoice(text: string): string {
  return text.replaceAll(/[\\,|]/g, String.raw`\$&`)
}
