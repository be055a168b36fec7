// Finds `consul` and `curl` in a command, behind whatever runs them: assignments, `sudo`, `docker exec`, `sh -c '…'`.
import { deepest, type SimpleCommand, scanCommands } from './scan.ts'
import { nestedWord, plainWord, type Word } from './word.ts'

/** A command of one of the tools that are looked for. */
export interface ToolCommand {
  readonly tool: 'consul' | 'curl'
  readonly toolWord: Word
  /** All words behind it. */
  readonly rest: readonly Word[]
  readonly input: Word | undefined
  readonly standsAlone: boolean
}

/** Words before a command that change nothing of it. */
const prefixes: ReadonlySet<string> = new Set('if then elif else while until do ! { time command exec builtin nohup eval export'.split(' '))

/** Tools that run the rest of their words, or one word of them, as a command. */
const runners: ReadonlySet<string> = new Set(
  (
    'sudo doas su env timeout watch xargs ssh docker docker-compose podman nerdctl kubectl oc k nomad lxc vagrant chroot nice ' +
    'sh bash zsh dash ash ksh eval parallel retry winpty'
  ).split(' '),
)

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'ssh'])

const consulCommands: ReadonlySet<string> = new Set(['intention', 'intentions', 'kv', 'config', 'peering', 'peerings'])

/** The commands of a tool in one simple command: itself, or those of a script that it runs. */
export function toolCommandsOf(command: SimpleCommand, depth = 0): readonly ToolCommand[] {
  const words = command.words.slice(command.words.findIndex((word) => !isPrefix(word)))
  const [head] = words
  if (head === undefined || isPrefix(head)) return []
  const name = baseName(head.value)
  if (name === 'consul' || name === 'curl') return [toolCommand(command, name, words)]
  if (!runners.has(name)) return []
  const at = words.findIndex((word, i) => i > 0 && isTool(word, words[i + 1]))
  const found = words[at]
  if (found) return [toolCommand(command, baseName(found.value) === 'curl' ? 'curl' : 'consul', words.slice(at))]
  return depth >= deepest ? [] : scriptsOf(command, words).flatMap((script) => commandsWithin(script, depth))
}

function toolCommand({ input, source, standsAlone }: SimpleCommand, tool: ToolCommand['tool'], words: readonly Word[]): ToolCommand {
  const [toolWord, ...rest] = words
  const word = toolWord ?? plainWord('', { start: 0, end: 0 })
  return { tool, toolWord: word, rest, input: input ?? (source && outputOf(source)), standsAlone: standsAlone && word === words[0] }
}

/** What `echo` or `printf` writes, and what `cat` passes on. */
function outputOf({ words, input }: SimpleCommand): Word | undefined {
  const [head] = words
  if (head?.value === 'cat') return input
  return head?.value === 'echo' || head?.value === 'printf' ? words.at(-1) : undefined
}

function isPrefix({ value }: Word): boolean {
  return prefixes.has(value) || /^[A-Za-z_]\w*=/.test(value)
}

function isTool(word: Word, next: Word | undefined): boolean {
  const name = baseName(word.value)
  if (name === 'curl') return next !== undefined
  return name === 'consul' && next !== undefined && consulCommands.has(next.value)
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Words that are a script of their own, and the here-document that a shell reads. */
function scriptsOf({ input }: SimpleCommand, words: readonly Word[]): readonly Word[] {
  const scripts = words.slice(1).filter(({ value }) => /\s/.test(value) && /\b(?:consul|curl)\b/.test(value))
  const readsInput = input !== undefined && words.some(({ value }) => shells.has(baseName(value)))
  return readsInput ? [...scripts, input] : scripts
}

function commandsWithin(script: Word, depth: number): readonly ToolCommand[] {
  const place = (word: Word) => nestedWord(script, word)
  return scanCommands(script.value, 0, script.value.length, { depth: 1 })
    .flatMap((command) => toolCommandsOf(command, depth + 1))
    .map(({ tool, toolWord, rest, input }) => ({
      tool,
      toolWord: place(toolWord),
      rest: rest.map(place),
      input: input && place(input),
      standsAlone: false,
    }))
}
