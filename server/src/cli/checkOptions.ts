// What `check` is asked to do, read from its arguments.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Facts } from '../core/facts.ts'
import { type ProjectSettings, type Severity, targetOfClusters } from '../core/model/project.ts'
import { type Edition, editions, knownTarget, type Target, targets } from '../core/schema/target.ts'
import { freshFacts, readFacts } from '../workspace/facts.ts'
import { knownCodes, severities } from '../workspace/settings.ts'
import type { Arguments, Option } from './arguments.ts'
import type { Read, Terminal } from './terminal.ts'

export const formats = ['text', 'json', 'sarif', 'github'] as const

export type ReportFormat = (typeof formats)[number]

/** By what entries are judged. */
export interface JudgeOptions {
  readonly target: Target | 'auto'
  readonly edition: Edition
  /** Nothing but what is given is stored in the cluster. */
  readonly complete: boolean
  readonly severities: ProjectSettings['severities']
  readonly facts: Facts
}

export interface CheckOptions extends JudgeOptions {
  readonly format: ReportFormat
  readonly fixes: boolean
  /** How many warnings leave the exit code at 0; -1 for any number, `undefined` for none. */
  readonly maxWarnings: number | undefined
  /** Each text is what `consul config write` is given. */
  readonly asEntries: boolean
  readonly portability: boolean
  readonly stdinName: string | undefined
  readonly inColour: boolean
  readonly paths: readonly string[]
}

export const judgeOptions: readonly Option[] = [
  {
    name: 'target',
    value: 'VERSION',
    help: `The release of Consul that judges: ${targets[0]}, ${targets[1]} … ${targets.at(-1)}, latest, or auto\n(what the clusters of --facts run). A comment in the file or the \`target\` of a\nconsul-peering.json counts more. Default: preview.`,
  },
  { name: 'edition', value: 'EDITION', help: `${editions.join(' or ')}. Default: ${editions[0]}.` },
  { name: 'empty-cluster', help: 'The files are all there is: nothing else is stored in the cluster' },
  { name: 'severity', value: 'CODE=LEVEL', help: `Make a rule ${severities.join(', ')}. May be repeated.` },
  { name: 'facts', value: 'FILE', help: 'JSON with what is known of live clusters' },
]

export const checkOptions: readonly Option[] = [
  { name: 'format', value: 'FORMAT', help: `How findings are written: ${formats.join(', ')}. Default: text.` },
  ...judgeOptions,
  { name: 'fix', help: 'Write all safe fixes into the files, then tell what is left' },
  { name: 'max-warnings', value: 'N', help: 'Exit 0 with up to N warnings (-1: any number). Without it one is too many.' },
  { name: 'as', value: 'entry', help: 'Take each text as what `consul config write` is given, whatever it holds' },
  { name: 'portability', help: 'Also tell what Terraform and other HCL 2 tools cannot read' },
  { name: 'stdin-filename', value: 'FILE', help: 'The name of what comes from standard input' },
  { name: 'color', help: 'Use colours. Default: on a terminal, unless NO_COLOR is set.' },
  { name: 'no-color', help: 'Use no colours' },
  { name: 'batch', help: 'Answer JSON records on standard input, one line each' },
]

/** Reads the options of a check; the first one that does not fit is told. */
export function readCheckOptions(args: Arguments, terminal: Terminal): Read<CheckOptions> {
  const judge = readJudgeOptions(args, terminal)
  if (!judge.ok) return judge
  const format = oneOf('format', args.value('format') ?? 'text', formats)
  if (!format.ok) return format
  const as = oneOf('as', args.value('as') ?? 'entry', ['entry'] as const)
  if (!as.ok) return as
  const maxWarnings = args.value('max-warnings')
  if (maxWarnings !== undefined && !/^(-1|\d{1,9})$/.test(maxWarnings)) {
    return { ok: false, problem: `\`--max-warnings\` takes a whole number, not \`${maxWarnings}\`.` }
  }
  const conflict = conflictIn(args)
  if (conflict !== undefined) return { ok: false, problem: conflict }
  return {
    ok: true,
    value: {
      ...judge.value,
      format: format.value,
      fixes: args.has('fix'),
      maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings),
      asEntries: args.has('as'),
      portability: args.has('portability'),
      stdinName: args.value('stdin-filename'),
      inColour: isInColour(args, terminal),
      paths: args.positionals.length > 0 ? args.positionals : ['.'],
    },
  }
}

