// Finds the commands of the tasks of VS Code (`tasks.json`): one command line, or a command with its arguments.
import type { ListValue, StringValue, Value } from '../../value.ts'
import { parseJson } from '../json.ts'
import { type SimpleCommand, scanCommands } from './scan.ts'
import { nestedWord, type Piece, type Word } from './word.ts'

const systems = ['windows', 'linux', 'osx'] as const

/** A command of a task: one line, or its first words and the others. */
export interface TaskCommand {
  readonly command: StringValue
  readonly args: ListValue | undefined
}

/** The commands of all tasks as they are spelled, in the order of the text. */
export function spelledCommands(text: string): readonly TaskCommand[] {
  const [root] = parseJson(text).roots
  const all = root ? [root, ...elementsOf(valueAt(root, 'tasks'))] : []
  return all
    .flatMap((task) => [task, ...systems.flatMap((system) => valueAt(task, system) ?? [])])
    .flatMap((task) => {
      const [command, args] = [stringOf(valueAt(task, 'command')), valueAt(task, 'args')]
      return command ? [{ command, args: args?.type === 'list' ? args : undefined }] : []
    })
}

/** The commands of all tasks as the shell reads them, in the order of the text. */
export function taskCommands(text: string): readonly SimpleCommand[] {
  return spelledCommands(text).flatMap((spelled) => commandsOf(text, spelled))
}

function commandsOf(text: string, { command, args }: TaskCommand): readonly SimpleCommand[] {
  const line = wordOf(text, command)
  const found = scanCommands(line.value, 0, line.value.length, { depth: 1 }).map((one) => placed(one, line))
  const extra = elementsOf(args).flatMap((argument) => {
    const value = stringOf(argument)
    return value ? [wordOf(text, value)] : []
  })
  const last = found.at(-1)
  if (!last || extra.length === 0) return found
  return [...found.slice(0, -1), { ...last, words: [...last.words, ...extra] }]
}

function placed({ words, input, source }: SimpleCommand, line: Word): SimpleCommand {
  return {
    words: words.map((word) => nestedWord(line, word)),
    input: input && nestedWord(line, input),
    source: source && placed(source, line),
    standsAlone: false,
  }
}

/** A string of JSON as a word: what an escape stands for has the escape's place. */
function wordOf(text: string, { range, value }: StringValue): Word {
  const start = range.start + 1
  if (text.slice(start, start + value.length) === value) {
    return { value, range, pieces: [{ at: 0, length: value.length, range: { start, end: start + value.length } }] }
  }
  const pieces: Piece[] = []
  let offset = start
  for (let at = 0; at < value.length && offset < range.end - 1; ) {
    const isEscape = text.charAt(offset) === '\\'
    const next = isEscape ? offset + (text.charAt(offset + 1) === 'u' ? 6 : 2) : runEnd(text, offset, range.end - 1)
    const length = isEscape ? 1 : next - offset
    pieces.push({ at, length, range: { start: offset, end: next } })
    at += length
    offset = next
  }
  return { value, range, pieces }
}

function runEnd(text: string, offset: number, end: number): number {
  const backslash = text.indexOf('\\', offset)
  return backslash < 0 || backslash > end ? end : backslash
}

function valueAt(value: Value, key: string): Value | undefined {
  return value.type === 'object' ? value.members.findLast((member) => member.key === key)?.value : undefined
}

function elementsOf(value: Value | undefined): readonly Value[] {
  return value?.type === 'list' ? value.elements : []
}

/** A text, or the `value` of an argument that says how it is quoted. */
function stringOf(value: Value | undefined): StringValue | undefined {
  if (value?.type === 'string') return value
  const inner = value && valueAt(value, 'value')
  return inner?.type === 'string' ? inner : undefined
}
