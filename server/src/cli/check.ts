// `consul-peering check`: judges files, folders and standard input.
import * as path from 'node:path'
import type { Arguments } from './arguments.ts'
import { type CheckOptions, checkOptions, readCheckOptions } from './checkOptions.ts'
import type { Command } from './command.ts'
import { findInputs, type Inputs } from './inputs.ts'
import type { InputText, Judged } from './judged.ts'
import { judgeFiles } from './judgeFiles.ts'
import { judgeTexts } from './judgeTexts.ts'
import { misuse } from './misuse.ts'
import { addPortability } from './portability.ts'
import { createReport } from './report/report.ts'
import { writeReport } from './report/writeReport.ts'
import { sayWhatWasLeftOut } from './talk.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export const check: Command = {
  usage: ['[OPTION…] [PATH…]', '[OPTION…] - [--stdin-filename FILE]', '--batch [OPTION…]'],
  about: `Judges config entries exactly as the release of Consul that you name would judge them, tells which constraints
of the technical preview of cluster peering they break, and what Consul takes in silence though it is surely not
meant. Folders are walked; what git ignores and files that hold no entry are left alone. Without a PATH the current
folder is judged.`,
  options: checkOptions,
  examples: [
    ['check --target 1.16 config/', 'Judge a folder by Consul 1.16'],
    ['check --fix', 'Put right what is safe to put right in the current folder, and tell the rest'],
    ['check --format github', 'Annotate a pull request'],
    ['check - --stdin-filename web.hcl < web.hcl', 'Judge a text that an editor holds'],
  ],
  run: checkCommand,
}

async function checkCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (args.has('batch')) return await (await import('./batch/batch.ts')).batch(args, terminal)
  const options = readCheckOptions(args, terminal)
  if (!options.ok) return misuse(terminal, options.problem, 'check')
  const inputs = findInputs(options.value.paths, terminal.folder)
  if (!inputs.ok) return misuse(terminal, inputs.problem, 'check')
  return await checkInputs(inputs.value, options.value, terminal)
}

async function checkInputs(inputs: Inputs, options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const input = inputs.readsInput ? await readInput(options, terminal) : undefined
  const judge = options.asEntries ? judgeTexts : judgeFiles
  const found = judge(inputs, input, options)
  const judged = options.portability ? await addPortability(found, options) : found
  sayWhatWasLeftOut({ inputs, judged, terminal })
  const report = createReport(judged, options, terminal)
  await terminal.write(writeReport(report, options))
  return exitCodeOf(judged, options)
}

async function readInput({ stdinName = '<stdin>' }: CheckOptions, { input, folder }: Terminal): Promise<InputText> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks))
  return { path: path.resolve(folder, stdinName), text }
}

/** As in ESLint, but that without a limit one warning is too many. */
function exitCodeOf({ files }: Judged, { maxWarnings = 0 }: CheckOptions): ExitCode {
  const severities = files.flatMap(({ findings }) => findings.map(({ severity }) => severity))
  if (severities.includes('error')) return 1
  const warnings = severities.filter((severity) => severity === 'warning').length
  return maxWarnings >= 0 && warnings > maxWarnings ? 1 : 0
}
