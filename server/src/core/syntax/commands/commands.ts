// Reads the commands that talk to Consul out of scripts, Markdown and tasks, each as one object that rules can look at.
import type { CommandFormat, Comment, ParsedText } from '../../document.ts'
import type { Range } from '../../range.ts'
import type { ObjectValue } from '../../value.ts'
import { lowerConsul } from './consulCommand.ts'
import { lowerCurl } from './curlCommand.ts'
import { codeWithoutPrompts, fencesOf, holdsShell } from './fences.ts'
import { type SimpleCommand, scanCommands } from './scan.ts'
import { taskCommands } from './tasks.ts'
import { templateCalls } from './template.ts'
import { toolCommandsOf } from './tools.ts'
import { nestedWord, plainWord } from './word.ts'

/**
 * The commands of a text. Members of each: `tool` (`consul`, `curl` or `consul-template`) and, by tool, `subcommand`, `flags`,
 * `arguments`, `input`; `method`, `url`, `path`, `query`, `headers`, `body` or `file`; `function`, `key`, `datacenter`.
 */
export function parseCommands(text: string, format: CommandFormat): ParsedText {
  const roots = commandsOf(text, format)
  return { roots: [...roots].sort((a, b) => a.range.start - b.range.start), problems: [], comments: remarksOf(text) }
}

/** Comments that speak to us, in the signs of all three formats; no others are of use. */
const remark = /(?:(?<=^|\s)(?:#|\/\/)[ \t]*(consul-peering[^\n]*)|<!--[ \t]*(consul-peering[^\n]*?)[ \t]*-->)/gm

function remarksOf(text: string): readonly Comment[] {
  if (!text.includes('consul-peering')) return []
  return [...text.matchAll(remark)].map((match) => {
    const [whole, line, block] = match
    return { range: { start: match.index, end: match.index + whole.length }, text: (line ?? block ?? '').trim() }
  })
}

function commandsOf(text: string, format: CommandFormat): readonly ObjectValue[] {
  switch (format) {
    case 'shell':
      return [...lowerAll(scanCommands(text, 0, text.length)), ...templateCalls(text, 0, text.length)]
    case 'tasks':
      return lowerAll(taskCommands(text))
    case 'markdown':
      return fencesOf(text).flatMap((fence) => [
        ...(holdsShell(fence) ? commandsOfCode(codeWithoutPrompts(text, fence), fence) : []),
        ...templateCalls(text, fence.start, fence.end),
      ])
  }
}

/** The commands of a fence, in the places of the whole text. */
function commandsOfCode(code: string, range: Range): readonly ObjectValue[] {
  if (!/consul|\/v1\//.test(code)) return []
  const whole = { ...plainWord(code, { start: 0, end: code.length }), range, pieces: [{ at: 0, length: code.length, range }] }
  const place = (command: SimpleCommand): SimpleCommand => ({
    ...command,
    words: command.words.map((word) => nestedWord(whole, word)),
    input: command.input && nestedWord(whole, command.input),
    source: command.source && place(command.source),
  })
  return lowerAll(scanCommands(code, 0, code.length).map(place))
}

function lowerAll(commands: readonly SimpleCommand[]): readonly ObjectValue[] {
  return commands
    .flatMap((command) => toolCommandsOf(command))
    .flatMap((command) => (command.tool === 'consul' ? lowerConsul(command) : lowerCurl(command)) ?? [])
}