function conflictIn(args: Arguments): string | undefined {
  const readsInput = args.positionals.includes('-')
  if (args.has('stdin-filename') && !readsInput) return '`--stdin-filename` names what comes from standard input; add `-`.'
  if (args.has('fix') && readsInput) return '`--fix` writes into files, and standard input is none.'
  if (args.has('color') && args.has('no-color')) return '`--color` and `--no-color` exclude each other.'
  return undefined
}

function isInColour(args: Arguments, { environment, isScreen }: Terminal): boolean {
  if (args.has('color')) return true
  return !args.has('no-color') && !environment['NO_COLOR'] && isScreen
}

/** Reads by what entries are judged. */
export function readJudgeOptions(args: Arguments, terminal: Terminal): Read<JudgeOptions> {
  const wanted = args.value('target') ?? 'preview'
  const target = wanted === 'auto' ? 'auto' : knownTarget(wanted)
  if (target === undefined) {
    return { ok: false, problem: `\`${wanted}\` is no target. Write one of ${targets.join(', ')}, latest, auto.` }
  }
  const edition = oneOf('edition', args.value('edition') ?? 'community', editions)
  if (!edition.ok) return edition
  const given = readSeverities(args.values('severity'))
  if (!given.ok) return given
  const facts = readFactsFile(args.value('facts'), terminal)
  if (!facts.ok) return facts
  return {
    ok: true,
    value: { target, edition: edition.value, complete: args.has('empty-cluster'), severities: given.value, facts: facts.value },
  }
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): Read<T> {
  const found = known.find((value) => value === given)
  if (found !== undefined) return { ok: true, value: found }
  return { ok: false, problem: `\`--${option}\` cannot be \`${given}\`. Write ${known.join(', ')}.` }
}

function readSeverities(given: readonly string[]): Read<ProjectSettings['severities']> {
  const read: Record<string, Severity | 'off'> = {}
  for (const pair of given) {
    const [code = '', level = ''] = pair.split(/=(.*)/s, 2)
    const severity = severities.find((known) => known === level)
    if (severity === undefined) {
      return { ok: false, problem: `\`--severity\` takes CODE=LEVEL with ${severities.join(', ')} as level, not \`${pair}\`.` }
    }
    if (!knownCodes.has(code)) {
      return { ok: false, problem: `there is no rule \`${code}\`; \`consul-peering rules\` lists them all.` }
    }
    read[code] = severity
  }
  return { ok: true, value: read }
}

function readFactsFile(file: string | undefined, terminal: Terminal): Read<Facts> {
  if (file === undefined) return { ok: true, value: { clusters: [] } }
  let given: unknown
  try {
    given = JSON.parse(fs.readFileSync(path.resolve(terminal.folder, file), 'utf8'))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { ok: false, problem: `the facts in \`${file}\` cannot be read: ${error.message}` }
  }
  const { facts, problems } = readFacts(given)
  for (const problem of problems) terminal.say(problem)
  // Whoever names a file means it, so nothing is left out.
  for (const cluster of freshFacts(facts, Date.now()).stale)
    terminal.say(`The facts of \`${cluster}\` are more than an hour old; its peers and services may be others now.`)
  return { ok: true, value: facts }
}

/** The release that judges a text which belongs to no cluster. */
export function targetOf({ target, facts }: JudgeOptions): Target {
  return target === 'auto' ? (targetOfClusters(facts.clusters) ?? 'preview') : target
}
