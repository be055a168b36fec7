// `consul-peering apply`: writes entries of files to a cluster by check-and-set, in the order in which it takes them.
import { type AppliedChange, applyChanges } from '../../../../consul/src/entries/apply.ts'
import { type PlannedChange, planEntries } from '../../../../consul/src/entries/plan.ts'
import { type ConsulError, explain } from '../../../../consul/src/errors.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { clusterHelp, clusterOptions } from './cluster.ts'
import { placeOfEntry, readEntryFiles } from './entryFiles.ts'
import { onCluster, type ReachedCluster } from './onCluster.ts'
import { formatOption, jsonLine } from './outputFormat.ts'
import { changeRecord, changeText, planSummary } from './plannedText.ts'
import { clusterTrouble, sentences } from './trouble.ts'

export const apply: Command = {
  usage: ['[--cluster CLUSTER] [--dry-run] [OPTION…] PATH…'],
  about: `Writes the entries of files to a cluster, those first that others need, and tells each change. What somebody else
changed since it was compared is reported and not overwritten. Ends at the first refusal; what was written before
stays.
${clusterHelp}`,
  options: [{ name: 'dry-run', help: 'Tell the changes and write nothing' }, ...clusterOptions('cluster'), formatOption],
  examples: [
    ['apply --cluster east --dry-run config/', 'See what would change'],
    ['apply --cluster east config/', 'Write a folder to the cluster of the profile `east`'],
  ],
  async run(args, terminal) {
    if (args.positionals.length === 0) return misuse(terminal, 'name the files or folders to apply.', 'apply')
    return onCluster('apply', args, terminal, async (cluster) => {
      const wanted = await readEntryFiles(args.positionals, cluster.reading, terminal)
      if (!wanted.ok) return misuse(terminal, wanted.problem, 'apply')
      const changes = await planEntries(cluster.client, wanted.value, cluster.reading, terminal.interrupted)
      if (!changes.ok) return clusterTrouble(terminal, cluster.given, changes.error)
      return args.has('dry-run') ? tellPlan(changes.value, cluster, terminal) : write(changes.value, cluster, terminal)
    })
  },
}

async function tellPlan(changes: readonly PlannedChange[], { format }: ReachedCluster, terminal: Terminal): Promise<ExitCode> {
  const records = changes.map((change) => changeRecord(change, terminal))
  const text = `${changes.map((change) => changeText(change, terminal)).join('')}${planSummary(changes)}`
  await terminal.write(format === 'json' ? jsonLine({ ok: true, changes: records }) : text)
  return 0
}

/** Writes changes and tells what became of each. */
export async function write(changes: readonly PlannedChange[], cluster: ReachedCluster, terminal: Terminal): Promise<ExitCode> {
  const { client, reading, format } = cluster
  const applied: AppliedChange[] = []
  for await (const one of applyChanges(client, changes, reading, terminal.interrupted)) {
    applied.push(one)
    if (format === 'text') await terminal.write(appliedText(one, terminal))
  }
  const last = applied.at(-1)
  const ok = last === undefined || last.outcome === 'written' || last.outcome === 'same'
  if (format === 'json') await terminal.write(jsonLine({ ok, changes: applied.map((one) => appliedRecord(one, terminal)) }))
  const left = changes.length - applied.length
  if (left > 0) terminal.say(left === 1 ? '1 more entry was left as it is.' : `${left} more entries were left as they are.`)
  if (ok) return 0
  return last.outcome === 'refused' ? exitCodeOf(last.error) : 1
}

/** 1 where the cluster itself refused the entry; 3 for the connection or the token. */
export function exitCodeOf(error: ConsulError): ExitCode {
  const isAnswer = ['refused', 'unknown-field', 'missing-field', 'unknown-config-kind', 'enterprise-only'].includes(error.kind)
  return isAnswer ? 1 : 3
}

const conflict = 'Somebody changed the entry after it was compared, so it was not overwritten. Compare again.'

function appliedText(one: AppliedChange, terminal: Terminal): string {
  const text = changeText(one.change, terminal)
  switch (one.outcome) {
    case 'same':
      return ''
    case 'written':
      return text
    case 'conflict':
      return `! ${nameOf(one)}  ${conflict}\n`
    case 'refused':
      return `! ${nameOf(one)}${placeText(one, terminal)}  ${sentences(explain(one.error))}\n`
  }
}

function appliedRecord(one: AppliedChange, terminal: Terminal): object {
  const record = { ...changeRecord(one.change, terminal), outcome: one.outcome }
  if (one.outcome === 'refused') return { ...record, error: { kind: one.error.kind, ...explain(one.error) } }
  return one.outcome === 'conflict' ? { ...record, error: { kind: 'conflict', message: conflict } } : record
}

function placeText({ change }: AppliedChange, terminal: Terminal): string {
  const file = placeOfEntry(change.wanted, terminal)
  return file === undefined ? '' : `  (${file})`
}

function nameOf({ change }: AppliedChange): string {
  return `${change.wanted.kind}/${change.wanted.name}`
}
