// `consul-peering preflight`: the checklist for peering two clusters; nothing is made on either.
import type { Check } from '../../../../consul/src/check.ts'
import { preflight as lookAtPair } from '../../../../consul/src/preflight.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { clusterHelp, clusterOptions, openPair } from './cluster.ts'
import { formatOption, jsonLine, readFormat } from './outputFormat.ts'

export const preflight: Command = {
  usage: ['--acceptor CLUSTER --dialer CLUSTER --acceptor-name NAME --dialer-name NAME [OPTION…]'],
  about: `Looks whether two clusters can be peered under these names, and what stands in the way. Only reads.
${clusterHelp}`,
  options: [
    ...clusterOptions('acceptor'),
    ...clusterOptions('dialer'),
    { name: 'acceptor-name', value: 'NAME', help: "The name that the dialer gives to the acceptor's cluster" },
    { name: 'dialer-name', value: 'NAME', help: "The name that the acceptor gives to the dialer's cluster" },
    formatOption,
  ],
  examples: [['preflight --acceptor east --dialer west --acceptor-name east --dialer-name west', 'Look before peering']],
  run: preflightCommand,
}

async function preflightCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const format = readFormat(args)
  if (!format.ok) return misuse(terminal, format.problem, 'preflight')
  const [acceptorName, dialerName] = [args.value('acceptor-name'), args.value('dialer-name')]
  if (!acceptorName || !dialerName) return misuse(terminal, 'name both ends by `--acceptor-name` and `--dialer-name`.', 'preflight')
  const pair = await openPair(args, terminal)
  if (!pair.ok) return misuse(terminal, pair.problem, 'preflight')
  const [acceptor, dialer] = [pair.value.acceptor.client, pair.value.dialer.client]
  try {
    const checks = await lookAtPair(acceptor, dialer, { acceptorName, dialerName }, terminal.interrupted)
    const ok = checks.every(({ status }) => status !== 'blocker')
    await terminal.write(format.value === 'json' ? jsonLine({ ok, checks: checks.map(checkRecord) }) : checks.map(checkText).join(''))
    return exitCodeOf(checks)
  } finally {
    await Promise.all([acceptor.close(), dialer.close()])
  }
}

/** A cluster that was not reached is trouble; anything else that stops the flow is a finding. */
function exitCodeOf(checks: readonly Check[]): ExitCode {
  const blockers = checks.filter(({ status }) => status === 'blocker')
  if (blockers.some(({ id }) => id === 'reachable' || id === 'leader' || id === 'identity')) return 3
  return blockers.length > 0 ? 1 : 0
}

function checkRecord({ id, side, status, title, why, next }: Check): Readonly<Record<string, string>> {
  return { id, side, status, title, why, ...(next !== undefined && { next }) }
}

function checkText({ side, status, title, why, next }: Check): string {
  return `${status.padEnd(7)}  ${side.padEnd(8)}  ${title}: ${why}${next === undefined ? '' : ` ${next}`}\n`
}
