// What the HTTP client does when the other side is not the Consul that was expected.
import * as assert from 'node:assert/strict'
import * as net from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { inspect } from 'node:util'
import { explain } from '../../consul/src/errors.ts'
import { Secret } from '../../consul/src/secret.ts'
import { freePorts } from '../harness/consulAgent.ts'
import { clientFor, serve, serveAnswers } from '../harness/fakeServer.ts'

const establishmentSecret = '5a1b7c90-3f2e-4d61-8a7b-c0ffee123456'
const token = new Secret('aaaaaaaa-1111-2222-3333-bbbbbbbbbbbb')

/** A TCP server; it ends with the test. */
async function listen(t: TestContext, onConnection: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

describe('the client', () => {
  it('tells a web page from Consul', async (t) => {
    const { address } = await serve(t, (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Log in'),
    )
    const result = await clientFor(t, { address }).listPeerings()
    assert.deepEqual(result, { ok: false, error: { kind: 'not-consul', address: address.slice(7), found: 'html' } })
  })

  it('tells an error page from an error of Consul', async (t) => {
    const { address } = await serve(t, (_, response) => response.writeHead(502).end('<html><h1>Bad gateway'))
    const result = await clientFor(t, { address }).leader()
    assert.equal(!result.ok && result.error.kind === 'not-consul' && result.error.found, 'html')
  })

  it('refuses half a JSON body', async (t) => {
    const { address } = await serve(t, (_, response) => response.end('[{"ID": "1", "Na'))
    const result = await clientFor(t, { address }).listPeerings()
    assert.equal(!result.ok && result.error.kind === 'not-consul' && result.error.found, 'broken-json')
  })

  it('refuses JSON of another shape', async (t) => {
    const { address } = await serve(t, (_, response) => response.end('{"message": "hello"}'))
    const result = await clientFor(t, { address }).listPeerings()
    assert.equal(!result.ok && result.error.kind === 'not-consul' && result.error.found, 'other-shape')
  })

  it('reads lists that are null as empty', async (t) => {
    const { address } = await serve(t, (_, response) => response.end('null'))
    const client = clientFor(t, { address })
    assert.deepEqual(await client.listPeerings(), { ok: true, value: [] })
    assert.deepEqual(await client.intentions(), { ok: true, value: [] })
    assert.deepEqual(await client.healthService('web'), { ok: true, value: [] })
    assert.deepEqual(await client.listConfigEntries('mesh'), { ok: true, value: { rows: [], isFiltered: false } })
  })

  it('gives up on a server that accepts and never answers', async (t) => {
    const address = await listen(t, () => undefined)
    const result = await clientFor(t, { address }, { timeoutMs: 50 }).leader()
    assert.deepEqual(result, { ok: false, error: { kind: 'timeout', address, timeoutMs: 50 } })
  })

  it('gives up on a body that never ends', async (t) => {
    const { address } = await serve(t, (_, response) => response.writeHead(200, { 'content-length': '100' }).write('['))
    const result = await clientFor(t, { address }, { timeoutMs: 100 }).listPeerings()
    assert.equal(!result.ok && result.error.kind, 'timeout')
  })

  it('is cancelled by the signal at once, also while it waits for the body', async (t) => {
    const controller = new AbortController()
    const { address } = await serve(t, (_, response) => {
      response.writeHead(200).write('[')
      controller.abort()
    })
    const result = await clientFor(t, { address }).listPeerings({ signal: controller.signal })
    assert.deepEqual(result, { ok: false, error: { kind: 'cancelled' } })
  })

  it('sends nothing when the signal was aborted before', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('""'))
    const result = await clientFor(t, { address }).leader({ signal: AbortSignal.abort() })
    assert.equal(!result.ok && result.error.kind, 'cancelled')
    assert.equal(seen.length, 0)
  })

  it('ends calls under way when it is closed, and answers cancelled from then on', async (t) => {
    const address = await listen(t, () => void client.close())
    const client = clientFor(t, { address })
    assert.deepEqual(await client.leader(), { ok: false, error: { kind: 'cancelled' } })
    assert.deepEqual(await client.leader(), { ok: false, error: { kind: 'cancelled' } })
  })

  it('tells a reset in the middle of the body', async (t) => {
    const { address } = await serve(t, (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('[{"ID":')
      response.write(' ', () => request.socket.resetAndDestroy())
    })
    const result = await clientFor(t, { address }).listPeerings()
    assert.deepEqual(result, { ok: false, error: { kind: 'connection-reset', address: address.slice(7) } })
  })

  it('tells a refused connection, an unknown host and another protocol', async (t) => {
    const [port] = await freePorts(1)
    const refused = await clientFor(t, { address: `http://127.0.0.1:${port}` }).leader()
    assert.deepEqual(refused, { ok: false, error: { kind: 'connection-refused', address: `127.0.0.1:${port}` } })
    const unknown = await clientFor(t, { address: 'http://consul.test.invalid:8500' }).leader()
    assert.deepEqual(unknown, { ok: false, error: { kind: 'host-not-found', address: 'consul.test.invalid:8500' } })
    const other = await clientFor(t, {
      address: await listen(t, (socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'))),
    }).leader()
    assert.equal(!other.ok && other.error.kind === 'not-consul' && other.error.found, 'other-protocol')
  })

  it('tells https that is spoken to an http port', async (t) => {
    const { address } = await serve(t, (_, response) => response.end('""'))
    const result = await clientFor(t, { address: address.replace('http:', 'https:') }).leader()
    assert.deepEqual(result, { ok: false, error: { kind: 'tls-wrong-scheme', address: address.slice(7), needed: 'http' } })
  })

  it('tells certificate settings that are no certificates before it sends anything', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('""'))
    for (const settings of [{ certificateAuthority: 'not PEM' }, { clientCertificate: 'not PEM', clientKey: new Secret('nor this') }]) {
      const result = await clientFor(t, { address, ...settings }).leader()
      assert.equal(!result.ok && result.error.kind, 'tls-settings')
    }
    assert.equal(seen.length, 0)
  })

  it('does not follow a redirect to another host, where the token would go', async (t) => {
    const thief = await serve(t, (_, response) => response.end('"leader"'))
    const { address, seen } = await serve(t, (request, response) =>
      response.writeHead(301, { location: `${thief.address}${request.url}` }).end(),
    )
    const result = await clientFor(t, { address, token }).leader()
    assert.deepEqual(result, { ok: false, error: { kind: 'redirect', address: address.slice(7), target: thief.address } })
    assert.equal(seen[0]?.headers['x-consul-token'], token.reveal())
    assert.equal(thief.seen.length, 0)
  })

  it('follows a redirect on the same origin, and not for ever', async (t) => {
    const { address, seen } = await serve(t, (request, response) => {
      if (request.url === '/moved') return void response.end('"127.0.0.1:8300"')
      response.writeHead(307, { location: request.url === '/v1/status/leader' ? '/moved' : request.url }).end()
    })
    assert.deepEqual(await clientFor(t, { address }).leader(), { ok: true, value: '127.0.0.1:8300' })
    const endless = await clientFor(t, { address }).datacenters()
    assert.equal(!endless.ok && endless.error.kind, 'redirect')
    assert.equal(seen.length, 6)
  })

  it('does not repeat a write at the place of a redirect', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.writeHead(307, { location: '/elsewhere' }).end())
    const result = await clientFor(t, { address }).writeConfigEntry({ Kind: 'mesh' })
    assert.equal(!result.ok && result.error.kind, 'redirect')
    assert.equal(seen.length, 1)
  })

  it('stops reading an answer that is too large', async (t) => {
    const { address } = await serve(t, (_, response) => {
      response.writeHead(200)
      const more = () => response.writable && response.write('x'.repeat(64 * 1024), () => setImmediate(more))
      more()
    })
    const result = await clientFor(t, { address }, { maximumAnswerBytes: 1024 * 1024 }).listPeerings()
    assert.deepEqual(result, { ok: false, error: { kind: 'too-large', address: address.slice(7), limitBytes: 1024 * 1024 } })
  })

  it('reads 403, 429 and 500 with the prefixes of gRPC', async (t) => {
    const { address } = await serveAnswers(t, {
      'GET /v1/peerings': {
        status: 403,
        text: "Permission denied: anonymous token lacks permission 'peering:read'. The anonymous token is used implicitly",
      },
      'GET /v1/status/leader': { status: 429, text: 'Your IP is issuing too many concurrent connections, please rate limit your calls' },
      'POST /v1/peering/token': {
        status: 500,
        text: 'rpc error: code = Unknown desc = rpc error: code = Unknown desc = peering must be enabled to use this endpoint',
      },
    })
    const client = clientFor(t, { address })
    const denied = await client.listPeerings()
    assert.deepEqual(denied, { ok: false, error: { kind: 'permission-denied', permission: 'peering:read', isAnonymous: true } })
    const many = await client.leader()
    assert.equal(!many.ok && many.error.kind, 'too-many-requests')
    const off = await client.generateToken({ peerName: 'b', generation: '1.13' })
    assert.equal(!off.ok && off.error.kind, 'peering-disabled')
  })

  it('normalises the address and keeps a path prefix', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('[]'))
    for (const suffix of ['', '/', '//', '/consul', '/consul/', '//a//b/']) await clientFor(t, { address: address + suffix }).listPeerings()
    await clientFor(t, { address: address.slice(7) }).listPeerings()
    assert.deepEqual(
      seen.map(({ url }) => url),
      ['/v1/peerings', '/v1/peerings', '/v1/peerings', '/consul/v1/peerings', '/consul/v1/peerings', '/a/b/v1/peerings', '/v1/peerings'],
    )
  })

  it('refuses addresses that HTTP cannot use or that carry a password, and does not repeat them', async (t) => {
    for (const address of ['', 'ftp://consul:21', 'http://', 'http://user:hunter2@consul:8500']) {
      const client = clientFor(t, { address })
      const result = await client.leader()
      assert.deepEqual(result, { ok: false, error: { kind: 'bad-address' } })
      assert.ok(!`${client.label} ${client.address}`.includes('hunter2'))
    }
  })

  it('encodes names in paths and queries, and sends namespace and partition', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('[]'))
    const client = clientFor(t, { address, namespace: 'team a', partition: 'west' })
    await client.healthService('we/b ?#', { peer: 'a&b' })
    assert.equal(seen[0]?.url, '/v1/health/service/we%2Fb%20%3F%23?ns=team+a&partition=west&peer=a%26b')
  })

  it('uses a limited number of connections', async (t) => {
    const ports = new Set<number | undefined>()
    const { address } = await serve(t, (request, response) => {
      ports.add(request.socket.remotePort)
      response.end('[]')
    })
    const client = clientFor(t, { address }, { connections: 3 })
    await Promise.all(Array.from({ length: 50 }, () => client.listPeerings()))
    assert.ok(ports.size <= 3, `${ports.size} connections`)
  })

  it('waits for a change with the index, and says when a version cannot', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.setHeader('x-consul-index', '7').end('[]'))
    assert.deepEqual(await clientFor(t, { address }).watchPeerings(), { ok: true, value: { value: [], index: '7' } })
    await clientFor(t, { address }).watchConfigEntries('mesh', { index: '7', waitMs: 2_000 })
    assert.equal(seen[1]?.url, '/v1/config/mesh?index=7&wait=2000ms')
    const old = await serve(t, (_, response) => response.end('[]'))
    assert.deepEqual(await clientFor(t, { address: old.address }).watchPeerings({ index: '7' }), {
      ok: true,
      value: { value: [], index: undefined },
    })
  })

  it('trims the token and refuses one that cannot be a header', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('""'))
    await clientFor(t, { address, token: new Secret(` ${token.reveal()}\n`) }).leader()
    assert.equal(seen[0]?.headers['x-consul-token'], token.reveal())
    const result = await clientFor(t, { address, token: new Secret('a\nb') }).leader()
    assert.equal(!result.ok && result.error.kind, 'bad-acl-token')
  })

  it('repeats no token, whatever the server says', async (t) => {
    const long = Buffer.from(JSON.stringify({ EstablishmentSecret: 'x'.repeat(200) })).toString('base64')
    const { address } = await serve(t, (_, response) => response.writeHead(500).end(`bad token ${token.reveal()} or ${long}`))
    const client = clientFor(t, { address, token })
    for (const result of [await client.leader(), await client.writeConfigEntry({ Kind: 'mesh' })]) {
      assert.ok(!result.ok)
      const shown = inspect(result, { depth: 9 }) + JSON.stringify(explain(result.error)) + inspect(client, { depth: 9, showHidden: true })
      assert.ok(!shown.includes(token.reveal()) && !shown.includes(long.slice(0, 40)), shown)
    }
  })

  for (const [how, say] of [
    ['whole', (text: string) => `failed to decode token ${text}`],
    ['broken over lines', (text: string) => `cannot read:\n${text.replace(/.{64}/g, '$&\n')}`],
    ['cut off', (text: string) => `cannot read ${text.slice(0, 40)}...`],
    ['as the name of a peer', (text: string) => `${text} is not a valid peer name`],
    ['decoded', () => `no peering with secret ${establishmentSecret}`],
  ] as const) {
    it(`repeats no peering token that a server sends back ${how}`, async (t) => {
      const body = { ServerAddresses: ['127.0.0.1:8503'], PeerID: 'p', EstablishmentSecret: establishmentSecret, Remote: {} }
      const text = Buffer.from(JSON.stringify(body)).toString('base64')
      const { address } = await serve(t, (_, response) => response.writeHead(500).end(say(text)))
      const result = await clientFor(t, { address }).establish({ peerName: 'b', token: new Secret(text) })
      assert.ok(!result.ok)
      const shown = inspect(result, { depth: 9 }) + JSON.stringify(explain(result.error))
      const pieces = [...`${text} ${establishmentSecret}`.matchAll(/(?=(\S{8}))/g)].map(([, piece = '']) => piece)
      assert.deepEqual(
        pieces.filter((piece) => shown.includes(piece)),
        [],
      )
    })
  }

  it('refuses to put other addresses into a token of the technical preview', async (t) => {
    const { address, seen } = await serve(t, (_, response) => response.end('{}'))
    const result = await clientFor(t, { address }).generateToken({ peerName: 'b', generation: 'preview', serverExternalAddresses: ['a:1'] })
    assert.equal(!result.ok && result.error.kind, 'unsupported')
    assert.equal(seen.length, 0)
  })

  it('says that the technical preview cannot list imported services, which lists local ones instead', async (t) => {
    const { address } = await serve(t, (_, response) => response.end('[{"Name":"consul","InstanceCount":1}]'))
    const result = await clientFor(t, { address }).importedServices('a')
    assert.deepEqual(result, { ok: false, error: { kind: 'unsupported', feature: 'imported-services' } })
  })
})
