// Reads one line of a batch: which of the three forms it has, and what it asks.
import type { Format } from '../../core/document.ts'
import { formatOfName } from '../../workspace/formats.ts'
import { isRecord } from '../../workspace/looseObject.ts'
import type { Read } from '../terminal.ts'

export interface TextRecord {
  readonly type: 'text'
  /** JSON as it was given, so that a number keeps its spelling. */
  readonly id: string
  readonly format: EntryFormat
  readonly text: string
}

export interface FilesRecord {
  readonly type: 'files'
  readonly id: string
  readonly files: readonly RecordFile[]
}

export interface StepsRecord {
  readonly type: 'steps'
  readonly id: string
  readonly steps: readonly Step[]
}

export type BatchRecord = TextRecord | FilesRecord | StepsRecord

export interface RecordFile {
  readonly name: string
  /** `undefined` for a name that says none: such a file is left alone. */
  readonly format: Format | undefined
  readonly text: string
}

export type Step =
  | { readonly type: 'write'; readonly format: EntryFormat; readonly text: string }
  | { readonly type: 'delete'; readonly kind: string; readonly name: string }

const entryFormats = ['hcl', 'json', 'yaml'] as const
const fileFormats = [...entryFormats, 'shell', 'markdown', 'tasks'] as const

export type EntryFormat = (typeof entryFormats)[number]

type Given = Readonly<Record<string, unknown>>

/** Reads a line; what does not fit is told in a sentence. */
export function readRecord(line: string): Read<BatchRecord> {
  const read = readGiven(line)
  if (!read.ok) return read
  const { id, given } = read.value
  const forms = ['text', 'files', 'steps'].filter((key) => given[key] !== undefined)
  if (forms.length !== 1) return problem('The record must have one of `text`, `files` and `steps`.')
  if (forms[0] === 'files') return readFiles(id, given['files'])
  if (forms[0] === 'steps') return readSteps(id, given['steps'])
  const text = readEntryText(given)
  return text.ok ? { ok: true, value: { type: 'text', id, ...text.value } } : text
}

/** Reads a line that holds one text, with what else it says. */
export function readTextRecord(line: string): Read<TextRecord & { readonly given: Given }> {
  const read = readGiven(line)
  if (!read.ok) return read
  const { id, given } = read.value
  const text = readEntryText(given)
  return text.ok ? { ok: true, value: { type: 'text', id, given, ...text.value } } : text
}

function readGiven(line: string): Read<{ readonly id: string; readonly given: Given }> {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch (error) {
    if (error instanceof Error) return problem('The line is no JSON.')
    throw error
  }
  if (!isRecord(given)) return problem('The line is no JSON object.')
  const id = idOf(given['id'], line)
  return id === undefined ? problem('The record has no `id` that is a text or a number.') : { ok: true, value: { id, given } }
}

function problem(sentence: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: sentence }
}

function idOf(id: unknown, line: string): string | undefined {
  if (typeof id === 'string') return JSON.stringify(id)
  return typeof id === 'number' ? spellingOf(id, line) : undefined
}

/** The number as it stands in the line: `1.0` and numbers of twenty digits come back as they were. */
function spellingOf(id: number, line: string): string {
  let spelling = JSON.stringify(id)
  JSON.parse(line, function look(this: unknown, key: string, value: unknown, context?: { readonly source?: string }) {
    // The outermost `id` is visited after those within.
    if (key === 'id' && typeof value === 'number' && context?.source !== undefined) spelling = context.source
    return value
  })
  return spelling
}

interface EntryText {
  readonly format: EntryFormat
  readonly text: string
}

function readEntryText(given: Given): Read<EntryText> {
  const { format, text } = given
  const known = entryFormats.find((name) => name === format)
  if (known === undefined) return problem(`\`format\` must be one of ${entryFormats.join(', ')}.`)
  if (typeof text !== 'string') return problem('`text` must be a text.')
  return { ok: true, value: { format: known, text } }
}

function readFiles(id: string, given: unknown): Read<FilesRecord> {
  if (!Array.isArray(given)) return problem('`files` must be a list.')
  const files = new Map<string, RecordFile>()
  for (const entry of given) {
    const file = readFile(entry)
    if (!file.ok) return file
    if (files.has(file.value.name)) return problem(`The file \`${file.value.name}\` is there twice.`)
    files.set(file.value.name, file.value)
  }
  return { ok: true, value: { type: 'files', id, files: [...files.values()] } }
}

function readFile(given: unknown): Read<RecordFile> {
  if (!isRecord(given)) return problem('Each of `files` must be an object.')
  const { name, format, text } = given
  if (typeof name !== 'string' || name === '') return problem('Each of `files` needs a `name`.')
  if (typeof text !== 'string') return problem(`The file \`${name}\` needs a \`text\`.`)
  if (format === undefined) return { ok: true, value: { name, format: formatOfName(name), text } }
  const known = fileFormats.find((candidate) => candidate === format)
  if (known === undefined) return problem(`The \`format\` of \`${name}\` must be one of ${fileFormats.join(', ')}.`)
  return { ok: true, value: { name, format: known, text } }
}

function readSteps(id: string, given: unknown): Read<StepsRecord> {
  if (!Array.isArray(given)) return problem('`steps` must be a list.')
  const steps: Step[] = []
  for (const entry of given) {
    const step = readStep(entry)
    if (!step.ok) return step
    steps.push(step.value)
  }
  return { ok: true, value: { type: 'steps', id, steps } }
}

function readStep(given: unknown): Read<Step> {
  if (!isRecord(given)) return problem('Each of `steps` must be an object.')
  const removed = given['delete']
  if (removed === undefined) {
    const text = readEntryText(given)
    return text.ok ? { ok: true, value: { type: 'write', ...text.value } } : text
  }
  const slash = typeof removed === 'string' ? removed.indexOf('/') : -1
  if (typeof removed !== 'string' || slash <= 0 || given['text'] !== undefined) {
    return problem('A step has either `text` and `format`, or `delete` with `kind/name`.')
  }
  return { ok: true, value: { type: 'delete', kind: removed.slice(0, slash), name: removed.slice(slash + 1) } }
}
