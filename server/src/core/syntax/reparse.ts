// Reads a text again after a change: only the string or the object around the change is read, the rest of the tree is taken over.
import type { Comment, Document, Format, ParsedText, ParsedValue } from '../document.ts'
import type { Range } from '../range.ts'
import type { ListValue, Member, ObjectValue, StringValue, Value } from '../value.ts'
import { parseHclValue } from './hcl/parser.ts'
import { parseJsonValue } from './json.ts'

/** The one stretch in which two texts differ. */
interface Change {
  readonly text: string
  /** In the text before. */
  readonly range: Range
  /** How much longer the text has become. */
  readonly by: number
  readonly read: ReadValue
}

type ReadValue = (text: string, start: number, depth: number) => ParsedValue | undefined

/** An object that was read again. */
interface Renewed<V extends Value> {
  /** The value around it, or itself. */
  readonly value: V
  /** Where it stood before. */
  readonly place: Range
  readonly comments: ParsedValue['comments']
}

/**
 * The same as reading `text` from its beginning, by what was read `before` it changed. Values and members that the change does
 * not touch are the same objects as before, moved to where they stand now: the tree of before must not be used any more.
 * Undefined where only the whole text tells: something is or was wrong, or the change lies in no object but the file itself.
 */
export function reparse(before: Document, text: string): ParsedText | undefined {
  const { roots, problems, comments } = before
  if (text === before.text) return { roots, problems, comments }
  const read = readerOf(before.format)
  const [root] = roots
  if (!read || roots.length !== 1 || problems.length > 0 || root?.type !== 'object') return undefined
  const change = { text, range: differenceOf(before.text, text), by: text.length - before.text.length, read }
  const renewed = renewedObject(root, change, 0)
  if (!renewed) return undefined
  return { roots: [renewed.value], problems, comments: renewedComments(comments, renewed, change.by) }
}

/** The comments before the value, those in it as they are now, and those after it, moved. */
function renewedComments(comments: readonly Comment[], { place, comments: inside }: Renewed<Value>, by: number): readonly Comment[] {
  const first = firstEndingAfter(comments, place.start)
  const behind = firstEndingAfter(comments, place.end)
  if (by !== 0) for (let i = behind; i < comments.length; i++) moveComment(comments[i], by)
  if (first === behind && inside.length === 0) return comments
  return comments.slice(0, first).concat(inside, comments.slice(behind))
}

/** Of things in the order of the text, the place of the first that ends after an offset; their number where none does. */
function firstEndingAfter(things: readonly { readonly range: Range }[], offset: number): number {
  let low = 0
  let high = things.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((things[middle]?.range.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

function readerOf(format: Format): ReadValue | undefined {
  if (format === 'hcl') return parseHclValue
  return format === 'json' ? parseJsonValue : undefined
}

/** The stretch of `before` that is written anew. */
function differenceOf(before: string, after: string): Range {
  const shorter = Math.min(before.length, after.length)
  const start = lengthOfSame(shorter, (from, to) => before.slice(from, to) === after.slice(from, to))
  const same = lengthOfSame(
    shorter - start,
    (from, to) => before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  )
  return { start, end: before.length - same }
}

const largestStep = 4096

/** How far two texts are the same, at most `most`: in pieces, which are compared many times faster than single characters. */
function lengthOfSame(most: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0
  for (let step = largestStep; step >= 1; step >>= 1) {
    while (at + step <= most && isSame(at, at + step)) at += step
  }
  return at
}

/** The value with the innermost string or object around the change read again. `depth`: how many values stand around the value. */
function renewed(value: Value, change: Change, depth: number): Renewed<Value> | undefined {
  if (value.range.start >= change.range.start || change.range.end >= value.range.end) return undefined
  switch (value.type) {
    case 'string':
      return readAgain(value, change, depth)
    case 'list':
      return renewedList(value, change, depth)
    case 'object':
      return renewedObject(value, change, depth) ?? readAgain(value, change, depth)
    default:
      return undefined
  }
}

function renewedList(list: ListValue, change: Change, depth: number): Renewed<Value> | undefined {
  const i = firstEndingAfter(list.elements, change.range.end)
  const old = list.elements[i]
  const inner = old && renewed(old, change, depth + 1)
  if (!inner) return undefined
  for (let k = i + 1; k < list.elements.length; k++) moveValue(list.elements[k], change.by)
  const value = { ...list, range: longer(list.range, change.by), elements: list.elements.with(i, inner.value) }
  return { ...inner, value }
}

function renewedObject(object: ObjectValue, change: Change, depth: number): Renewed<Value> | undefined {
  const i = firstEndingAfter(object.members, change.range.end)
  const old = object.members[i]
  const inner = old && renewed(old.value, change, depth + 1)
  if (!inner) return undefined
  for (let k = i + 1; k < object.members.length; k++) moveMember(object.members[k], change.by)
  const member = { ...old, range: longer(old.range, change.by), value: inner.value }
  const value = { ...object, range: longer(object.range, change.by), members: object.members.with(i, member) }
  return { ...inner, value }
}

const [openBrace, quote] = [123, 34]

/** A label has no brace of its own, and what ends elsewhere than before has swallowed or lost something around it. */
function readAgain({ type, range }: ObjectValue | StringValue, { text, by, read }: Change, depth: number): Renewed<Value> | undefined {
  if (text.charCodeAt(range.start) !== (type === 'object' ? openBrace : quote)) return undefined
  const parsed = read(text, range.start, depth)
  return parsed?.value.type === type && parsed.value.range.end === range.end + by ? { ...parsed, place: range } : undefined
}

function longer({ start, end }: Range, by: number): Range {
  return { start, end: end + by }
}

function moveMember(member: Member | undefined, by: number): void {
  if (!member || by === 0) return
  move(member.keyRange, by)
  move(member.range, by)
  moveValue(member.value, by)
}

function moveValue(value: Value | undefined, by: number): void {
  if (!value || by === 0) return
  move(value.range, by)
  if (value.type === 'list') for (const element of value.elements) moveValue(element, by)
  if (value.type === 'object') for (const member of value.members) moveMember(member, by)
}

function moveComment(comment: Comment | undefined, by: number): void {
  if (comment) move(comment.range, by)
}

/** In its place, since a copy of all that follows would cost more than to read it. */
function move(range: { start: number; end: number }, by: number): void {
  range.start += by
  range.end += by
}
