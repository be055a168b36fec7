// Two real clusters with clients for one suite of live tests.
import * as assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { inspect } from 'node:util'
import { type ConsulClient, createConsulClient } from '../../consul/src/client.ts'
import { peerClusters } from '../../consul/src/peer.ts'
import type { PeerRequest, PeerStep } from '../../consul/src/peerSteps.ts'
import type { Result } from '../../consul/src/result.ts'
import { Secret } from '../../consul/src/secret.ts'
import { type Agent, type AgentPair, startPair } from './consulAgent.ts'
import { type ConsulVersion, consulVersions } from './consulBinary.ts'

/** What a suite works on; filled before its first test. */
export interface Clusters {
  readonly agents: AgentPair
  readonly acceptor: ConsulClient
  readonly dialer: ConsulClient
}

/** Runs the same tests on a pair of each version, the versions side by side. `clusters()` gives the pair inside a test. */
export function onEachVersion(
  title: string,
  settings: Parameters<typeof startPair>[1],
  define: (clusters: () => Clusters, version: ConsulVersion) => void,
): void {
  describe(title, { concurrency: true }, () => {
    for (const version of consulVersions) {
      describe(version, { concurrency: 1 }, () => {
        let started: Clusters | undefined
        before(async () => {
          const agents = await startPair(version, settings)
          started = { agents, acceptor: clientOf(agents.acceptor), dialer: clientOf(agents.dialer) }
        })
        after(async () => {
          await Promise.all([started?.acceptor.close(), started?.dialer.close()])
          await started?.agents.stop()
        })
        define(() => {
          assert.ok(started, 'the clusters have not started')
          return started
        }, version)
      })
    }
  })
}

/** A client of an agent, with its management token unless another is given. */
export function clientOf(agent: Agent, token: string | undefined = agent.managementToken): ConsulClient {
  return createConsulClient({ address: agent.address, label: agent.datacenter, ...(token && { token: new Secret(token) }) })
}

/** The value of a result that has to be good. */
export function expectValue<T>(result: Result<T>): T {
  assert.ok(result.ok, inspect(result, { depth: 6 }))
  return result.value
}

/** The kind of the error of a result that has to be bad. */
export function expectError(result: Result<unknown>): string {
  assert.ok(!result.ok, inspect(result, { depth: 6 }))
  return result.error.kind
}

/** Runs the flow to its end; `onStep` may cancel or break things on the way. */
export async function peer(request: PeerRequest, onStep?: (step: PeerStep) => unknown): Promise<readonly PeerStep[]> {
  const steps: PeerStep[] = []
  for await (const step of peerClusters(request)) {
    steps.push(step)
    await onStep?.(step)
  }
  return steps
}

/** The last step, which must be of this kind. */
export function lastStep<K extends PeerStep['step']>(steps: readonly PeerStep[], step: K): Extract<PeerStep, { readonly step: K }> {
  const last = steps.at(-1)
  assert.ok(last && isStep(last, step), inspect(last, { depth: 6 }))
  return last
}

function isStep<K extends PeerStep['step']>(step: PeerStep, kind: K): step is Extract<PeerStep, { readonly step: K }> {
  return step.step === kind
}

/** Asks again until the answer fits; a live cluster needs a moment for most things. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, limitMs = 10_000): Promise<T> {
  const started = performance.now()
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (performance.now() - started > limitMs) assert.fail(`not within ${limitMs} ms, last: ${inspect(answer, { depth: 4 })}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
