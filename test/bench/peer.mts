// What `consul-peering peer` adds to the same calls made by hand, on real pairs, in turn.
import { setTimeout as delay } from 'node:timers/promises'
import { runCli } from '../harness/cli.ts'
import { type AgentPair, startPair } from '../harness/consulAgent.ts'
import { median } from './measure.mts'

/** Milliseconds. `byHand` and `program`: from the first request to the end of establish; `wait`: from then until both are ACTIVE. */
export interface PeerCosts {
  readonly byHand: number
  readonly program: number
  readonly waitByHand: number
  readonly waitOfProgram: number
}

/** Peers fresh pairs by hand and by the program, in turn. */
export async function measurePeer(rounds: number): Promise<PeerCosts> {
  const hands: (readonly [number, number])[] = []
  const programs: (readonly [number, number])[] = []
  for (let round = 0; round < rounds; round++) {
    hands.push(await onPair(byHand))
    programs.push(await onPair(byProgram))
  }
  const of = (times: readonly (readonly [number, number])[], i: 0 | 1) => median(times.map((pair) => pair[i]))
  return { byHand: of(hands, 0), program: of(programs, 0), waitByHand: of(hands, 1), waitOfProgram: of(programs, 1) }
}

async function onPair<T>(work: (pair: AgentPair) => Promise<T>): Promise<T> {
  const pair = await startPair('1.16.1')
  try {
    return await work(pair)
  } finally {
    await pair.stop()
  }
}

async function byHand({ acceptor, dialer }: AgentPair): Promise<readonly [number, number]> {
  const started = performance.now()
  const made = await post(`${acceptor.address}/v1/peering/token`, { PeerName: 'west' })
  await post(`${dialer.address}/v1/peering/establish`, { PeerName: 'east', PeeringToken: made.PeeringToken })
  const established = performance.now()
  while (!((await isActive(acceptor.address, 'west')) && (await isActive(dialer.address, 'east')))) await delay(50)
  return [established - started, performance.now() - established]
}

async function byProgram({ acceptor, dialer }: AgentPair): Promise<readonly [number, number]> {
  const names = ['--acceptor-name', 'east', '--dialer-name', 'west', '--format', 'json']
  const { out } = await runCli(['peer', '--acceptor', acceptor.address, '--dialer', dialer.address, ...names])
  const { steps }: { readonly steps: readonly { readonly step: string; readonly ms: number }[] } = JSON.parse(out)
  const sum = (wanted: boolean) => steps.filter(({ step }) => (step === 'wait') === wanted).reduce((all, { ms }) => all + ms, 0)
  return [sum(false), sum(true)]
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
