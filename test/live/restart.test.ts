// An agent that is killed between token and establish: what is told while it is down, and what works once it is back.
import * as assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { PeerRequest } from '../../consul/src/peerSteps.ts'
import { type Agent, startAgent } from '../harness/consulAgent.ts'
import { consulVersions } from '../harness/consulBinary.ts'
import { clientOf, lastStep, peer } from '../harness/liveClusters.ts'

/** What can be done to the acceptor while the flow runs. */
interface Acceptor {
  kill(): Promise<void>
  startAgain(): Promise<void>
}

describe('an acceptor that is killed between token and establish', { concurrency: true }, () => {
  for (const version of consulVersions) {
    describe(version, { concurrency: true }, () => {
      /** An acceptor that keeps its state, a dialer, and a request to peer them; all end with the test. */
      async function startClusters(t: TestContext): Promise<{ readonly request: PeerRequest; readonly server: Acceptor }> {
        const stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-state-'))
        const wanted = { version, name: 'acceptor', datacenter: 'dc1', stateFolder } as const
        const agents: Agent[] = []
        t.after(async () => {
          await Promise.all(agents.map((agent) => agent.stop()))
          fs.rmSync(stateFolder, { recursive: true, force: true })
        })
        const start = async (...wishes: Parameters<typeof startAgent>) => {
          const agent = await startAgent(...wishes)
          agents.push(agent)
          return agent
        }
        const [first, second] = await Promise.all([start(wanted), start({ version, name: 'dialer', datacenter: 'dc2' })])
        const acceptor = clientOf(first)
        const dialer = clientOf(second)
        t.after(() => Promise.all([acceptor.close(), dialer.close()]))
        return {
          request: { acceptor, dialer, acceptorName: 'cluster-01', dialerName: 'cluster-02' },
          server: {
            kill: () => first.stop(),
            async startAgain() {
              await start({ ...wanted, ports: first.ports })
            },
          },
        }
      }

      it('is told while it is down, with the record that it may have, and the second try works', async (t) => {
        const { request, server } = await startClusters(t)
        const steps = await peer(request, async ({ step }) => {
          if (step === 'token') await server.kill()
        })
        const failed = lastStep(steps, 'failed')
        assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['establish', 'exchange-failed', 'dialer'])
        assert.match(failed.error.message, /\(connection refused\)/)
        assert.equal(failed.acceptor.state, 'UNKNOWN')
        assert.deepEqual(failed.leftovers[0], { side: 'acceptor', name: 'cluster-02', isCertain: false })
        await server.startAgain()
        const { result } = lastStep(await peer(request), 'done')
        assert.deepEqual([result.acceptor.state, result.dialer.state], ['ACTIVE', 'ACTIVE'])
      })

      it('and is back in time still knows its token', async (t) => {
        const { request, server } = await startClusters(t)
        const steps = await peer(request, async ({ step }) => {
          if (step !== 'token') return
          await server.kill()
          await server.startAgain()
        })
        const { result } = lastStep(steps, 'done')
        assert.deepEqual([result.acceptor.state, result.dialer.state], ['ACTIVE', 'ACTIVE'])
      })
    })
  }
})
