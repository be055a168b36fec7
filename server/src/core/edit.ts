// Changes to a file as rules name them, without a word about its syntax; `syntax/write.ts` spells them.
import type { Comment } from './document.ts'
import type { Range } from './range.ts'
import type { ListValue, Member, ObjectValue, Value } from './value.ts'

/** A value to be written: what JSON can say. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue }

export type Edit =
  /** Adds `key` to an object: after the member `after`, else as the last one. */
  | { readonly type: 'insertMember'; readonly into: ObjectValue; readonly key: string; readonly value: PlainValue; readonly after?: Member }
  | { readonly type: 'replaceValue'; readonly value: Value; readonly by: PlainValue }
  | { readonly type: 'renameMember'; readonly member: Member; readonly key: string }
  /** Takes a member out of its object, together with its separator and, where it stands alone on them, its lines. */
  | { readonly type: 'removeMember'; readonly member: Member }
  /** Adds elements at the end of a list. A single object stands for a list of one, as Consul reads it. */
  | { readonly type: 'insertElements'; readonly into: ListValue | ObjectValue; readonly values: readonly PlainValue[] }
  /** Takes an element out of its list, or the member that stands for one, as `removeMember` does. */
  | { readonly type: 'removeElement'; readonly element: Value }
  /** Empties the file, or takes its document out where it holds several. */
  | { readonly type: 'removeRoot'; readonly root: Value }
  /** Takes a comment out, with its line where nothing else stands on it. */
  | { readonly type: 'removeComment'; readonly comment: Comment }
  /** Changes what a comment says; its signs stay. */
  | { readonly type: 'replaceComment'; readonly comment: Comment; readonly text: string }
  /** Adds a comment on a line of its own above the line on which `above` begins. */
  | { readonly type: 'insertComment'; readonly above: Range; readonly text: string }

/** A stretch of text and what takes its place. */
export interface TextEdit {
  readonly range: Range
  readonly newText: string
}
