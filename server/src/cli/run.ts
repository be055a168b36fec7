// Finds the command that the arguments name and runs it.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { nearest } from '../core/model/nearest.ts'
import { commonOptions, readArguments } from './arguments.ts'
import { type CommandEntry, commands } from './command.ts'
import { commandHelp, programHelp, programName } from './help.ts'
import { misuse } from './misuse.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** Runs a command line; `args` are what stands behind the program's name. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = args
  if (first === undefined) {
    terminal.say(programHelp().trimEnd())
    return 2
  }
  // People ask so, too.
  if (first === 'help') return await run([...rest, '--help'], terminal)
  const entry = commands.find(({ name }) => name === first)
  if (entry) return await runCommand(entry, rest, terminal)
  if (isAsked(args, 'help')) return await answer(terminal, programHelp())
  if (isAsked(args, 'version')) return await answer(terminal, versionLine(terminal))
  if (first.startsWith('-')) return misuse(terminal, `there is no option \`${first}\` here.`)
  const meant = nearest(
    first,
    commands.map(({ name }) => name),
  )
  return misuse(terminal, `there is no command \`${first}\`${meant === undefined ? '' : `; \`${meant}\` is near`}.`)
}

async function runCommand({ name, load }: CommandEntry, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (isAsked(args, 'version')) return await answer(terminal, versionLine(terminal))
  const command = await load()
  if (isAsked(args, 'help')) return await answer(terminal, commandHelp(name, command))
  const read = readArguments(args, [...command.options, ...commonOptions])
  return read.ok ? await command.run(read.value, terminal) : misuse(terminal, read.problem, name)
}

/** Help and version are answered whatever else is asked. */
function isAsked(args: readonly string[], name: 'help' | 'version'): boolean {
  const end = args.indexOf('--')
  const options = end < 0 ? args : args.slice(0, end)
  const short = commonOptions.find((option) => option.name === name)?.short
  return options.includes(`--${name}`) || options.includes(`-${short}`)
}

async function answer(terminal: Terminal, text: string): Promise<ExitCode> {
  await terminal.write(text)
  return 0
}

function versionLine({ packageFolder }: Terminal): string {
  return `${programName} ${packageVersion(packageFolder)}\n`
}

/** The version of this package. */
export function packageVersion(packageFolder: string): string {
  const manifest: { readonly version: string } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  return manifest.version
}
