// Spells edits of commands: a word, a key of a request's body, or a whole command with a here-document.
import type { Document } from '../../document.ts'
import type { Edit, PlainValue, TextEdit } from '../../edit.ts'
import type { Range } from '../../range.ts'
import { indentationAt, lineBreakOf, lineEndOf } from '../layout.ts'
import { isPlainObject, spellString } from '../spell.ts'
import { writeEntry } from '../write.ts'
import { replaceTaskCommand } from './writeTask.ts'

/** The changes of text that an edit of a command means; empty for one that commands cannot say. */
export function writeCommandEdit(document: Document, edit: Edit): readonly TextEdit[] {
  switch (edit.type) {
    case 'replaceValue':
      if (edit.value.type === 'object') return replaceCommand(document, edit.value.range, edit.by)
      return typeof edit.by === 'string' ? [{ range: edit.value.range, newText: spellAs(document, edit.value.range, edit.by) }] : []
    case 'renameMember':
      return [{ range: edit.member.keyRange, newText: renamed(document, edit.member.keyRange, edit.key) }]
    default:
      return []
  }
}

/** In JSON as JSON, with the quotes that stand there; else as a word of the shell. */
function spellAs(document: Document, range: Range, value: string): string {
  const raw = document.text.slice(range.start, range.end)
  if (raw.startsWith('\\"')) return spellString(value, 'json').replaceAll('"', '\\"')
  if (raw.startsWith('"') && raw.length > 1) return spellString(value, 'json')
  return raw.startsWith("'") ? `'${value}'` : word(value)
}

/** A key of a body, or the name of a flag behind its dashes. */
function renamed(document: Document, range: Range, key: string): string {
  const dashes = /^--?/.exec(document.text.slice(range.start, range.end))?.[0]
  return dashes === undefined ? spellAs(document, range, key) : dashes + key
}

/** A word with the quotes that it needs; variables of the shell stay what they are. */
function word(value: string): string {
  if (/^[\w@%+=:,./-]+$/.test(value)) return value
  return /^[^"`\\]*\$[^"`\\]*$/.test(value) ? `"${value}"` : `'${value.replaceAll("'", "'\\''")}'`
}

/** The command that a plain value of the same form says: `tool`, `subcommand`, `flags`, `arguments`, and an entry as `input`. */
function replaceCommand(document: Document, range: Range, by: PlainValue): readonly TextEdit[] {
  if (!isPlainObject(by)) return []
  const line = wordsOf(by, word).join(' ')
  const { input } = by
  if (document.format === 'tasks') {
    return input === undefined ? replaceTaskCommand(document.text, range, { line, words: wordsOf(by, (value) => value) }) : []
  }
  if (input === undefined) return [{ range, newText: line }]
  if (!isPlainObject(input)) return []
  const end = lineEndOf(document.text, range.end)
  const lineBreak = lineBreakOf(document.text)
  const indentation = document.format === 'markdown' ? indentationAt(document.text, range.start) : ''
  const lines = [...writeEntry(input, 'hcl').trimEnd().split('\n'), 'EOF'].map((line) => lineBreak + indentation + line)
  return [
    { range, newText: `${line} <<'EOF'` },
    { range: { start: end, end }, newText: lines.join('') },
  ]
}

interface PlainObject {
  readonly [key: string]: PlainValue
}

type Quote = (value: string) => string

function wordsOf({ tool, subcommand, flags, arguments: positional }: PlainObject, quote: Quote): readonly string[] {
  return [...textsOf(tool), ...textsOf(subcommand), ...flagsOf(flags, quote), ...textsOf(positional).map(quote)]
}

function textsOf(value: PlainValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function flagsOf(value: PlainValue | undefined, quote: Quote): readonly string[] {
  if (value === undefined || !isPlainObject(value)) return []
  return Object.entries(value).map(([name, held]) => (held === true ? `-${name}` : `-${name}=${quote(String(held))}`))
}
