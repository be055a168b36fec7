// `consul-peering explain-path`: whether a service can reach another one over a peering, and if not, why.

import { lineOf, pathLines } from '../core/features/explainedPath.ts'
import { explainPath } from '../core/model/paths/explain.ts'
import type { ExplainedPath, PathEnd } from '../core/model/paths/path.ts'
import { pathOf, uriOf } from '../workspace/uri.ts'
import type { Arguments } from './arguments.ts'
import { judgeOptions, readJudgeOptions } from './checkOptions.ts'
import type { Command } from './command.ts'
import { findInputs } from './inputs.ts'
import { workspaceFor } from './judgeFiles.ts'
import { misuse } from './misuse.ts'
import { shownPath } from './report/report.ts'
import type { ExitCode, Read, Terminal } from './terminal.ts'

export const explainPathCommand: Command = {
  usage: ['--from SERVICE@CLUSTER --to SERVICE@CLUSTER [--facts FILE] [PATH…]'],
  about: `Says whether a service of one cluster can call a service of another one over their peering, and if not, why: is it
exported to that peer, does an intention let the caller through or the default, is the peering up, what routes calls
elsewhere. Clusters are called as in the \`consul-peering.json\` of their folders; --facts adds what is known of the live
ones, which counts more than files. Exits 0 for yes, and 1 for no or when what is known does not decide it.`,
  options: [
    { name: 'from', value: 'SERVICE@CLUSTER', help: 'The caller' },
    { name: 'to', value: 'SERVICE@CLUSTER', help: 'The called service' },
    { name: 'format', value: 'FORMAT', help: 'text or json. Default: text.' },
    ...judgeOptions.filter(({ name }) => name === 'target' || name === 'edition' || name === 'facts'),
  ],
  examples: [['explain-path --from web@cluster-01 --to billing@cluster-02 config/', 'Say whether web may call billing']],
  run,
}

async function run(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const asked = readAsked(args)
  if (!asked.ok) return misuse(terminal, asked.problem, 'explain-path')
  const options = readJudgeOptions(args, terminal)
  if (!options.ok) return misuse(terminal, options.problem, 'explain-path')
  const inputs = findInputs(args.positionals.length === 0 ? ['.'] : args.positionals, terminal.folder)
  if (!inputs.ok) return misuse(terminal, inputs.problem, 'explain-path')
  const workspace = workspaceFor(options.value)
  workspace.read([...inputs.value.named, ...inputs.value.found].map(uriOf))
  const explained = explainPath(workspace.project.clusters(), asked.value.from, asked.value.to)
  if (!explained.ok) return misuse(terminal, explained.why, 'explain-path')
  const shown = (uri: string) => shownPath(pathOf(uri) ?? uri, terminal.folder)
  await terminal.write(args.value('format') === 'json' ? record(explained.path, shown) : pathLines(explained.path, shown))
  return explained.path.answer === 'yes' ? 0 : 1
}

function readAsked(args: Arguments): Read<{ readonly from: PathEnd; readonly to: PathEnd }> {
  const format = args.value('format') ?? 'text'
  if (format !== 'text' && format !== 'json') return { ok: false, problem: `\`--format\` cannot be \`${format}\`. Write text, json.` }
  const from = readEnd('from', args.value('from'))
  if (!from.ok) return from
  const to = readEnd('to', args.value('to'))
  return to.ok ? { ok: true, value: { from: from.value, to: to.value } } : to
}

/** Names hold no `@`. */
function readEnd(option: string, given: string | undefined): Read<PathEnd> {
  const [, service, cluster] = /^([^@]+)@([^@]+)$/.exec(given ?? '') ?? []
  if (service === undefined || cluster === undefined)
    return { ok: false, problem: `\`--${option}\` takes SERVICE@CLUSTER, such as \`web@cluster-01\`.` }
  return { ok: true, value: { service, cluster } }
}

function record({ answer, sentence, hops }: ExplainedPath, shown: (uri: string) => string): string {
  const rows = hops.map(({ step, verdict, sentence: text, place, fix }) => ({
    step,
    verdict,
    sentence: text,
    ...(place && { file: shown(place.document.uri), line: lineOf(place) }),
    ...(fix && { fix: fix.title }),
  }))
  return `${JSON.stringify({ answer, sentence, hops: rows })}\n`
}
