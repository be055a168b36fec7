// A cluster behind https with a private authority, and one that wants a client certificate.
import * as assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { ConsulClient } from '../../consul/src/client.ts'
import type { Connection } from '../../consul/src/connection.ts'
import { Secret } from '../../consul/src/secret.ts'
import { type Agent, startAgent } from '../harness/consulAgent.ts'
import { consulBinary } from '../harness/consulBinary.ts'
import { clientFor } from '../harness/fakeServer.ts'

describe('a cluster behind https', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-tls-'))
  const file = (name: string) => path.join(folder, name)
  const read = (name: string) => fs.readFileSync(file(name), 'utf8')
  let agent: Agent | undefined
  let strict: Agent | undefined

  before(async () => {
    const consul = await consulBinary('1.16.1')
    const tls = (...args: string[]) => execFileSync(consul, ['tls', ...args], { cwd: folder, stdio: 'ignore' })
    tls('ca', 'create')
    tls('cert', 'create', '-server', '-dc=dc1')
    tls('cert', 'create', '-client', '-dc=dc1')
    const certificate = `ca_file = "${file('consul-agent-ca.pem')}" cert_file = "${file('dc1-server-consul-0.pem')}" key_file = "${file('dc1-server-consul-0-key.pem')}"`
    const request = { version: '1.16.1', name: 'server', datacenter: 'dc1' } as const
    ;[agent, strict] = await Promise.all([
      startAgent({ ...request, https: certificate }),
      startAgent({ ...request, https: `${certificate} verify_incoming = true` }),
    ])
  })

  after(async () => {
    await Promise.all([agent?.stop(), strict?.stop()])
    fs.rmSync(folder, { recursive: true, force: true })
  })

  function client(t: TestContext, target: Agent | undefined, settings: Omit<Connection, 'address'>, host = '127.0.0.1'): ConsulClient {
    return clientFor(t, { address: `https://${host}:${target?.ports.https}`, ...settings })
  }

  async function kind(consul: ConsulClient): Promise<string> {
    const result = await consul.leader()
    return result.ok ? 'ok' : result.error.kind
  }

  it('is trusted with its CA file, by address, by name, and by server name', async (t) => {
    const certificateAuthority = read('consul-agent-ca.pem')
    assert.equal(await kind(client(t, agent, { certificateAuthority })), 'ok')
    assert.equal(await kind(client(t, agent, { certificateAuthority }, 'localhost')), 'ok')
    assert.equal(await kind(client(t, agent, { certificateAuthority, serverName: 'server.dc1.consul' })), 'ok')
  })

  it('is not trusted without it, nor under another name', async (t) => {
    assert.equal(await kind(client(t, agent, {})), 'tls-untrusted')
    assert.equal(
      await kind(client(t, agent, { certificateAuthority: read('consul-agent-ca.pem'), serverName: 'server.dc2.consul' })),
      'tls-wrong-name',
    )
  })

  it('is not trusted with the file of another authority of the same name', async (t) => {
    const other = fs.mkdtempSync(path.join(folder, 'other-'))
    execFileSync(await consulBinary('1.16.1'), ['tls', 'ca', 'create'], { cwd: other, stdio: 'ignore' })
    const certificateAuthority = fs.readFileSync(path.join(other, 'consul-agent-ca.pem'), 'utf8')
    assert.equal(await kind(client(t, agent, { certificateAuthority })), 'tls-untrusted')
  })

  it('gets no token while it is not trusted', async (t) => {
    const result = await client(t, agent, { token: new Secret('11111111-1111-1111-1111-111111111111') }).listPeerings()
    assert.equal(!result.ok && result.error.kind, 'tls-untrusted')
  })

  it('that wants a client certificate takes ours and says so without', async (t) => {
    const certificateAuthority = read('consul-agent-ca.pem')
    const clientCertificate = read('dc1-client-consul-0.pem')
    const clientKey = new Secret(read('dc1-client-consul-0-key.pem'))
    assert.equal(await kind(client(t, strict, { certificateAuthority, clientCertificate, clientKey })), 'ok')
    assert.equal(await kind(client(t, strict, { certificateAuthority })), 'tls-client-certificate')
  })

  it('tells http that is spoken to its https port, and https to its http port', async (t) => {
    assert.equal(await kind(clientFor(t, { address: `http://127.0.0.1:${agent?.ports.https}` })), 'tls-wrong-scheme')
    assert.equal(await kind(clientFor(t, { address: `https://127.0.0.1:${agent?.ports.http}` })), 'tls-wrong-scheme')
  })

  it('tells the ports of other protocols', async (t) => {
    assert.equal(await kind(clientFor(t, { address: `http://127.0.0.1:${agent?.ports.server}` })), 'connection-reset')
    assert.equal(await kind(clientFor(t, { address: `http://127.0.0.1:${agent?.ports.grpc}` })), 'not-consul')
  })
})
