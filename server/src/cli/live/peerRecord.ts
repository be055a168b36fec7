// The one object that `consul-peering peer` answers with, put together from the steps of the flow.
import type { PeerNames, Side } from '../../../../consul/src/check.ts'
import type { ConsulClient } from '../../../../consul/src/client.ts'
import type { Leftover, PeerEnd, PeerStage, PeerStep } from '../../../../consul/src/peerSteps.ts'

/** One end of the peering: `name` is what the cluster at `address` calls the other one. */
export interface EndRecord {
  readonly address: string
  readonly name: string
  readonly version: string | null
  readonly state: PeerEnd['state']
}

/** One step that was taken; `ms`: how long it took. */
export interface StepRecord {
  readonly step: PeerStage
  readonly ok: boolean
  readonly ms: number
  readonly message?: string
}

/** The whole answer. */
export interface PeerRecord {
  readonly ok: boolean
  readonly acceptor: EndRecord
  readonly dialer: EndRecord
  readonly steps: readonly StepRecord[]
  /** How it ended well. */
  readonly message?: string
  /** What the technical preview has instead of ACTIVE. */
  readonly proof?: 'active' | 'imported-service' | 'none'
  readonly error?: { readonly kind: string; readonly message: string; readonly next: string }
  /** Records that were made and are of no use alone. */
  readonly leftovers?: readonly { readonly side: Side; readonly name: string; readonly isCertain: boolean }[]
}

/** Collects steps. */
export interface PeerRecorder {
  add(step: PeerStep): void
  /** The answer after the last step. */
  result(): PeerRecord
}

/** What was asked for. */
export interface Asked extends PeerNames {
  readonly acceptor: Pick<ConsulClient, 'address'>
  readonly dialer: Pick<ConsulClient, 'address'>
}

/** Starts a record. */
export function createPeerRecord({ acceptor, dialer, acceptorName, dialerName }: Asked): PeerRecorder {
  const steps: StepRecord[] = []
  const unknown = { version: undefined, state: 'UNKNOWN' } as const
  let ends: Readonly<Record<Side, PeerEnd>> = { acceptor: { name: dialerName, ...unknown }, dialer: { name: acceptorName, ...unknown } }
  let ending: Omit<PeerRecord, 'acceptor' | 'dialer' | 'steps'> = { ok: false }
  const endRecord = (side: Side, address: string): EndRecord => {
    const { name, version, state } = ends[side]
    return { address, name, version: version ?? null, state }
  }
  return {
    add(step) {
      const done = stepRecord(step)
      if (done) steps.push(done)
      if (step.step === 'done') ends = step.result
      if (step.step === 'failed') ends = step
      ending = endingOf(step) ?? ending
    },
    result: () => {
      const { ok, ...rest } = ending
      return { ok, acceptor: endRecord('acceptor', acceptor.address), dialer: endRecord('dialer', dialer.address), steps, ...rest }
    },
  }
}

function stepRecord(step: PeerStep): StepRecord | undefined {
  switch (step.step) {
    case 'preflight': {
      const blockers = step.checks.filter(({ status }) => status === 'blocker')
      // The failure that follows tells of them.
      return blockers.length > 0 ? undefined : { step: 'preflight', ok: true, ms: step.elapsedMs, ...messageOf(warningsOf(step)) }
    }
    case 'token':
      return { step: 'token', ok: true, ms: step.elapsedMs, ...messageOf(step.warnings.map(({ message }) => message)) }
    case 'establish':
      return { step: 'establish', ok: true, ms: step.elapsedMs }
    case 'waiting':
      return undefined
    case 'done':
      return step.result.wasActive ? undefined : { step: 'wait', ok: true, ms: step.elapsedMs }
    case 'failed':
      return { step: step.at, ok: false, ms: step.elapsedMs, message: step.error.message }
    case 'cancelled':
      return { step: step.at, ok: false, ms: step.elapsedMs, message: cancelled.message }
  }
}

function warningsOf({ checks }: Extract<PeerStep, { readonly step: 'preflight' }>): readonly string[] {
  return checks.filter(({ status }) => status === 'warning').map(({ title, why }) => `${title}: ${why}`)
}

function messageOf(messages: readonly string[]): { readonly message?: string } {
  return messages.length === 0 ? {} : { message: messages.join(' ') }
}

const cancelled = {
  kind: 'cancelled',
  message: 'The flow was interrupted.',
  next: 'Run it again, or delete what is half made.',
}

function endingOf(step: PeerStep): Omit<PeerRecord, 'acceptor' | 'dialer' | 'steps'> | undefined {
  switch (step.step) {
    case 'done':
      return { ok: true, message: step.result.sentence, proof: step.result.proof }
    case 'failed': {
      const { kind, message, next } = step.error
      return { ok: false, error: { kind, message, next }, ...leftoversOf(step.leftovers) }
    }
    case 'cancelled':
      return { ok: false, error: cancelled, ...leftoversOf(step.leftovers) }
    default:
      return undefined
  }
}

function leftoversOf(leftovers: readonly Leftover[]): Pick<PeerRecord, 'leftovers'> {
  return leftovers.length === 0 ? {} : { leftovers: leftovers.map(({ side, name, isCertain }) => ({ side, name, isCertain })) }
}
