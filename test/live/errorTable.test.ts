// Each error that Consul 1.13.9 and 1.16.1 give to somebody who peers, produced by a real agent, and the sentence that a person reads.
import assert from 'node:assert/strict'
import * as net from 'node:net'
import { after, before, describe, it } from 'node:test'
import { fromAnswer } from '../../consul/src/classify.ts'
import { type ConsulClient, createConsulClient } from '../../consul/src/client.ts'
import { type ConsulError, explain } from '../../consul/src/errors.ts'
import type { Generation } from '../../consul/src/identity.ts'
import { Secret } from '../../consul/src/secret.ts'
import { type Agent, type AgentRequest, createToken, startAgent } from '../harness/consulAgent.ts'
import { type ConsulVersion, consulVersions } from '../harness/consulBinary.ts'
import { clientOf, eventually, expectValue } from '../harness/liveClusters.ts'

/** The error of a request in the very form in which it is sent. */
async function ask(agent: Agent, method: string, path: string, body?: unknown, token?: string): Promise<ConsulError> {
  const headers: Record<string, string> = token === undefined ? {} : { 'X-Consul-Token': token }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(agent.address + path, { method, headers, ...(body !== undefined && { body: text ?? '' }) })
  const said = await answer.text()
  assert.ok(!answer.ok, `${method} ${path}: ${answer.status} ${said}`)
  const isConfigWrite = method === 'PUT' && path.startsWith('/v1/config')
  return fromAnswer({ status: answer.status, text: said, address: agent.address.slice('http://'.length), path, isConfigWrite })
}

/** The kind and both sentences, without ports. */
function told(error: ConsulError): string {
  const { message, next } = explain(error)
  return `${error.kind}: ${message} ${next}`.replaceAll(/127\.0\.0\.1:\d{2,}/g, '127.0.0.1:PORT')
}

async function toldBy(call: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ConsulError }>): Promise<string> {
  const result = await call
  assert.ok(!result.ok, 'the call is refused')
  return told(result.error)
}

describe('errors of real clusters', { concurrency: true }, () => {
  for (const version of consulVersions) defineErrors(version)
})

