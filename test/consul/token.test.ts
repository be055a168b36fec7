// Reads peering tokens as Consul's servers do, and warns of where they lead.
import * as assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { decodePeeringToken, judgeTokenAddresses, type PeeringToken } from '../../consul/src/token.ts'

const secret = '5e57ab11-0000-4000-8000-c0ffee000000'
const peerId = '0f5d3c1a-1111-4222-8333-944455556666'

const bodies = {
  preview: { CA: null, ServerAddresses: ['10.0.0.5:8300'], ServerName: 'server.dc1.consul', PeerID: peerId },
  '1.13': { CA: null, ServerAddresses: ['10.0.0.5:8502'], ServerName: 'server.dc1.consul', PeerID: peerId, EstablishmentSecret: secret },
  '1.14+': {
    CA: [],
    ManualServerAddresses: null,
    ServerAddresses: ['203.0.113.5:8503'],
    ServerName: 'server.dc1.peering.11111111-2222-3333-4444-555555555555.consul',
    PeerID: peerId,
    EstablishmentSecret: secret,
    Remote: { Partition: '', Datacenter: 'dc1', Locality: null },
  },
} as const

function encode(body: unknown): string {
  return Buffer.from(JSON.stringify(body)).toString('base64')
}

function decode(body: unknown): PeeringToken {
  const decoded = decodePeeringToken(encode(body))
  assert.ok(decoded.ok)
  return decoded.token
}

function problemOf(text: string): string | undefined {
  const decoded = decodePeeringToken(text)
  return decoded.ok ? undefined : decoded.problem.kind
}

describe('a peering token', () => {
  it('tells its generation by its keys', () => {
    for (const [generation, body] of Object.entries(bodies)) assert.equal(decode(body).generation, generation)
  })

  it('gives addresses, server name, peer id and datacenter', () => {
    const { addresses, hasManualAddresses, serverName, peerId: id, datacenter, partition } = decode(bodies['1.14+'])
    assert.deepEqual(
      { addresses, hasManualAddresses, serverName, id, datacenter, partition },
      {
        addresses: ['203.0.113.5:8503'],
        hasManualAddresses: false,
        serverName: bodies['1.14+'].ServerName,
        id: peerId,
        datacenter: 'dc1',
        partition: undefined,
      },
    )
  })

  it('leads to its manual addresses where it has some', () => {
    const token = decode({ ...bodies['1.14+'], ManualServerAddresses: ['lb.example:8503'] })
    assert.deepEqual(token.addresses, ['lb.example:8503'])
    assert.equal(token.hasManualAddresses, true)
  })

  it('may be pasted with blanks around it and line breaks inside', () => {
    const text = encode(bodies['1.13'])
    const decoded = decodePeeringToken(`\n  ${text.slice(0, 40)}\r\n${text.slice(40, 80)}\n${text.slice(80)}\n`)
    assert.equal(decoded.ok && decoded.token.secret.reveal(), text)
  })

  it('shows its secret nowhere', () => {
    const decoded = decodePeeringToken(encode(bodies['1.14+']))
    const shown =
      inspect(decoded, { depth: 9, showHidden: true, getters: true }) + JSON.stringify(decoded) + String(decoded.ok && decoded.token.secret)
    assert.ok(!shown.includes(secret) && !shown.includes(encode(bodies['1.14+']).slice(0, 30)), shown)
  })

  it('is not taken when it is empty, cut, quoted, JSON, or something else', () => {
    const text = encode(bodies['1.13'])
    assert.equal(problemOf(' \n'), 'empty')
    assert.equal(problemOf(text.slice(0, -3)), 'not-base64')
    assert.equal(problemOf(`"${text}"`), 'not-base64')
    assert.equal(problemOf(`${text.slice(0, 40)} ${text.slice(40)}`), 'not-base64')
    assert.equal(problemOf(JSON.stringify({ PeeringToken: text })), 'not-base64')
    assert.equal(problemOf(text.slice(0, 40)), 'not-json')
    assert.equal(problemOf(encode(['a'])), 'other-shape')
    assert.equal(problemOf(encode({ ServerAddresses: 5 })), 'other-shape')
  })

  it('is not taken for what the dialer would refuse', () => {
    assert.equal(problemOf(encode({})), 'no-addresses')
    for (const address of ['10.0.0.5', '10.0.0.5:', '10.0.0.5:0', '10.0.0.5:70000', 'a:b', '::1:8503']) {
      assert.equal(problemOf(encode({ ...bodies['1.13'], ServerAddresses: [address] })), 'bad-address', address)
    }
    assert.equal(problemOf(encode({ ...bodies['1.13'], PeerID: '' })), 'no-peer-id')
    assert.equal(problemOf(encode({ ...bodies['1.14+'], CA: ['no PEM'] })), 'bad-authority')
    assert.equal(problemOf(encode({ ...bodies['1.14+'], ServerAddresses: ['[2001:db8::1]:8503'] })), undefined)
  })
})

describe('the warnings on a token', () => {
  const kinds = (token: PeeringToken, dialerAddress?: string) => judgeTokenAddresses(token, { dialerAddress }).map(({ kind }) => kind)
  const leadingTo = (...addresses: string[]) => decode({ ...bodies['1.14+'], ServerAddresses: addresses })

  it('are none for a public address and the right port', () => {
    assert.deepEqual(kinds(decode(bodies['1.14+']), 'https://consul.example:8501'), [])
  })

  it('name loopback addresses unless the dialer is local as well', () => {
    for (const address of ['127.0.0.1:8503', '[::1]:8503', 'localhost:8503']) {
      assert.deepEqual(kinds(leadingTo(address), 'https://consul.example:8501'), ['loopback-address'], address)
      assert.deepEqual(kinds(leadingTo(address), 'http://127.0.0.1:8500'), [], address)
    }
  })

  it('name private addresses where the dialer is somewhere else', () => {
    for (const address of ['10.1.2.3:8503', '172.20.0.1:8503', '192.168.1.1:8503', '100.64.0.1:8503', '[fd00::1]:8503']) {
      assert.deepEqual(kinds(leadingTo(address), 'https://consul.example:8501'), ['private-address'], address)
      assert.deepEqual(kinds(leadingTo(address), 'https://10.9.9.9:8501'), [], address)
    }
    assert.deepEqual(kinds(leadingTo('172.32.0.1:8503'), 'https://consul.example:8501'), [])
  })

  it('name ports of other protocols, by the generation', () => {
    assert.deepEqual(kinds(leadingTo('203.0.113.5:8300', '203.0.113.5:8502', '203.0.113.5:8500')), [
      'wrong-port',
      'wrong-port',
      'wrong-port',
    ])
    assert.deepEqual(kinds(decode({ ...bodies['1.13'], ServerAddresses: ['203.0.113.5:8502'] })), [])
    assert.deepEqual(kinds(decode({ ...bodies.preview, ServerAddresses: ['203.0.113.5:8300'] })), [])
  })

  it('name host names in a token of the technical preview', () => {
    assert.deepEqual(kinds(decode({ ...bodies.preview, ServerAddresses: ['consul.example:8300'] })), ['host-name'])
  })

  it('name authorities that have expired or are not valid yet', () => {
    const token = { ...decode(bodies['1.14+']), authorities: [{ subject: 'CN=a', validFrom: 1_000, validTo: 2_000 }] }
    const at = (now: number) => judgeTokenAddresses(token, { dialerAddress: undefined, now }).map(({ kind }) => kind)
    assert.deepEqual([at(500), at(1_500), at(2_500)], [['authority-not-yet-valid'], [], ['expired-authority']])
  })
})
