// The one click when the answer to establishing is lost: what was done counts, and not what was heard of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsulClient } from '../../consul/src/client.ts'
import type { ConsulError } from '../../consul/src/errors.ts'
import { success } from '../../consul/src/result.ts'
import { failing, fakeClient, identity, peering, peeringToken } from '../client/fakes.ts'
import { lastStep, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }
const lost: readonly ConsulError[] = [
  { kind: 'timeout', address: '127.0.0.1:8501', timeoutMs: 20_000 },
  { kind: 'connection-reset', address: '127.0.0.1:8501' },
  { kind: 'not-consul', address: '127.0.0.1:8501', found: 'broken-json' },
  { kind: 'unexpected', status: 504, detail: 'Gateway Timeout' },
]

/** Two clusters; the dialer answers `establish` with an error, and both have records as `state` says once a token was made. */
function clusters(error: ConsulError, state: 'ACTIVE' | 'FAILING' | 'NONE') {
  let isMade = false
  const record = (role: 'acceptor' | 'dialer'): Partial<ConsulClient> => ({
    readPeering: async () => success(isMade && state !== 'NONE' ? peering({ role, state }) : undefined),
  })
  const acceptor = fakeClient({
    ...{ address: 'http://127.0.0.1:8500', origin: 'http://127.0.0.1:8500', ...record('acceptor') },
    async generateToken() {
      isMade = true
      return success(peeringToken())
    },
  })
  const dialer = fakeClient({
    ...{ address: 'http://127.0.0.1:8501', origin: 'http://127.0.0.1:8501', ...record('dialer') },
    self: async () => success({ ...identity, datacenter: 'dc2' }),
    establish: failing(error),
  })
  return { acceptor, dialer, ...names, pollMs: 10 }
}

for (const error of lost) {
  test(`a peering that is ACTIVE is done, although establishing ended with \`${error.kind}\``, async () => {
    const { result } = lastStep(await peer(clusters(error, 'ACTIVE')), 'done')
    assert.deepEqual([result.acceptor.state, result.dialer.state, result.wasActive], ['ACTIVE', 'ACTIVE', false])
    assert.match(result.warnings.at(-1) ?? '', /^The answer to establishing was lost, but both sides are ACTIVE\./)
  })
}

test('a refusal is a failure at once, whatever the records say', async () => {
  const failed = lastStep(await peer(clusters({ kind: 'exchange-failed', addresses: [] }, 'FAILING')), 'failed')
  assert.deepEqual([failed.at, failed.error.kind], ['establish', 'exchange-failed'])
})

test('a lost answer with no peering to show for it stays a failure, which names what is half made', { timeout: 30_000 }, async () => {
  const failed = lastStep(await peer(clusters({ kind: 'timeout', address: '127.0.0.1:8501', timeoutMs: 20_000 }, 'FAILING')), 'failed')
  assert.deepEqual([failed.at, failed.error.kind], ['establish', 'timeout'])
  assert.deepEqual(
    failed.leftovers.map(({ side }) => side),
    ['acceptor', 'dialer'],
  )
})

test('to cancel what is ACTIVE already says so', async () => {
  const controller = new AbortController()
  const request = { ...clusters({ kind: 'timeout', address: '127.0.0.1:8501', timeoutMs: 20_000 }, 'ACTIVE'), signal: controller.signal }
  const steps = await peer(request, (step) => {
    if (step.step === 'establish') controller.abort()
  })
  assert.equal(lastStep(steps, 'cancelled').isActive, true)
})
