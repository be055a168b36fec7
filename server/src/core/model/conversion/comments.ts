// Carries the comments of an entry into its text in another syntax, each to what it stood at.
import type { Decoded, DecodedObject } from '../../decode/decoded.ts'
import type { Comment } from '../../document.ts'
import type { Range } from '../../range.ts'
import { applyEdits } from '../../syntax/applyEdits.ts'
import { writeEdit } from '../../syntax/write.ts'
import type { Entry } from '../entry.ts'

export interface Carried {
  readonly text: string
  /** `comments` where the syntax has none. */
  readonly lostComments: readonly string[]
}

/** `readAgain`: the entry in the new text. A comment stands above what it stood above or beside; one at nothing stands at the top. */
export function carryComments(entry: Entry, text: string, readAgain: (text: string) => Entry | undefined): Carried {
  const comments = commentsOf(entry).filter((comment) => comment.text !== '')
  if (comments.length === 0) return { text, lostComments: [] }
  const made = readAgain(text)
  if (!made || made.document.format === 'json') return { text, lostComments: ['comments'] }
  const before = placesOf(entry)
  const after = new Map(placesOf(made).map(({ path, range }) => [path, range]))
  const top: Range = { start: 0, end: 0 }
  const edits = comments.flatMap((comment) => {
    const place = placeFor(comment, before, entry.document.text)
    const above = (place && after.get(place.path)) ?? top
    return comment.text.split(/\r?\n/).flatMap((line) => writeEdit(made.document, { type: 'insertComment', above, text: line.trim() }))
  })
  return { text: applyEdits(text, edits), lostComments: [] }
}

/** Those within an entry, those above it, and those below it where no other one follows. */
function commentsOf({ document, root }: Entry): readonly Comment[] {
  const { comments, roots, text } = document
  const before = roots.findLast(({ range }) => range.end <= root.range.start)
  const next = roots.find((other) => other !== root && other.range.start >= root.range.end)
  const start = before ? borderOf(text, before.range.end, root.range.start) : 0
  const end = next ? borderOf(text, root.range.end, next.range.start) : text.length
  return comments.filter(({ range }) => range.start >= start && range.end <= end)
}

/** Where the one of two documents ends, of which the first one's content ends and the other's begins at these offsets. */
function borderOf(text: string, end: number, start: number): number {
  const marker = /^---/m.exec(text.slice(end, start))
  return marker ? end + marker.index : end
}

interface Place {
  /** `Sources[0].Peer` */
  readonly path: string
  readonly range: Range
}

/** What a comment is about: what begins before it on its line, else what comes next. */
function placeFor({ range }: Comment, places: readonly Place[], text: string): Place | undefined {
  const beside = places.find((place) => place.range.start < range.start && !text.slice(place.range.start, range.start).includes('\n'))
  return beside ?? places.find((place) => place.range.start >= range.end)
}

/** All that an entry sets, in the order of its text, the outer before the inner. */
function placesOf({ decoded }: Pick<Entry, 'decoded'>): readonly Place[] {
  const found: Place[] = []
  if (decoded) addObject(decoded.root, '', found)
  return found.sort((a, b) => a.range.start - b.range.start || a.path.length - b.path.length)
}

function addObject({ fields }: DecodedObject, path: string, found: Place[]): void {
  for (const [name, { member, value }] of fields) {
    const own = path === '' ? name : `${path}.${name}`
    found.push({ path: own, range: member.range })
    addValue(value, own, found)
  }
}

function addValue(value: Decoded, path: string, found: Place[]): void {
  if (value.type === 'object') addObject(value, path, found)
  if (value.type === 'list') {
    for (const [i, element] of value.elements.entries()) {
      found.push({ path: `${path}[${i}]`, range: element.source.range })
      addValue(element, `${path}[${i}]`, found)
    }
  }
  if (value.type === 'map') {
    for (const [key, { member, value: inner }] of value.entries) {
      found.push({ path: `${path}[${key}]`, range: member.range })
      addValue(inner, `${path}[${key}]`, found)
    }
  }
}
