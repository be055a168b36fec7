// Spells a command in the place of one of a task: within the one string that holds it, or as `command` and `args`.
import type { TextEdit } from '../../edit.ts'
import { containsRange, type Range } from '../../range.ts'
import { spellString } from '../spell.ts'
import { spelledCommands } from './tasks.ts'

export interface SpelledCommand {
  /** As one line of a shell. */
  readonly line: string
  /** Its words without a quote of the shell. */
  readonly words: readonly string[]
}

/** The changes that put a command in the place of the one in the range; none where no task has one there. */
export function replaceTaskCommand(text: string, range: Range, by: SpelledCommand): readonly TextEdit[] {
  const first = { start: range.start, end: range.start + 1 }
  for (const { command, args } of spelledCommands(text)) {
    const elements = args?.elements ?? []
    const at = elements.findIndex((element) => containsRange(element.range, first))
    const [begin, last] = [elements[at], elements.at(-1)]
    const within = containsRange(command.range, first) ? command : begin
    if (!within) continue
    const isWhole = text.charAt(range.start) === '"'
    if (!isWhole && containsRange(within.range, range)) return [{ range, newText: spellString(by.line, 'json').slice(1, -1) }]
    const spelled = by.words.map((word) => spellString(word, 'json'))
    if (begin && last) return [{ range: { start: begin.range.start, end: last.range.end }, newText: spelled.join(', ') }]
    if (!args) return []
    return [
      { range: { start: range.start, end: command.range.end - 1 }, newText: spelled[0]?.slice(1, -1) ?? '' },
      { range: args.range, newText: `[${spelled.slice(1).join(', ')}]` },
    ]
  }
  return []
}
