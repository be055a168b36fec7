// The one click that does not reach its end: cancelled, refused, or cut off, on real clusters.
import * as assert from 'node:assert/strict'
import { it } from 'node:test'
import { deleteHalfMade } from '../../consul/src/deleteHalfMade.ts'
import type { Leftover, PeerStep } from '../../consul/src/peerSteps.ts'
import { type Clusters, eventually, expectValue, lastStep, onEachVersion, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }
const acceptorRecord: Leftover = { side: 'acceptor', name: 'cluster-02', isCertain: true }
const dialerRecord: Leftover = { side: 'dialer', name: 'cluster-01', isCertain: true }

async function expectNothing({ acceptor, dialer }: Clusters): Promise<void> {
  assert.deepEqual([...expectValue(await acceptor.listPeerings()), ...expectValue(await dialer.listPeerings())], [])
}

onEachVersion('a flow that stops', {}, (clusters, version) => {
  /** Cancels when a step is seen, then deletes what the flow names, after which nothing may be left. */
  async function cancelAt(step: PeerStep['step']) {
    const { acceptor, dialer } = clusters()
    const controller = new AbortController()
    const steps = await peer({ acceptor, dialer, ...names, signal: controller.signal }, (seen) => {
      if (seen.step === step) controller.abort()
    })
    const { at, leftovers } = lastStep(steps, 'cancelled')
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers }))
    await expectNothing(clusters())
    return { at, leftovers }
  }

  it('cancelled before it begins, has made nothing', async () => {
    const { acceptor, dialer } = clusters()
    const steps = await peer({ acceptor, dialer, ...names, signal: AbortSignal.abort() })
    assert.deepEqual(lastStep(steps, 'cancelled').leftovers, [])
    assert.equal(steps.length, 1)
  })

  it('cancelled at the checklist, has made nothing', async () => {
    assert.deepEqual(await cancelAt('preflight'), { at: 'token', leftovers: [] })
  })

  it('cancelled after the token, names the record of the acceptor', async () => {
    assert.deepEqual(await cancelAt('token'), { at: 'token', leftovers: [acceptorRecord] })
  })

  it('cancelled after it was established, names both records', async () => {
    assert.deepEqual(await cancelAt('establish'), { at: 'wait', leftovers: [acceptorRecord, dialerRecord] })
  })

  it('cancelled while it waits, names both records', async () => {
    assert.deepEqual(await cancelAt('waiting'), { at: 'wait', leftovers: [acceptorRecord, dialerRecord] })
  })

  it('cancelled while the dialer dials, ends soon and names what is there', async () => {
    const { acceptor, dialer } = clusters()
    const controller = new AbortController()
    // 203.0.113.0/24 is for documentation: nobody answers there.
    const flow = peer({ acceptor, dialer, ...names, serverExternalAddresses: ['203.0.113.1:8503'], signal: controller.signal }, (step) => {
      if (step.step === 'token') setImmediate(() => controller.abort())
    })
    const started = performance.now()
    const { at, leftovers } = lastStep(await flow, 'cancelled')
    assert.ok(performance.now() - started < 4_000)
    assert.ok(at === 'establish' || at === 'token', at)
    assert.deepEqual(leftovers[0], acceptorRecord)
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers }))
  })

  it('with an address that nobody listens on names it and the half-made records, and works at the second try', async () => {
    const { acceptor, dialer } = clusters()
    const failed = lastStep(await peer({ acceptor, dialer, ...names, serverExternalAddresses: ['127.0.0.1:1'] }), 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['establish', 'exchange-failed', 'dialer'])
    assert.match(failed.error.message, /`127\.0\.0\.1:1` \(connection refused\)/)
    assert.equal(failed.error.message.match(/127\.0\.0\.1:1`/g)?.length, 1)
    // 1.13 makes the dialer's record after the handshake, later versions before it.
    assert.deepEqual(failed.leftovers, version === '1.13.9' ? [acceptorRecord] : [acceptorRecord, dialerRecord])
    const { result } = lastStep(await peer({ acceptor, dialer, ...names }), 'done')
    assert.deepEqual([result.acceptor.state, result.dialer.state], ['ACTIVE', 'ACTIVE'])
    assert.ok(result.warnings.some((text) => text.includes('will be used again')))
  })

  it('stops on a terminated peering, which makes dead tokens, until it is deleted', async () => {
    const { acceptor, dialer } = clusters()
    expectValue(await dialer.deletePeering('cluster-01'))
    await eventually(
      async () => expectValue(await acceptor.readPeering('cluster-02'))?.state,
      (state) => state === 'TERMINATED',
    )
    const steps = await peer({ acceptor, dialer, ...names })
    assert.match(lastStep(steps, 'failed').error.message, /`cluster-02` on the acceptor is terminated/)
    const records = steps.flatMap((step) => (step.step === 'preflight' ? step.checks.flatMap((check) => check.records ?? []) : []))
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers: records }))
    await expectNothing(clusters())
  })

  it('whose acceptor goes down while it waits says so', async () => {
    const { agents, acceptor, dialer } = clusters()
    const steps = await peer({ acceptor, dialer, ...names, timeoutMs: 1_000 }, async (step) => {
      if (step.step === 'establish') await agents.acceptor.stop()
    })
    const failed = lastStep(steps, 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['wait', 'connection-refused', 'acceptor'])
    assert.equal(failed.acceptor.state, 'UNKNOWN')
    assert.deepEqual(failed.leftovers, [{ ...acceptorRecord, isCertain: false }, dialerRecord])
  })

  it('with a cluster that is down does not get past the checklist', async () => {
    const { acceptor, dialer } = clusters()
    const failed = lastStep(await peer({ acceptor, dialer, ...names }), 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['preflight', 'preflight-blocked', 'acceptor'])
    assert.match(failed.error.message, /`dc1` does not answer/)
  })
})
