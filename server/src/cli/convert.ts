// `consul-peering convert`: entries in another syntax.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Document } from '../core/document.ts'
import { type Conversion, type ConversionFormat, conversionFormats, convert } from '../core/model/conversion/convert.ts'
import { knownTarget, type Target } from '../core/schema/target.ts'
import { formatOfName } from '../workspace/formats.ts'
import { decodeText } from '../workspace/readText.ts'
import type { Arguments } from './arguments.ts'
import { readTextRecord } from './batch/record.ts'
import { answerLines, answerProblem } from './batch/stream.ts'
import type { Command } from './command.ts'
import { readDocument } from './judgeTexts.ts'
import { misuse } from './misuse.ts'
import type { ExitCode, Read, Terminal } from './terminal.ts'

export const convertCommand: Command = {
  usage: ['--to FORMAT FILE', '--to FORMAT [--from yaml] -', '--batch'],
  about: `Writes a config entry as HCL, JSON or a Kubernetes resource. What it says stays the same, comments come along where the
format has any, and what the format cannot say is told. The file itself stays as it is.`,
  options: [
    { name: 'to', value: 'FORMAT', help: `The format: ${conversionFormats.join(', ')}` },
    { name: 'from', value: 'FORMAT', help: 'yaml for standard input that is no HCL or JSON, whose text says which it is' },
    { name: 'target', value: 'VERSION', help: 'The release whose keys are read first. Default: preview.' },
    { name: 'batch', help: 'Answer JSON records {"id","format","text","to"} from standard input, a line each' },
  ],
  examples: [
    ['convert --to crd exported-services.hcl > exports.yaml', 'Make a Kubernetes resource of an entry'],
    ['convert --to hcl intentions.yaml', 'Show what entries the resources of a file become'],
  ],
  run,
}

async function run(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const target = targetOf(args.value('target') ?? 'preview')
  if (!target.ok) return misuse(terminal, target.problem, 'convert')
  if (args.has('batch')) return await batch(args, target.value, terminal)
  const to = formatOf(args.value('to'))
  if (!to.ok) return misuse(terminal, to.problem, 'convert')
  const document = await readGiven(args, terminal)
  if (!document.ok) return misuse(terminal, document.problem, 'convert')
  const converted = convert(document.value, { to: to.value, target: target.value, edition: 'community' })
  if (!converted.ok) {
    terminal.say(`consul-peering: ${converted.why}`)
    return 1
  }
  for (const what of converted.lost) terminal.say(`Left out, as the format cannot say it: ${what}.`)
  await terminal.write(converted.text)
  return 0
}

async function batch(args: Arguments, target: Target, terminal: Terminal): Promise<ExitCode> {
  const other = args.names.find((name) => name !== 'batch' && name !== 'target') ?? args.positionals[0]
  if (other !== undefined) return misuse(terminal, `\`--batch\` and \`${other}\` exclude each other.`, 'convert')
  await answerLines(terminal, (line) => answer(line, target))
  return 0
}

function answer(line: string, usual: Target): string {
  const record = readTextRecord(line)
  if (!record.ok) return answerProblem(record.problem)
  const { id, format, text, given } = record.value
  const to = formatOf(given['to'])
  const target = given['target'] === undefined ? ({ ok: true, value: usual } as const) : targetOf(given['target'])
  const problem = to.ok ? (target.ok ? undefined : target.problem) : to.problem
  if (!to.ok || !target.ok) return `{"id":${id},"error":${JSON.stringify(problem)}}`
  const document = readDocument('record:///entry', text, format)
  return `{"id":${id},${body(convert(document, { to: to.value, target: target.value, edition: 'community' }))}}`
}

function body(converted: Conversion): string {
  if (!converted.ok) return `"error":${JSON.stringify(converted.why)}`
  return `"text":${JSON.stringify(converted.text)},"lost":${JSON.stringify(converted.lost)}`
}

function formatOf(given: unknown): Read<ConversionFormat> {
  const known = conversionFormats.find((format) => format === given)
  return known ? { ok: true, value: known } : { ok: false, problem: `\`to\` must be one of ${conversionFormats.join(', ')}.` }
}

function targetOf(given: unknown): Read<Target> {
  const known = typeof given === 'string' ? knownTarget(given) : undefined
  return known ? { ok: true, value: known } : { ok: false, problem: `\`${String(given)}\` is no target.` }
}

async function readGiven(args: Arguments, terminal: Terminal): Promise<Read<Document>> {
  const [given, ...more] = args.positionals
  if (given === undefined || more.length > 0) return { ok: false, problem: '`convert` takes one file, or `-`.' }
  const from = args.value('from')
  if (from !== undefined && (from !== 'yaml' || given !== '-')) return { ok: false, problem: '`--from yaml` is about standard input.' }
  const read = given === '-' ? await readInput(terminal) : readFile(path.resolve(terminal.folder, given))
  if (read === undefined) return { ok: false, problem: `\`${given}\` cannot be read.` }
  const format = formatOfName(given) === 'yaml' || from === 'yaml' ? 'yaml' : 'hcl'
  return { ok: true, value: readDocument(given, read, format) }
}

async function readInput({ input }: Terminal): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  const decoded = decodeText(Buffer.concat(chunks))
  return decoded.type === 'text' ? decoded.text : undefined
}

function readFile(file: string): string | undefined {
  try {
    const decoded = decodeText(fs.readFileSync(file))
    return decoded.type === 'text' ? decoded.text : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
