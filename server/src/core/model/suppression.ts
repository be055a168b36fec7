// The comments by which a file says that a finding is known and not to be told.
import { type Comment, type Document, holdsCommands } from '../document.ts'
import type { Range } from '../range.ts'
import type { Value } from '../value.ts'
import { maySpeakToUs } from './pragma.ts'

/** One code that a comment names. The comment's other codes are suppressions of their own. */
export interface Suppression {
  readonly document: Document
  readonly comment: Comment
  /** `unknown`: the comment is meant as a suppression, but Consul peering knows no such form. */
  readonly form: 'line' | 'entry' | 'file' | 'unknown'
  /** Empty where the comment names none. */
  readonly code: string
  readonly codeRange: Range
  /** The findings that begin here are meant. */
  readonly reach: Range
}

const keyword = 'consul-peering-ignore'

/** The suppressions of a document, in the order of its text; JSON has no comments, so none there. */
export function suppressionsOf(document: Document, entries: readonly Range[]): readonly Suppression[] {
  if (document.format === 'json' || !maySpeakToUs(document)) return []
  return document.comments.flatMap((comment) => (comment.text.startsWith(keyword) ? read(document, comment, entries) : []))
}

function read(document: Document, comment: Comment, entries: readonly Range[]): readonly Suppression[] {
  const [, suffix = '', list = ''] = /^consul-peering-ignore(-[\w-]*)?([^:]*)/.exec(comment.text) ?? []
  const form = formOf(suffix)
  const reach = reachOf(document, comment, form, entries)
  const start = document.text.indexOf(keyword, comment.range.start)
  const codes = [...list.matchAll(/[^\s,]+/g)].map(({ 0: code, index }): Pick<Suppression, 'code' | 'codeRange'> => {
    const at = start + keyword.length + suffix.length + index
    return { code, codeRange: { start: at, end: at + code.length } }
  })
  const named = codes.length > 0 && form !== 'unknown' ? codes : [{ code: '', codeRange: comment.range }]
  return named.map((one) => ({ document, comment, form, ...one, reach }))
}

function formOf(suffix: string): Suppression['form'] {
  switch (suffix) {
    case '':
      return 'line'
    case '-entry':
      return 'entry'
    case '-file':
      return 'file'
    default:
      return 'unknown'
  }
}

function reachOf(document: Document, { range }: Comment, form: Suppression['form'], entries: readonly Range[]): Range {
  switch (form) {
    case 'line':
      return lineMeant(document, range)
    case 'entry':
      return entries.find(({ end }) => range.start < end) ?? entries.at(-1) ?? { start: 0, end: 0 }
    case 'file':
      return { start: 0, end: document.text.length + 1 }
    case 'unknown':
      return { start: 0, end: 0 }
  }
}

/** The comment's own line where something stands before it, else the next one that says something; a command with all its lines. */
function lineMeant({ text, comments, format, roots }: Document, { start, end }: Range): Range {
  const own = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(own, start).trim() !== '') return { start: own, end: lineEnd(text, start) }
  const next = holdsCommands(format) ? skipSilentLines(text, end) : skipSilence(text, comments, end)
  const line = { start: text.lastIndexOf('\n', next - 1) + 1, end: lineEnd(text, next) }
  if (!holdsCommands(format)) return line
  const begun = roots.filter(({ range }) => line.start <= range.start && range.start < line.end)
  return { start: line.start, end: Math.max(line.end, ...begun.map((root) => lineEnd(text, endOf(root)))) }
}

/** Where a command ends, with what is put into it. */
function endOf(command: Value): number {
  const members = command.type === 'object' ? command.members : []
  return Math.max(command.range.end, ...members.map(({ range }) => range.end))
}

/** The rest of a line beside commands: blank, a comment, or the beginning of a fence in Markdown. */
const silentLine = /[ \t\r]*(?:(?:#|\/\/|`{3}|~{3})[^\n]*|<!--[^\n]*-->[ \t\r]*)?\n/y

/** The beginning of the first line that is more than that. */
function skipSilentLines(text: string, from: number): number {
  silentLine.lastIndex = from
  let at = from
  while (silentLine.test(text)) at = silentLine.lastIndex
  return at
}

/** The offset of the first thing that is neither blank nor comment; the end of the text if there is none. */
function skipSilence(text: string, comments: readonly Comment[], from: number): number {
  let at = from
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++
    const comment = comments.find(({ range }) => range.start === at)
    if (!comment) return at
    at = comment.range.end
  }
}

function lineEnd(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed < 0 ? text.length + 1 : lineFeed
}