function defineErrors(version: ConsulVersion): void {
  describe(version, { concurrency: 1 }, () => {
    const started = new Map<string, Agent>()
    const generation: Generation = version === '1.13.9' ? '1.13' : '1.14+'
    const isNew = version === '1.16.1'
    const port = (agent: Agent) => agent.ports[isNew ? 'grpcTls' : 'grpc']
    const start = async (name: string, request: Partial<AgentRequest> = {}) => {
      started.set(name, await startAgent({ version, name, datacenter: 'dc1', ...request }))
    }
    const agent = (name: string): Agent => {
      const found = started.get(name)
      assert.ok(found, name)
      return found
    }
    const clients: ConsulClient[] = []
    const client = (name: string, token?: string) => {
      const made = clientOf(agent(name), token)
      clients.push(made)
      return made
    }

    before(async () => {
      await Promise.all([start('acceptor'), start('dialer', { datacenter: 'dc2' }), start('twin'), start('guarded', { acl: 'deny' })])
      await Promise.all([
        start('unbootstrapped', { hcl: 'acl { enabled = true default_policy = "deny" }' }),
        start('off', { peering: false }),
        start('meshless', { hcl: 'connect { enabled = false }' }),
        start('portless', { hcl: isNew ? 'ports { grpc_tls = -1 }' : 'ports { grpc = -1 }' }),
        start('leaderless', { stray: 'leaderless server' }),
        start('client', { stray: 'client' }),
        start('secondary', { hcl: 'primary_datacenter = "elsewhere"' }),
      ])
    })
    after(async () => {
      await Promise.all(clients.map((one) => one.close()))
      await Promise.all([...started.values()].map((one) => one.stop()))
    })

    const generate = (name: string, peerName: string, token?: string) => client(name, token).generateToken({ peerName, generation })
    const establish = (name: string, peerName: string, token: Secret) => client(name).establish({ peerName, token })
    const changed = (token: Secret, changes: object): Secret => {
      const body = JSON.parse(Buffer.from(token.reveal(), 'base64').toString())
      return new Secret(Buffer.from(JSON.stringify({ ...body, ...changes })).toString('base64'))
    }

    it('wrong address, port or scheme', async () => {
      const at = async (address: string) => {
        const made = createConsulClient({ address })
        clients.push(made)
        return toldBy(made.leader())
      }
      const { ports } = agent('acceptor')
      assert.match(await at('http://127.0.0.1:1'), /^connection-refused: Nothing listens on `127\.0\.0\.1:1`/)
      assert.match(await at(`http://127.0.0.1:${ports.server}`), /^connection-reset: .* closed the connection before it had answered/)
      assert.match(await at(`http://127.0.0.1:${ports.grpc}`), /^not-consul: .* does not speak HTTP/)
      assert.match(
        await at(`https://127.0.0.1:${ports.http}`),
        /^tls-wrong-scheme: .* speaks http, but it was asked in https\. Begin the address with `http:\/\/`/,
      )
    })

    it('a body that this version does not know, or that lacks something', async () => {
      const acceptor = agent('acceptor')
      assert.match(
        told(await ask(acceptor, 'POST', '/v1/peering/token', { Peer: 'x' })),
        isNew ? /^(missing|unknown)-field: / : /^unknown-field: This version of Consul does not know a part of the request/,
      )
      assert.match(
        told(await ask(acceptor, 'POST', '/v1/peering/token', {})),
        /^missing-field: .*PeerName is required in the payload when generating/,
      )
      assert.match(told(await ask(acceptor, 'POST', '/v1/peering/establish', {})), /^missing-field: .*is required/)
      assert.match(
        told(await ask(acceptor, 'POST', '/v1/peering/establish', { PeerName: 'x' })),
        /^missing-field: .*PeeringToken is required/,
      )
    })

    it('entries that are refused', async () => {
      const acceptor = agent('acceptor')
      const put = async (body: unknown) => told(await ask(acceptor, 'PUT', '/v1/config', body))
      assert.match(
        await put({ Kind: 'mesh', Nonsense: 1 }),
        /^refused: The cluster refused the config entry: .*invalid config key "Nonsense"/,
      )
      assert.match(await put({ Name: 'x' }), /^refused: .*does not contain a kind\/Kind key at the top level/)
      assert.match(
        await put({ Kind: 'nonsense', Name: 'x' }),
        /^unknown-config-kind: This version of Consul has no config entries of the kind `nonsense`/,
      )
      assert.match(await put('Kind = "mesh"'), /^refused: .*invalid character 'K'/)
    })

    it('what is Enterprise only, what is not there, and what no version takes', async () => {
      const acceptor = agent('acceptor')
      assert.match(
        told(await ask(acceptor, 'GET', '/v1/peerings?partition=x')),
        /^enterprise-only: This cluster runs the community edition, which has no partitions\./,
      )
      assert.match(
        told(await ask(acceptor, 'GET', '/v1/peering/nobody')),
        /^not-found: The peering `nobody` does not exist in this cluster\./,
      )
      assert.match(
        told(await ask(acceptor, 'GET', '/v1/config/service-defaults/nobody')),
        /^not-found: The config entry `service-defaults\/nobody` does not exist/,
      )
      assert.match(told(await ask(acceptor, 'GET', '/v1/nonsense')), /^unknown-endpoint: This cluster does not know `\/v1\/nonsense`/)
      assert.match(told(await ask(acceptor, 'DELETE', '/v1/peerings')), /^method-not-allowed: The cluster does not take this method/)
    })

    it('ACLs: off, no token, a weak token, an unknown token', async () => {
      assert.match(told(await ask(agent('acceptor'), 'GET', '/v1/acl/tokens')), /^acl-disabled: ACLs are switched off in this cluster/)
      const weak = await createToken(agent('guarded'), 'peering = "read"')
      assert.match(
        await toldBy(generate('guarded', 'x', '')),
        /^permission-denied: No ACL token was sent, and the anonymous one may not do this: it lacks `peering:write`\. .*`peering = "write"`/,
      )
      assert.match(
        await toldBy(generate('guarded', 'x', weak)),
        /^permission-denied: The ACL token may not do this: it lacks `peering:write`\./,
      )
      const stranger = '22222222-2222-2222-2222-222222222222'
      assert.match(await toldBy(generate('guarded', 'x', stranger)), /^acl-not-found: This cluster does not know the ACL token/)
    })

    it('an ACL system that was never bootstrapped', async () => {
      const token = '22222222-2222-2222-2222-222222222222'
      const said = told(await ask(agent('unbootstrapped'), 'GET', '/v1/peerings', undefined, token))
      assert.match(
        said,
        isNew
          ? /^acl-not-bootstrapped: The ACL system of this cluster was never bootstrapped/
          : /^acl-not-found: This cluster does not know the ACL token/,
      )
    })

    it('switches and ports that peering needs', async () => {
      assert.match(await toldBy(generate('off', 'x')), /^peering-disabled: Peering is switched off in this cluster/)
      if (isNew)
        assert.match(await toldBy(generate('meshless', 'x')), /^connect-disabled: The service mesh is switched off in this cluster/)
      assert.match(
        await toldBy(generate('portless', 'x')),
        isNew ? /^grpc-tls-disabled: .* no gRPC port with TLS/ : /^grpc-disabled: .* no gRPC port, through which version 1\.13 peers/,
      )
    })

    it('a cluster without a leader, and a client without a server', async () => {
      const leaderless = createConsulClient({ address: agent('leaderless').address }, { timeoutMs: 90_000 })
      const alone = createConsulClient({ address: agent('client').address }, { timeoutMs: 90_000 })
      clients.push(leaderless, alone)
      const [first, second] = await Promise.all([toldBy(leaderless.services()), toldBy(alone.listPeerings())])
      assert.match(first, /^no-leader: The cluster has no leader, so it can neither be read nor changed\./)
      assert.match(second, /^no-servers: The agent is a client and reaches no server of its cluster/)
    })

    if (isNew) {
      it('a certificate authority that is not ready', async () => {
        assert.match(await toldBy(generate('secondary', 'x')), /^ca-not-ready: The cluster's certificate authority is not ready yet/)
      })

      it('peering through mesh gateways of which there are none', async () => {
        const twin = client('twin')
        expectValue(await twin.writeConfigEntry({ Kind: 'mesh', Peering: { PeerThroughMeshGateways: true } }))
        assert.match(await toldBy(generate('twin', 'x')), /^mesh-gateway-missing: .* but none is registered/)
        expectValue(await twin.deleteConfigEntry('mesh', 'mesh'))
      })

      it('too many connections', async () => {
        const { http } = agent('twin').ports
        const sockets = Array.from({ length: 200 }, () => net.connect(http, '127.0.0.1'))
        try {
          await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
          assert.match(await toldBy(client('twin').leader()), /^too-many-requests: The agent refuses more requests or connections/)
        } finally {
          for (const socket of sockets) socket.destroy()
        }
      })
    }

    it('a request that is too large', async () => {
      const request = { PeerName: 'x', PeeringToken: 'A'.repeat(9_000_000) }
      assert.match(
        told(await ask(agent('acceptor'), 'POST', '/v1/peering/establish', request)),
        /^message-too-large: The request is larger than the servers take/,
      )
    })

    it('names and metadata that no peering has', async () => {
      assert.match(await toldBy(generate('acceptor', 'No_Name')), /^bad-peer-name: `No_Name` cannot be the name of a peer/)
      const meta = { [`k${'x'.repeat(130)}`]: 'v' }
      assert.match(
        await toldBy(client('acceptor').generateToken({ peerName: 'meta', generation, meta })),
        /^bad-meta: The cluster refused the metadata of the peering/,
      )
    })

    it('a token that is cut off or leads nowhere', async () => {
      assert.match(
        told(await ask(agent('dialer'), 'POST', '/v1/peering/establish', { PeerName: 'x', PeeringToken: 'bm8=' })),
        /^bad-token: The dialer's cluster could not read the peering token/,
      )
      const token = expectValue(await generate('acceptor', 'nowhere'))
      assert.match(await toldBy(establish('dialer', 'bad', changed(token, { ServerAddresses: ['no-port'] }))), /^bad-token: /)
      const { ports } = agent('acceptor')
      const through = (address: string, more: object = {}) =>
        toldBy(establish('dialer', 'lost', changed(token, { ServerAddresses: [address], ...more })))
      assert.match(await through('127.0.0.1:1'), /^exchange-failed: .*`127\.0\.0\.1:1` \(connection refused\)/)
      assert.match(await through('nobody.invalid:8503'), /`nobody\.invalid:8503` \((no such host|no answer in time)/)
      if (!isNew) return
      assert.match(await through(`127.0.0.1:${ports.http}`), /\(the port speaks no TLS: an HTTP or a plain gRPC port\)/)
      assert.match(await through(`127.0.0.1:${ports.server}`), /\(connection reset, as by the RPC port\)/)
      assert.match(await through(`127.0.0.1:${port(agent('acceptor'))}`, { CA: [] }), /\(the server hung up, as on a token without CA\)/)
    })

    it('a token that was used, and one of the own cluster', async () => {
      const token = expectValue(await generate('acceptor', 'west'))
      assert.match(await toldBy(establish('acceptor', 'self', token)), /^(same-cluster|server-name-conflict): /)
      expectValue(await establish('dialer', 'east', token))
      await eventually(
        async () => expectValue(await client('dialer').readPeering('east'))?.state,
        (state) => state === 'ACTIVE',
        20_000,
      )
      // 1.13 refuses the twin for the name of its datacenter.
      assert.match(await toldBy(establish(isNew ? 'twin' : 'dialer', 'east', token)), /^secret-spent: The peering token was used before/)
    })

    it('a name that is taken for the other role', async () => {
      assert.match(await toldBy(generate('dialer', 'east')), /^already-dialing: The peering `east` exists here as a dialer/)
      const token = expectValue(await generate('twin', 'anybody'))
      const onAcceptor = await toldBy(establish('acceptor', 'west', token))
      // 1.13 finds the equal names of the datacenters first.
      assert.match(
        onAcceptor,
        isNew ? /^already-accepting: The peering `west` exists here and waits to be dialed/ : /^(already-accepting|server-name-conflict): /,
      )
    })

    if (!isNew) {
      it('two clusters whose datacenters have one name', async () => {
        const token = expectValue(await generate('twin', 'other'))
        assert.match(
          await toldBy(establish('acceptor', 'twin', token)),
          /^server-name-conflict: Both clusters call their servers .*because their datacenters have one name/,
        )
      })
    }
  })
}
