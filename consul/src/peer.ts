// Peers two clusters in one go, step by step, so that a caller can show, stop, and clean up what is half made.
import { setTimeout as delay } from 'node:timers/promises'
import type { Side } from './check.ts'
import { explain, isLostAnswer } from './errors.ts'
import type { Generation } from './identity.ts'
import { healthOf } from './peering.ts'
import { blockedFailure, callFailure, doneResult, tokenFailure, waitFailure } from './peerReport.ts'
import type { Leftover, PeerEnd, PeerFailure, PeerRequest, PeerStage, PeerStep } from './peerSteps.ts'
import { judge, readPair } from './preflight.ts'
import { proofOfLife } from './proof.ts'
import { type FoundRecords, findRecords, isPeeredAlready } from './recordChecks.ts'
import { failure, type Result, success } from './result.ts'
import type { Secret } from './secret.ts'
import { decodePeeringToken, judgeTokenAddresses, type PeeringToken } from './token.ts'
import { look, type Sight, seenState } from './watchPair.ts'

/** What the stages of one run share. */
interface Run {
  readonly request: PeerRequest
  /** The records under these names before anything was done. */
  readonly before: FoundRecords
  readonly generation: Generation
  readonly versions: Readonly<Record<Side, string | undefined>>
  /** Sides on which this run asked for a record, and whether the answer came. */
  readonly asked: Map<Side, 'answered' | 'open'>
  readonly warnings: string[]
}

type Steps<T> = AsyncGenerator<PeerStep, T, undefined>

const failingAfterMs = 10_000
const graceMs = 1_000
const lookMs = 2_000
/** Later peerings of a server need up to 5 s. */
const lostAnswerMs = 6_000

/**
 * Peers two clusters. The last step is `done`, `failed` or `cancelled`. Nothing is rolled back: what is half made is named in
 * `leftovers`, for `deleteHalfMade`. Never throws.
 */
export async function* peerClusters(request: PeerRequest): Steps<void> {
  const run = yield* preflightStage(request)
  if (!run) return
  const token = yield* tokenStage(run)
  if (!token) return
  if (!(yield* establishStage(run, token))) return
  yield* run.generation === 'preview' ? previewStage(run) : waitStage(run)
}

async function* preflightStage(request: PeerRequest): Steps<Run | undefined> {
  const { acceptor, dialer, signal } = request
  const elapsed = stopwatch()
  const pair = await readPair(acceptor, dialer, signal)
  if (signal?.aborted) {
    yield { step: 'cancelled', at: 'preflight', leftovers: [], elapsedMs: elapsed() }
    return undefined
  }
  const checks = judge(pair, request)
  yield { step: 'preflight', checks, elapsedMs: elapsed() }
  const before = findRecords(
    {
      acceptor: pair.acceptor.peerings.ok ? pair.acceptor.peerings.value : [],
      dialer: pair.dialer.peerings.ok ? pair.dialer.peerings.value : [],
    },
    request,
  )
  const run: Run = {
    request,
    before,
    generation: pair.acceptor.identity.ok ? pair.acceptor.identity.value.generation : '1.14+',
    versions: { acceptor: versionOf(pair.acceptor.identity), dialer: versionOf(pair.dialer.identity) },
    asked: new Map(),
    warnings: checks.filter(({ status }) => status === 'warning').map(({ title, why }) => `${title}: ${why}`),
  }
  const states = { acceptor: before.acceptor?.state ?? 'NONE', dialer: before.dialer?.state ?? 'NONE' } as const
  const blockers = checks.filter(({ status }) => status === 'blocker')
  if (blockers.length > 0) {
    const unread = {
      acceptor: pair.acceptor.peerings.ok ? states.acceptor : 'UNKNOWN',
      dialer: pair.dialer.peerings.ok ? states.dialer : 'UNKNOWN',
    } as const
    yield { step: 'failed', at: 'preflight', error: blockedFailure(blockers), leftovers: [], ...ends(run, unread), elapsedMs: elapsed() }
    return undefined
  }
  if (!isPeeredAlready(before)) return run
  const proof = run.generation === 'preview' ? await proofOfLife(request, 0) : 'active'
  yield { step: 'done', result: doneResult({ ...run, ...ends(run, states), wasActive: true, proof }), elapsedMs: elapsed() }
  return undefined
}

