// What is said about the key, the value or the name under the cursor.
import { cursorAt } from '../model/cursor.ts'
import type { Entry } from '../model/entry.ts'
import type { ProjectFile, Scope } from '../model/project.ts'
import type { Range } from '../range.ts'
import { describeTarget } from '../schema/target.ts'
import type { ConstraintId, Field, Kind } from '../schema/types.ts'
import { constraintTitles } from './constraintTitles.ts'
import { detailOf } from './fieldDetail.ts'
import { nameHover } from './nameHover.ts'

/** Markdown, and what it is about. */
export interface HoverText {
  readonly sort: 'key' | 'value'
  /** The service of this cluster that the hover is about. */
  readonly service?: string
  readonly range: Range
  readonly text: string
}

/** The hover at an offset of a file; `undefined` where there is nothing to say. `nowMs`: milliseconds since 1970. */
export function hoverAt({ entries, judgement }: ProjectFile, scope: Scope, offset: number, nowMs: number): HoverText | undefined {
  const entry = entries.find(({ root }) => root.range.start <= offset && offset <= root.range.end)
  if (!entry) return undefined
  const ofKind = kindHover(entry, offset)
  if (ofKind) return ofKind
  const ofName = nameHover(entry, scope, offset, nowMs)
  if (ofName) return ofName
  const cursor = cursorAt(entry, judgement.target, offset)
  if (!cursor || cursor.range.start === cursor.range.end) return undefined
  const { range } = cursor
  if (cursor.at === 'key')
    return cursor.field && { sort: 'key', range, text: fieldText(cursor.field, entry.kind ?? entry.resource?.type?.kind) }
  const { type, value } = cursor
  if (value?.type !== 'string' || type.is !== 'enum') return undefined
  const docs = type.values.find((one) => one.value === value.value)?.docs
  return docs === undefined ? undefined : { sort: 'value', range, text: `\`${value.value}\`: ${docs}` }
}

/** The kind of an entry, or of the resource that it is written as. */
function kindHover({ kind, kindMember, document, resource, root }: Entry, offset: number): HoverText | undefined {
  const member = document.format === 'yaml' && root.type === 'object' ? root.members.find(({ key }) => key === 'kind') : kindMember
  const table = kind ?? resource?.type?.kind
  const range = member?.value.range
  if (!table || !range || offset < range.start || offset > range.end) return undefined
  const { docs, background } = table
  return {
    sort: 'value',
    range,
    text: [`**${table.kind}**`, docs, background, docsLink(table)].filter((part) => part !== undefined).join('\n\n'),
  }
}

function docsLink({ url }: Kind): string {
  return `[Documentation](${url})`
}

function fieldText(field: Field, kind: Kind | undefined): string {
  const { name, docs, since, until, enterprise, constraint } = field
  const notes = [
    since && `Since ${describeTarget(since)}.`,
    until && `Until ${describeTarget(until)}.`,
    enterprise && 'Consul Enterprise only.',
    constraint && constraintNote(constraint),
  ].filter((note) => note !== undefined)
  return [`**${name}**: ${detailOf(field)}`, docs, ...(notes.length > 0 ? [notes.join(' ')] : []), ...(kind ? [docsLink(kind)] : [])].join(
    '\n\n',
  )
}

function constraintNote(id: ConstraintId): string {
  return `Constraint ${id} of the technical preview: ${constraintTitles[id]}`
}
