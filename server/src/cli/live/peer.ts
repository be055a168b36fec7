// `consul-peering peer`: peers two clusters, from the preflight until both sides are ACTIVE.
import type { ConsulClient } from '../../../../consul/src/client.ts'
import { peerClusters } from '../../../../consul/src/peer.ts'
import type { PeerStep } from '../../../../consul/src/peerSteps.ts'
import { parseDuration } from '../../core/decode/scalars.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Read, Terminal } from '../terminal.ts'
import { clusterHelp, clusterOptions, openPair } from './cluster.ts'
import { formatOption, jsonLine, type OutputFormat, readFormat } from './outputFormat.ts'
import { createPeerRecord, type PeerRecord } from './peerRecord.ts'

export const peer: Command = {
  usage: ['--acceptor CLUSTER --dialer CLUSTER --acceptor-name NAME --dialer-name NAME [OPTION…]'],
  about: `Peers two clusters: looks whether they can, generates a token on the acceptor, reads it, establishes on the dialer,
and waits until both sides are ACTIVE. The token is never shown. Nothing is deleted: what is half made after a
failure is named.
${clusterHelp}`,
  options: [
    ...clusterOptions('acceptor'),
    ...clusterOptions('dialer'),
    { name: 'acceptor-name', value: 'NAME', help: "The name that the dialer gives to the acceptor's cluster" },
    { name: 'dialer-name', value: 'NAME', help: "The name that the acceptor gives to the dialer's cluster" },
    { name: 'external-address', value: 'HOST:PORT', help: "Put this address into the token instead of the servers' own. May be repeated." },
    { name: 'timeout', value: 'DURATION', help: 'How long both sides may take to turn ACTIVE, such as 60s. Default: 30s.' },
    formatOption,
  ],
  examples: [
    [
      'peer --acceptor 10.1.0.5:8500 --dialer 10.2.0.5:8500 --acceptor-name east --dialer-name west',
      'Let the cluster at 10.2.0.5 dial the one at 10.1.0.5',
    ],
    ['peer --acceptor east --dialer west --acceptor-name east --dialer-name west --format json', 'The same by profiles, for a script'],
  ],
  run: peerCommand,
}

interface Asked {
  readonly acceptorName: string
  readonly dialerName: string
  readonly timeoutMs: number
  readonly serverExternalAddresses: readonly string[] | undefined
  readonly format: OutputFormat
}

async function peerCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const asked = readAsked(args)
  if (!asked.ok) return misuse(terminal, asked.problem, 'peer')
  const pair = await openPair(args, terminal)
  if (!pair.ok) return misuse(terminal, pair.problem, 'peer')
  const [acceptor, dialer] = [pair.value.acceptor.client, pair.value.dialer.client]
  try {
    return await run({ ...asked.value, acceptor, dialer }, terminal)
  } finally {
    await Promise.all([acceptor.close(), dialer.close()])
  }
}

function readAsked(args: Arguments): Read<Asked> {
  const [first] = args.positionals
  if (first !== undefined) return { ok: false, problem: `\`peer\` takes options only, so \`${first}\` has no meaning here.` }
  const format = readFormat(args)
  if (!format.ok) return format
  const timeoutMs = readTimeout(args.value('timeout') ?? '30s')
  if (!timeoutMs.ok) return timeoutMs
  const [acceptorName, dialerName] = [args.value('acceptor-name'), args.value('dialer-name')]
  if (!acceptorName || !dialerName) {
    return {
      ok: false,
      problem: 'name both ends: `--acceptor-name` for the dialer to call the acceptor, `--dialer-name` the other way round.',
    }
  }
  const addresses = args.values('external-address')
  const serverExternalAddresses = addresses.length === 0 ? undefined : addresses
  return { ok: true, value: { acceptorName, dialerName, timeoutMs: timeoutMs.value, serverExternalAddresses, format: format.value } }
}

/** Milliseconds of a duration such as `60s`. */
function readTimeout(text: string): Read<number> {
  const nanoseconds = parseDuration(text)
  if (nanoseconds === undefined || nanoseconds <= 0) {
    return { ok: false, problem: `\`--timeout\` is a duration above zero, such as 60s, and not \`${text}\`.` }
  }
  return { ok: true, value: nanoseconds / 1e6 }
}

type Flow = Asked & { readonly acceptor: ConsulClient; readonly dialer: ConsulClient }

async function run(flow: Flow, terminal: Terminal): Promise<ExitCode> {
  const { format } = flow
  const record = createPeerRecord(flow)
  for await (const step of peerClusters({ ...flow, signal: terminal.interrupted })) {
    record.add(step)
    if (format === 'text') for (const line of stepLines(step)) terminal.say(line)
  }
  const result = record.result()
  await terminal.write(format === 'json' ? jsonLine(result) : textOf(result))
  return result.ok ? 0 : 3
}

/** What a person reads while it goes on. */
function stepLines(step: PeerStep): readonly string[] {
  switch (step.step) {
    case 'preflight':
      return [
        ...step.checks
          .filter(({ status }) => status !== 'ok')
          .map(({ status, title, why, next }) => `${status}: ${title}: ${why} ${next ?? ''}`),
        'Generating a token…',
      ]
    case 'token':
      return [...step.warnings.map(({ message, next }) => `warning: ${message} ${next}`), 'Establishing…']
    case 'establish':
      return ['Waiting until both sides are ACTIVE…']
    case 'waiting':
    case 'done':
    case 'failed':
    case 'cancelled':
      return []
  }
}

function textOf({ ok, acceptor, dialer, message, error, leftovers }: PeerRecord): string {
  const ends = [
    `acceptor ${acceptor.address}: ${acceptor.name} ${acceptor.state}`,
    `dialer ${dialer.address}: ${dialer.name} ${dialer.state}`,
  ]
  const said = ok ? (message ?? '') : `${error?.message ?? ''} ${error?.next ?? ''}`
  const half = (leftovers ?? []).map(({ side, name }) => `Half made: \`${name}\` on the ${side}.`)
  return `${[said, ...ends, ...half].join('\n')}\n`
}
