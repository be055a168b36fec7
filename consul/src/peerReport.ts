// The words of the one-click flow: how it ended well, and why it did not. Pure.
import type { Check, Side } from './check.ts'
import { type ConsulError, explain } from './errors.ts'
import type { Generation } from './identity.ts'
import type { PeerEnd, PeerFailure, PeerResult, SeenState } from './peerSteps.ts'
import type { TokenProblem } from './token.ts'
import { type Sight, seenState } from './watchPair.ts'

/** What a good end is told from. */
export interface Ending {
  readonly acceptor: PeerEnd
  readonly dialer: PeerEnd
  readonly generation: Generation
  readonly wasActive: boolean
  readonly proof: PeerResult['proof']
  readonly warnings: readonly string[]
}

/** The result of a flow that went well. */
export function doneResult({ acceptor, dialer, generation, wasActive, proof, warnings }: Ending): PeerResult {
  const names = `\`${acceptor.name}\` and \`${dialer.name}\``
  return { acceptor, dialer, generation, wasActive, proof, warnings: [...warnings], sentence: sentence(names, wasActive, proof) }
}

function sentence(names: string, wasActive: boolean, proof: PeerResult['proof']): string {
  switch (proof) {
    case 'active':
      return wasActive ? `${names} were ACTIVE on both sides before; nothing was changed.` : `${names} are ACTIVE on both sides.`
    case 'imported-service':
      return `${names} are established, and an exported service arrives; the technical preview reports no more than that.`
    case 'none':
      return `${names} are established; the technical preview does not report whether they work until a service is exported and arrives.`
  }
}

/** The failure when the checklist has blockers; it tells the first. */
export function blockedFailure(blockers: readonly Check[]): PeerFailure {
  const [first] = blockers
  const more = blockers.length > 1 ? ` (and ${blockers.length - 1} more)` : ''
  return {
    kind: 'preflight-blocked',
    side: first?.side === 'both' ? undefined : first?.side,
    message: `${first?.title ?? 'The preflight stopped the flow'}${more}: ${first?.why ?? ''}`,
    next: first?.next ?? 'Read the checklist.',
  }
}

/** The failure of a call. */
export function callFailure(side: Side, error: ConsulError): PeerFailure {
  return { kind: error.kind, side, ...explain(error), consulError: error }
}

/** The failure of a token that the acceptor made. */
export function tokenFailure({ message, next }: TokenProblem): PeerFailure {
  return { kind: 'bad-token', side: 'acceptor', message, next }
}

/** The failure of a pair that does not turn ACTIVE. `fault`: the side that will not come right; `undefined`: the time was up. */
export function waitFailure(sight: Sight, fault: Side | undefined, waitedMs: number): PeerFailure {
  const states = `the acceptor is ${seenState(sight.acceptor)} and the dialer ${seenState(sight.dialer)}`
  const silent = (['acceptor', 'dialer'] as const).find((side) => !sight[side].ok)
  const seen = silent && sight[silent]
  if (silent && seen && !seen.ok) return { ...callFailure(silent, seen.error), kind: seen.error.kind }
  if (fault === undefined) {
    return {
      kind: 'not-active',
      side: undefined,
      message: `The peering was established but did not turn ACTIVE within ${Math.round(waitedMs / 1000)} s: ${states}.`,
      next: "Check that the dialer's servers reach the addresses in the token, then try again or delete the half-made peering.",
    }
  }
  return { side: fault, ...faultWords(seenState(sight[fault]), fault, states) }
}

function faultWords(state: SeenState, side: Side, states: string): Pick<PeerFailure, 'kind' | 'message' | 'next'> {
  if (state === 'NONE') {
    return {
      kind: 'record-gone',
      message: `The peering on the ${side} has vanished while it was being set up, as after a restart of a cluster without stored data.`,
      next: 'Delete the peering on the other side and start again.',
    }
  }
  if (state === 'TERMINATED' || state === 'DELETING') {
    return {
      kind: 'terminated',
      message: `The peering was terminated while it was being set up: ${states}.`,
      next: 'Delete it on both sides, wait until it is gone, then peer again.',
    }
  }
  return {
    kind: 'failing',
    message: `The clusters lost each other while the peering was being set up: ${states}.`,
    next: "Check that the acceptor's servers run and that the dialer's servers reach them, then try again.",
  }
}
