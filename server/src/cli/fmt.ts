// `consul-peering fmt`: lays config entries out, in files, folders and standard input.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { formatEdits, isFormatted } from '../core/features/format.ts'
import { holdsEntry } from '../core/model/entry.ts'
import { applyEdits } from '../core/syntax/applyEdits.ts'
import { parse } from '../core/syntax/index.ts'
import { formatOfText } from '../workspace/formats.ts'
import { readText } from '../workspace/readText.ts'
import type { Arguments } from './arguments.ts'
import { readTextRecord } from './batch/record.ts'
import { answerLines, answerProblem } from './batch/stream.ts'
import type { Command } from './command.ts'
import { consulFormat, formatOf } from './formats.ts'
import { findInputs } from './inputs.ts'
import { misuse } from './misuse.ts'
import { shownPath } from './report/report.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export const fmt: Command = {
  usage: ['[--check] [--diff] [PATH…]', '[--check] [--diff] -', '--batch'],
  about: `Lays config entries out: HCL as HashiCorp's current formatter does, which leaves lines where they are and puts
blanks and the signs of neighbours in order, also in forms that only Consul's HCL 1 reads; JSON by two spaces, or as
the file is indented. What an entry says never changes. YAML, files without an entry, and a text that is not well
formed are left alone; files that are named are laid out whatever they hold. Without a PATH the current folder is
laid out.`,
  options: [
    { name: 'check', help: 'Write nothing; exit 1 when a file would change' },
    { name: 'diff', help: 'Write nothing; show what would change' },
    { name: 'batch', help: 'Answer JSON records {"id","format","text"} from standard input, a line each' },
  ],
  examples: [
    ['fmt', 'Lay out the current folder'],
    ['fmt --check config/', 'Fail in CI where somebody forgot to'],
    ['fmt - < web.hcl', 'Lay out a text that an editor holds'],
  ],
  run: formatCommand,
}

async function formatCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (args.has('batch')) return await batch(args, terminal)
  const paths = args.positionals.length === 0 ? ['.'] : args.positionals
  if (!paths.includes('-')) return await formatFiles(paths, args, terminal)
  if (paths.length > 1) return misuse(terminal, '`-` stands alone.', 'fmt')
  return await formatInput(args, terminal)
}

async function batch(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const other = args.names.find((name) => name !== 'batch') ?? args.positionals[0]
  if (other !== undefined) return misuse(terminal, `\`--batch\` and \`${other}\` exclude each other.`, 'fmt')
  await answerLines(terminal, (line) => {
    const record = readTextRecord(line)
    if (!record.ok) return answerProblem(record.problem)
    const { id, format, text } = record.value
    const laidOut = layOut(text, format === 'yaml' ? 'yaml' : consulFormat(text))
    return `{"id":${id},${laidOut.ok ? `"text":${JSON.stringify(laidOut.text)}` : `"error":${JSON.stringify(laidOut.problem)}`}}`
  })
  return 0
}

type LaidOut = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }

function layOut(text: string, format: Parameters<typeof parse>[1]): LaidOut {
  const edits = formatEdits({ text, format })
  if (edits) return { ok: true, text: applyEdits(text, edits) }
  const [problem] = parse(text.replace(/^\ufeff/, ''), format).problems
  return { ok: false, problem: problem?.message ?? 'The text is not well formed.' }
}

async function formatInput(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const chunks: Uint8Array[] = []
  for await (const chunk of terminal.input) chunks.push(chunk)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks))
  const laidOut = layOut(text, consulFormat(text))
  if (!laidOut.ok) {
    terminal.say(`Left alone, as it is not well formed: ${laidOut.problem}`)
    return 1
  }
  const isChanged = laidOut.text !== text
  if (args.has('diff')) await terminal.write(patch('<stdin>', text, laidOut.text))
  else if (!args.has('check')) await terminal.write(laidOut.text)
  return args.has('check') && isChanged ? 1 : 0
}

async function formatFiles(paths: readonly string[], args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const inputs = findInputs(paths, terminal.folder)
  if (!inputs.ok) return misuse(terminal, inputs.problem, 'fmt')
  const { named, found } = inputs.value
  let code: ExitCode = 0
  for (const file of [...named, ...found].sort()) {
    const isNamed = named.includes(file)
    if (isNamed || /\.(hcl|json)$/i.test(path.extname(file))) {
      if (await formatFile({ file, isNamed, args, terminal })) code = 1
    }
  }
  return code
}

interface FileToFormat {
  readonly file: string
  readonly isNamed: boolean
  readonly args: Arguments
  readonly terminal: Terminal
}

/** Files that nobody named are looked at up to this size. */
const largestFound = 5 * 1024 * 1024

/** Lays out one file, as the options say. Gives whether it counts for the exit code. */
async function formatFile({ file, isNamed, args, terminal }: FileToFormat): Promise<boolean> {
  const read = readText(file, isNamed ? Number.POSITIVE_INFINITY : largestFound)
  const shown = shownPath(file, terminal.folder)
  if (read.type !== 'text') {
    if (isNamed) terminal.say(`Left alone, as it is no UTF-8 text: ${shown}.`)
    return isNamed
  }
  const { text } = read
  const format = formatOfText(text, formatOf(file, text))
  if (!isFormatted(format) || (!isNamed && !parse(text, format).roots.some(holdsEntry))) return false
  const laidOut = layOut(text, format)
  if (!laidOut.ok) {
    terminal.say(`Left alone, as it is not well formed: ${shown}: ${laidOut.problem}`)
    return true
  }
  if (laidOut.text === text) return false
  if (args.has('diff')) await terminal.write(patch(shown, text, laidOut.text))
  else await terminal.write(`${shown}\n`)
  if (!args.has('diff') && !args.has('check')) fs.writeFileSync(file, laidOut.text)
  return args.has('check')
}

function patch(name: string, before: string, after: string): string {
  return before === after ? '' : createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after)
}
