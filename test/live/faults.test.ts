// What may go wrong between us and a real cluster: each fault has its sentence, a retry works, and nothing half made is hidden.
import * as assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import type { ConsulClient } from '../../consul/src/client.ts'
import { deleteHalfMade } from '../../consul/src/deleteHalfMade.ts'
import { explain } from '../../consul/src/errors.ts'
import type { PeerStep } from '../../consul/src/peerSteps.ts'
import { Secret } from '../../consul/src/secret.ts'
import { runCli } from '../harness/cli.ts'
import type { Agent } from '../harness/consulAgent.ts'
import { clientFor, serve } from '../harness/fakeServer.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts'
import { expectValue, lastStep, onEachVersion, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }
const mark = '77777777-dead-beef-7777-777777777777'
const answer = (status: number, text: string, headers?: Readonly<Record<string, string>>): Fault => ({
  ...{ kind: 'answer', status, text, headers },
})
const noLeader = answer(500, 'rpc error making call: No cluster leader')

/** Each on the list of the cluster's services, which Consul has just answered well. */
const faults: readonly (readonly [title: string, fault: Fault, said: RegExp])[] = [
  ['a cluster that never answers', { kind: 'silence' }, /^timeout: .* did not answer within 300 ms/],
  ['a reset in mid-body', { kind: 'reset' }, /^connection-reset: .* closed the connection before it had answered/],
  ['half a JSON body', { kind: 'half' }, /^not-consul: .*so it is not the HTTP API of Consul that answers\./],
  ['the page of a proxy', answer(502, '<html><h1>Bad Gateway</h1></html>', { 'content-type': 'text/html' }), /^not-consul: /],
  ['the sign-in page of a proxy', answer(200, '<!DOCTYPE html><title>Sign in</title>'), /^not-consul: /],
  ['a 403', answer(403, "Permission denied: token with AccessorID 'x' lacks permission 'node:read'"), /^permission-denied: .*`node:read`/],
  ['a 429', answer(429, 'Your IP is issuing too many concurrent connections, please rate limit your calls\n'), /^too-many-requests: /],
  [
    'a 500 in the wrapping of gRPC',
    answer(500, 'rpc error: code = Unknown desc = No cluster leader'),
    /^no-leader: The cluster has no leader/,
  ],
  ['a loss of the leader', noLeader, /^no-leader: /],
  ['an answer of 17 MiB', answer(200, `{"a":["${'x'.repeat(17 * 1024 * 1024)}"]}`), /^too-large: .* is larger than 16 MiB/],
]

/** A proxy that ends with the test, and a client that talks through it and carries a marked token. */
async function behind(t: TestContext, agent: Agent, timeoutMs?: number): Promise<{ proxy: FaultProxy; client: ConsulClient }> {
  const proxy = await startFaultProxy(agent.address)
  t.after(() => proxy.close())
  const client = clientFor(t, { address: proxy.address, label: agent.datacenter }, { timeoutMs })
  return { proxy, client }
}

onEachVersion('a fault in front of a cluster', { acl: 'allow' }, (clusters) => {
  for (const [title, fault, said] of faults) {
    it(`${title} is told in one sentence with a next step, and a retry works`, async (t) => {
      const { proxy, client } = await behind(t, clusters().agents.acceptor, fault.kind === 'silence' ? 300 : 10_000)
      expectValue(await client.services())
      proxy.break(fault)
      const result = await client.services()
      assert.ok(!result.ok)
      const { message, next } = explain(result.error)
      assert.match(`${result.error.kind}: ${message}`, said)
      assert.match(next, /\.$/)
      proxy.mend()
      expectValue(await client.services({ timeoutMs: 10_000 }))
    })
  }

  it('a redirect to another host is not followed, and the token stays here', async (t) => {
    const { agents } = clusters()
    const { proxy } = await behind(t, agents.acceptor)
    const client = clientFor(t, { address: proxy.address, token: new Secret(mark) })
    const elsewhere = await serve(t, (_, response) => void response.end('{}'))
    proxy.break(answer(301, '', { location: `${elsewhere.address}/v1/catalog/services` }))
    const result = await client.services()
    assert.ok(!result.ok)
    assert.match(explain(result.error).message, /redirects to `http:\/\/127\.0\.0\.1:\d+`, which was not followed/)
    assert.deepEqual([proxy.seen.at(-1)?.['x-consul-token'], elsewhere.seen.length], [mark, 0])
    assert.doesNotMatch(JSON.stringify(result), new RegExp(mark))
  })

  it('an answer of 10 MB is read', async (t) => {
    const { proxy, client } = await behind(t, clusters().agents.acceptor, 10_000)
    proxy.break(answer(200, `{"web":["${'x'.repeat(10_000_000)}"]}`))
    assert.equal(expectValue(await client.services()).rows.length, 1)
  })
})

