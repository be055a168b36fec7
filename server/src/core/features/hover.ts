// What is said about the key or the value under the cursor.
import { cursorAt } from '../model/cursor.ts'
import type { Entry } from '../model/entry.ts'
import { knownNames } from '../model/knownNames.ts'
import type { Judgement, Scope } from '../model/project.ts'
import type { Range } from '../range.ts'
import { describeTarget } from '../schema/target.ts'
import type { Field } from '../schema/types.ts'
import { detailOf } from './completion.ts'

/** Markdown, and what it is about. */
export interface HoverText {
  readonly range: Range
  readonly text: string
}

/** The hover at an offset; `undefined` where there is nothing to say. */
export function hoverAt(entries: readonly Entry[], scope: Scope, judgement: Judgement, offset: number): HoverText | undefined {
  const entry = entries.find(({ root }) => root.range.start <= offset && offset <= root.range.end)
  if (!entry) return undefined
  const ofKind = kindHover(entry, offset)
  if (ofKind) return ofKind
  const cursor = cursorAt(entry, judgement.target, offset)
  if (!cursor || cursor.range.start === cursor.range.end) return undefined
  const { range } = cursor
  if (cursor.at === 'key') return cursor.field && { range, text: fieldText(cursor.field) }
  const { type, value } = cursor
  if (value?.type !== 'string') return undefined
  if (type.is === 'enum') {
    const docs = type.values.find((one) => one.value === value.value)?.docs
    return docs === undefined ? undefined : { range, text: `\`${value.value}\`: ${docs}` }
  }
  if (type.is !== 'name') return undefined
  const known = knownNames(scope, type.of).find(({ name }) => name === value.value)
  return known && { range, text: `${subjects[type.of]} \`${value.value}\`: ${known.from}.` }
}

const subjects = {
  service: 'Service',
  peer: 'Peer',
  partition: 'Admin partition',
  namespace: 'Namespace',
  samenessGroup: 'Sameness group',
} as const

function kindHover({ kind, kindMember, document }: Entry, offset: number): HoverText | undefined {
  const range = kindMember?.value.range
  if (!kind || !range || document.format === 'yaml' || offset < range.start || offset > range.end) return undefined
  return { range, text: `**${kind.kind}**\n\n${kind.docs}\n\n[Documentation](${kind.url})` }
}

function fieldText(field: Field): string {
  const { name, docs, since, until, enterprise, constraint } = field
  const notes = [
    since && `Since ${describeTarget(since)}.`,
    until && `Until ${describeTarget(until)}.`,
    enterprise && 'Consul Enterprise only.',
    constraint && `The technical preview restricts it: ${constraint}.`,
  ].filter((note) => note !== undefined)
  return [`**${name}** — ${detailOf(field)}`, docs, ...(notes.length > 0 ? [notes.join(' ')] : [])].join('\n\n')
}