async function* tokenStage(run: Run): Steps<Secret | undefined> {
  const { acceptor, dialer, dialerName, serverExternalAddresses } = run.request
  const elapsed = stopwatch()
  const made = await change(run, 'acceptor', (signal) =>
    acceptor.generateToken({ peerName: dialerName, generation: run.generation, serverExternalAddresses }, { signal }),
  )
  if (!made.ok) return yield* stop(run, 'token', elapsed, callFailure('acceptor', made.error))
  const decoded = decodePeeringToken(made.value.reveal())
  if (!decoded.ok) return yield* stop(run, 'token', elapsed, tokenFailure(decoded.problem))
  if (run.request.signal?.aborted) return yield* stop(run, 'token', elapsed)
  const warnings = judgeTokenAddresses(decoded.token, { dialerAddress: dialer.address })
  run.warnings.push(...warnings.map(({ message }) => message))
  yield { step: 'token', token: withoutSecret(decoded.token), warnings, elapsedMs: elapsed() }
  const isAccepted = warnings.length === 0 || (await run.request.acceptToken?.(warnings)) !== false
  if (run.request.signal?.aborted || !isAccepted) return yield* stop(run, 'token', elapsed)
  return decoded.token.secret
}

async function* establishStage(run: Run, first: Secret): Steps<boolean> {
  const elapsed = stopwatch()
  let done = await establish(run, first)
  if (!done.ok && done.error.kind === 'secret-spent' && !run.request.signal?.aborted) {
    // Somebody else may have made a token for the same name in between: once more, with a new one.
    const second = yield* tokenStage(run)
    if (!second) return false
    done = await establish(run, second)
  }
  if (!done.ok && isLostAnswer(done.error) && (await becomesActive(run))) {
    run.warnings.push(`The answer to establishing was lost, but both sides are ACTIVE. ${explain(done.error).message}`)
    done = success(undefined)
  }
  if (!done.ok || run.request.signal?.aborted) {
    yield* stop(run, 'establish', elapsed, done.ok ? undefined : callFailure('dialer', done.error))
    return false
  }
  yield { step: 'establish', elapsedMs: elapsed() }
  return true
}

/** Whether both sides turn ACTIVE within a moment, although nobody said that the token was taken. */
async function becomesActive({ request }: Run): Promise<boolean> {
  const { signal, pollMs = 250 } = request
  const elapsed = stopwatch()
  while (!signal?.aborted) {
    if (isActive(await look(request, { signal, timeoutMs: lookMs }))) return true
    if (elapsed() >= lostAnswerMs) return false
    await sleep(pollMs, signal)
  }
  return false
}

function isActive({ acceptor, dialer }: Sight): boolean {
  return seenState(acceptor) === 'ACTIVE' && seenState(dialer) === 'ACTIVE'
}

function establish(run: Run, token: Secret): Promise<Result<undefined>> {
  const { dialer, acceptorName } = run.request
  return change(run, 'dialer', (signal) => dialer.establish({ peerName: acceptorName, token }, { signal }))
}

async function* waitStage(run: Run): Steps<void> {
  const { signal, timeoutMs = 30_000, pollMs = 250 } = run.request
  const elapsed = stopwatch()
  const badSince: Partial<Record<Side, number>> = {}
  for (;;) {
    const sight = await look(run.request, { signal, timeoutMs: Math.max(lookMs, pollMs) })
    if (signal?.aborted) return yield* stop(run, 'wait', elapsed)
    const states = { acceptor: seenState(sight.acceptor), dialer: seenState(sight.dialer) }
    yield { step: 'waiting', ...states, elapsedMs: elapsed() }
    if (signal?.aborted) return yield* stop(run, 'wait', elapsed)
    if (isActive(sight) && (isAlive(sight) || elapsed() >= timeoutMs)) {
      if (!isAlive(sight)) run.warnings.push('Both sides say ACTIVE, but nothing was received from the other one yet.')
      yield { step: 'done', result: doneResult({ ...run, ...ends(run, states), wasActive: false, proof: 'active' }), elapsedMs: elapsed() }
      return
    }
    const bad = isActive(sight) ? undefined : lastingFault(run, sight, badSince, elapsed())
    const isLate = elapsed() >= timeoutMs
    if (bad || isLate) return yield* stop(run, 'wait', elapsed, waitFailure(sight, bad, elapsed()))
    await sleep(pollMs, signal)
  }
}