onEachVersion('a fault in the middle of the one click', {}, (clusters) => {
  /** Peers through proxies; at each step the test may break things. What is left over is deleted afterwards. */
  async function run(t: TestContext, onStep: (step: PeerStep['step'], proxies: Record<'acceptor' | 'dialer', FaultProxy>) => void) {
    const { agents } = clusters()
    const acceptor = await behind(t, agents.acceptor)
    const dialer = await behind(t, agents.dialer)
    const proxies = { acceptor: acceptor.proxy, dialer: dialer.proxy }
    const request = { acceptor: acceptor.client, dialer: dialer.client, ...names }
    return { steps: await peer(request, ({ step }) => onStep(step, proxies)), request, proxies }
  }

  async function cleanUp(): Promise<void> {
    const { acceptor, dialer } = clusters()
    const leftovers = [
      { side: 'acceptor', name: names.dialerName, isCertain: true },
      { side: 'dialer', name: names.acceptorName, isCertain: true },
    ] as const
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers }))
  }

  it('a leader that is lost before the token was made leaves nothing, and the second try works', async (t) => {
    const { steps, request, proxies } = await run(t, (step, { acceptor }) => {
      if (step === 'preflight') acceptor.break(noLeader, '/v1/peering/token')
    })
    const failed = lastStep(steps, 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side, failed.leftovers], ['token', 'no-leader', 'acceptor', []])
    proxies.acceptor.mend()
    lastStep(await peer(request), 'done')
    await cleanUp()
  })

  it('a token whose answer is cut off has made a record, which is named, and the second try works', async (t) => {
    const { steps, request, proxies } = await run(t, (step, { acceptor }) => {
      if (step === 'preflight') acceptor.break({ kind: 'reset' }, '/v1/peering/token')
    })
    const failed = lastStep(steps, 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['token', 'connection-reset', 'acceptor'])
    assert.deepEqual(failed.leftovers, [{ side: 'acceptor', name: names.dialerName, isCertain: true }])
    proxies.acceptor.mend()
    lastStep(await peer(request), 'done')
    await cleanUp()
  })

  it('a leader of the dialer that is lost before it dials leaves the record of the acceptor, and the second try works', async (t) => {
    const { steps, request, proxies } = await run(t, (step, { dialer }) => {
      if (step === 'token') dialer.break(noLeader, '/v1/peering/establish')
    })
    const failed = lastStep(steps, 'failed')
    assert.deepEqual([failed.at, failed.error.kind, failed.error.side], ['establish', 'no-leader', 'dialer'])
    assert.deepEqual(failed.leftovers, [{ side: 'acceptor', name: names.dialerName, isCertain: true }])
    proxies.dialer.mend()
    lastStep(await peer(request), 'done')
    await cleanUp()
  })

  it('an answer to establishing that is lost does not hide that the peering works', async (t) => {
    const { steps } = await run(t, (step, { dialer }) => {
      if (step === 'token') dialer.break({ kind: 'reset' }, '/v1/peering/establish')
    })
    const { result } = lastStep(steps, 'done')
    assert.deepEqual([result.acceptor.state, result.dialer.state], ['ACTIVE', 'ACTIVE'])
    await cleanUp()
  })
})

onEachVersion('a fault in front of the program', { acl: 'deny' }, (clusters) => {
  const cases: readonly (readonly [at: string, side: 'acceptor' | 'dialer', fault: Fault, kind: string])[] = [
    ['token', 'acceptor', noLeader, 'no-leader'],
    ['token', 'acceptor', { kind: 'half' }, 'not-consul'],
    ['establish', 'dialer', noLeader, 'no-leader'],
    ['establish', 'dialer', answer(429, 'Too Many Requests'), 'too-many-requests'],
  ]
  for (const [at, side, fault, kind] of cases) {
    it(`ends \`peer\` at ${at} with ${kind}, exit code 3, and no token in what it prints`, async (t) => {
      const { agents } = clusters()
      const token = agents.acceptor.managementToken ?? ''
      const { proxy } = await behind(t, agents[side])
      proxy.break(fault, `/v1/peering/${at}`)
      const addresses = { acceptor: agents.acceptor.address, dialer: agents.dialer.address, [side]: proxy.address }
      const pair = `--acceptor ${addresses.acceptor} --dialer ${addresses.dialer} --acceptor-name cluster-01 --dialer-name cluster-02`
      const { code, out, said } = await runCli(`peer ${pair} --format json`, { environment: { CONSUL_HTTP_TOKEN: token } })
      const { ok, steps, error } = JSON.parse(out)
      assert.deepEqual([code, ok, steps.at(-1).step, steps.at(-1).ok, error.kind], [3, false, at, false, kind])
      assert.ok(error.message.length > 0 && error.next.length > 0)
      assert.equal(proxy.seen.at(-1)?.['x-consul-token'], token)
      assert.ok(!out.includes(token) && !said.join('').includes(token))
    })
  }
})
