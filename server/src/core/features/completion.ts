// What can be typed at a place: the kinds, the keys that an object does not have yet, the values and names that a field takes.
import type { Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import { cursorAt } from '../model/cursor.ts'
import { type Entry, readEntry } from '../model/entry.ts'
import type { Judgement, Scope } from '../model/project.ts'
import type { Range } from '../range.ts'
import { kinds } from '../schema/index.ts'
import { resourceTypes } from '../schema/resources.ts'
import { isOfEdition, isWithin } from '../schema/target.ts'
import type { Kind } from '../schema/types.ts'
import { blankAt, entryCompletions } from './completionEntries.ts'
import { keyCompletions } from './completionKeys.ts'
import { plainValue, valueCompletions } from './completionValues.ts'

/** One choice; the best ones come first. */
export interface Completion {
  readonly label: string
  readonly sort: 'key' | 'value' | 'name' | 'snippet'
  readonly detail: string | undefined
  /** Markdown. */
  readonly docs: string | undefined
  /** What it takes the place of. */
  readonly range: Range
  /** With `$1`, `${1:a}` and `${1|a,b|}` where something is to be filled in, when `isSnippet`. */
  readonly newText: string
  readonly isSnippet: boolean
  /** What else changes: a comma that was not needed before. */
  readonly also: readonly TextEdit[]
}

/** The choices at an offset of a file with entries; empty where nothing fits. */
export function completionsAt(entries: readonly Entry[], scope: Scope, judgement: Judgement, offset: number): readonly Completion[] {
  const entry = entries.findLast(({ root }) => root.range.start <= offset) ?? entries[0]
  if (!entry || isInComment(entry.document, offset)) return []
  const blank = blankAt(entry.document, offset)
  if (blank) return entryCompletions(entry.document.format, judgement, blank)
  const ofKind = kindCompletions(entry, judgement, offset)
  if (ofKind) return ofKind
  const cursor = cursorAt(entry, judgement.target, offset)
  if (!cursor) return []
  const place = { entry, scope, judgement }
  return cursor.at === 'key' ? keyCompletions(place, cursor) : valueCompletions(place, cursor)
}

/** The choices in a text that is no entry yet: whole entries where it is blank, and kinds where one is being typed. */
export function beginningsAt(document: Document, judgement: Judgement, offset: number): readonly Completion[] {
  if (isInComment(document, offset)) return []
  const blank = blankAt(document, offset)
  if (blank) return entryCompletions(document.format, judgement, blank)
  const [root] = document.roots
  if (!root || document.format === 'yaml') return []
  return kindCompletions(readEntry(document, root, judgement), judgement, offset) ?? []
}

function isInComment({ text, comments }: Document, offset: number): boolean {
  return comments.some(({ range }) => range.start < offset && offset <= endOfComment(text, range))
}

/** A comment of one line lasts to its end, blanks included. */
function endOfComment(text: string, { start, end }: Range): number {
  if (text.startsWith('/*', start)) return end
  const lineEnd = text.indexOf('\n', end)
  return lineEnd === -1 ? text.length : lineEnd
}

/** The kind decides which table holds, so it is asked before there is one. */
function kindCompletions(
  { document, kindMember, root }: Entry,
  { target, edition }: Judgement,
  offset: number,
): readonly Completion[] | undefined {
  const member = document.format === 'yaml' && root.type === 'object' ? root.members.find(({ key }) => key === 'kind') : kindMember
  if (member?.value.type !== 'string' || offset < member.value.range.start || offset > member.value.range.end) return undefined
  const { range } = member.value
  const isValid = (kind: Kind) => isWithin(target, kind) && isOfEdition(edition, kind)
  const names =
    document.format === 'yaml'
      ? resourceTypes.filter((type) => isWithin(target, type) && isValid(type.kind)).map(({ name, kind }) => ({ name, docs: kind.docs }))
      : kinds.filter((kind) => kind.writer === undefined && isValid(kind)).map(({ kind, docs }) => ({ name: kind, docs }))
  return names.map(({ name, docs }) => plainValue(document.format, { label: name, detail: undefined, docs, range, sort: 'value' }))
}