/** The technical preview never says ACTIVE: an exported service that arrives is the only proof. */
async function* previewStage(run: Run): Steps<void> {
  const elapsed = stopwatch()
  const proof = await proofOfLife(run.request, 3_000)
  const sight = await look(run.request, { timeoutMs: lookMs })
  if (run.request.signal?.aborted) return yield* stop(run, 'wait', elapsed)
  const states = { acceptor: seenState(sight.acceptor), dialer: seenState(sight.dialer) }
  yield { step: 'done', result: doneResult({ ...run, ...ends(run, states), wasActive: false, proof }), elapsedMs: elapsed() }
}

function isAlive({ acceptor, dialer }: Sight): boolean {
  return [acceptor, dialer].every((seen) => seen.ok && seen.value !== undefined && healthOf(seen.value).status === 'active')
}

/** The side that will not come right any more: gone, terminated, or without life for too long. */
function lastingFault(run: Run, sight: Sight, badSince: Partial<Record<Side, number>>, now: number): Side | undefined {
  for (const side of ['acceptor', 'dialer'] as const) {
    const state = seenState(sight[side])
    if (state === 'NONE' || state === 'DELETING') return side
    if (state === 'TERMINATED' && run.before[side]?.state !== 'TERMINATED') return side
    if (state !== 'FAILING' && state !== 'UNKNOWN' && state !== 'TERMINATED') {
      delete badSince[side]
      continue
    }
    badSince[side] ??= now
    if (now - badSince[side] >= failingAfterMs) return side
  }
  return undefined
}

/** Ends the flow: cancelled when the caller said so, else failed. Looks what is half made, whatever the signal says. */
async function* stop(run: Run, at: PeerStage, elapsed: () => number, error?: PeerFailure): Steps<undefined> {
  const sight = await look(run.request, { timeoutMs: lookMs })
  const leftovers = leftoversOf(run, sight)
  if (run.request.signal?.aborted || !error) {
    yield { step: 'cancelled', at, leftovers, ...(isActive(sight) && { isActive: true }), elapsedMs: elapsed() }
    return undefined
  }
  const states = { acceptor: seenState(sight.acceptor), dialer: seenState(sight.dialer) }
  yield { step: 'failed', at, error, leftovers, ...ends(run, states), elapsedMs: elapsed() }
  return undefined
}

/** What this run made; records that were there before are not its own. */
function leftoversOf({ request, before, asked }: Run, sight: Sight): readonly Leftover[] {
  return (['acceptor', 'dialer'] as const).flatMap((side): readonly Leftover[] => {
    const answer = asked.get(side)
    if (!answer || before[side]) return []
    const seen = sight[side]
    const name = side === 'acceptor' ? request.dialerName : request.acceptorName
    if (seen.ok && seen.value) return [{ side, name, isCertain: true }]
    return seen.ok && answer === 'answered' ? [] : [{ side, name, isCertain: false }]
  })
}

/** A call that makes something gets a moment to end when the flow is cancelled, so that it is known what it made. */
async function change<T>({ request, asked }: Run, side: Side, call: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
  const { signal } = request
  if (signal?.aborted) return failure({ kind: 'cancelled' })
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const cancel = () => {
    timer = setTimeout(() => controller.abort(), graceMs)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  asked.set(side, 'open')
  const result = await call(controller.signal)
  signal?.removeEventListener('abort', cancel)
  clearTimeout(timer)
  const isOpen = !result.ok && (result.error.kind === 'cancelled' || result.error.kind === 'timeout')
  asked.set(side, isOpen ? 'open' : 'answered')
  return result
}

function ends(run: Run, states: Readonly<Record<Side, PeerEnd['state']>>): Readonly<Record<Side, PeerEnd>> {
  const { request, versions } = run
  return {
    acceptor: { name: request.dialerName, state: states.acceptor, version: versions.acceptor },
    dialer: { name: request.acceptorName, state: states.dialer, version: versions.dialer },
  }
}

function versionOf(identity: Result<{ readonly version: string; readonly prerelease: string }>): string | undefined {
  if (!identity.ok) return undefined
  const { version, prerelease } = identity.value
  return prerelease === '' ? version : `${version}-${prerelease}`
}

function withoutSecret({ secret: _, ...token }: PeeringToken): Omit<PeeringToken, 'secret'> {
  return token
}

/** Ends early, and without an error, when the signal says so. */
async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined)
}

function stopwatch(): () => number {
  const started = performance.now()
  return () => Math.round(performance.now() - started)
}
