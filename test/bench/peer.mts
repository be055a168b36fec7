// What `consul-peering peer` adds to the same calls made by hand, on real pairs, in turn.
import { setTimeout as delay } from 'node:timers/promises'
import { runCli } from '../harness/cli.ts'
import { type AgentPair, startPair } from '../harness/consulAgent.ts'
import { median } from './measure.mts'

/**
 * Milliseconds, medians. Consul itself takes a moment or 4 to 5 s to turn ACTIVE, by hand too, so that each run of the program is
 * held against the moment at which its own pair was ACTIVE.
 */
export interface PeerCosts {
  /** From the first request to the end of establish. */
  readonly byHand: number
  /** The same, with the preflight. */
  readonly program: number
  /** From ACTIVE on both sides to the end of the process. */
  readonly lag: number
  /** From the end of establish until ACTIVE was seen on both sides; differs by Consul's own doing. */
  readonly waitByHand: number
  readonly waitOfProgram: number
}

/** Peers fresh pairs by hand and by the program, in turn. */
export async function measurePeer(rounds: number): Promise<PeerCosts> {
  const hands: HandRun[] = []
  const programs: ProgramRun[] = []
  for (let round = 0; round < rounds; round++) {
    hands.push(await onPair(byHand))
    programs.push(await onPair(byProgram))
  }
  return {
    byHand: median(hands.map(({ calls }) => calls)),
    program: median(programs.map(({ calls }) => calls)),
    lag: median(programs.map(({ lag }) => lag)),
    waitByHand: median(hands.map(({ wait }) => wait)),
    waitOfProgram: median(programs.map(({ wait }) => wait)),
  }
}

interface HandRun {
  readonly calls: number
  readonly wait: number
}

interface ProgramRun extends HandRun {
  readonly lag: number
}

async function onPair<T>(work: (pair: AgentPair) => Promise<T>): Promise<T> {
  const pair = await startPair('1.16.1')
  try {
    return await work(pair)
  } finally {
    await pair.stop()
  }
}

async function byHand(pair: AgentPair): Promise<HandRun> {
  const started = performance.now()
  const made = await post(`${pair.acceptor.address}/v1/peering/token`, { PeerName: 'west' })
  await post(`${pair.dialer.address}/v1/peering/establish`, { PeerName: 'east', PeeringToken: made.PeeringToken })
  const established = performance.now()
  return { calls: established - started, wait: (await activeSince(pair)) - established }
}

async function byProgram(pair: AgentPair): Promise<ProgramRun> {
  const { acceptor, dialer } = pair
  const names = ['--acceptor-name', 'east', '--dialer-name', 'west', '--format', 'json']
  const program = runCli(['peer', '--acceptor', acceptor.address, '--dialer', dialer.address, ...names])
  const ended = program.then(() => performance.now())
  const active = await activeSince(pair)
  const { out } = await program
  const { steps }: { readonly steps: readonly { readonly step: string; readonly ms: number }[] } = JSON.parse(out)
  const sum = (wanted: boolean) => steps.filter(({ step }) => (step === 'wait') === wanted).reduce((all, { ms }) => all + ms, 0)
  return { calls: sum(false), wait: sum(true), lag: (await ended) - active }
}

/** The moment at which both sides are seen ACTIVE. */
async function activeSince({ acceptor, dialer }: AgentPair): Promise<number> {
  while (!((await isActive(acceptor.address, 'west')) && (await isActive(dialer.address, 'east')))) await delay(20)
  return performance.now()
}

async function post(url: string, body: object) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return JSON.parse((await answer.text()) || '{}')
}

async function isActive(address: string, name: string): Promise<boolean> {
  const answer = await fetch(`${address}/v1/peering/${name}`)
  return answer.ok && JSON.parse(await answer.text()).State === 'ACTIVE'
}
