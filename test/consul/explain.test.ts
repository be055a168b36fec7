// From the texts of real servers to the sentence that a person reads.
import * as assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ErrorAnswer, fromAnswer, fromException } from '../../consul/src/classify.ts'
import { type ConsulError, explain } from '../../consul/src/errors.ts'

function answer(status: number, text: string, more: Partial<ErrorAnswer> = {}): ConsulError {
  return fromAnswer({ status, text, address: '127.0.0.1:8500', path: '/v1/peerings', isConfigWrite: false, ...more })
}

/** Status, text, and the error that it is. */
const texts: readonly (readonly [status: number, text: string, error: ConsulError])[] = [
  [400, 'Client sent an HTTP request to an HTTPS server.\n', { kind: 'tls-wrong-scheme', address: '127.0.0.1:8500', needed: 'https' }],
  [400, 'Body decoding failed: json: unknown field "Peer"', { kind: 'unknown-field', detail: 'json: unknown field "Peer"' }],
  [
    400,
    'PeerName is required in the payload when generating a new peering token.',
    { kind: 'missing-field', detail: 'PeerName is required in the payload when generating a new peering token.' },
  ],
  [
    400,
    'Invalid query parameter: "partition" - Partitions are a Consul Enterprise feature',
    { kind: 'enterprise-only', feature: 'partitions' },
  ],
  [500, 'Partitions are a Consul Enterprise feature', { kind: 'enterprise-only', feature: 'partitions' }],
  [401, 'ACL support disabled', { kind: 'acl-disabled' }],
  [
    403,
    "Permission denied: anonymous token lacks permission 'peering:write'. The anonymous token is used implicitly when a request does not specify a token.",
    { kind: 'permission-denied', permission: 'peering:write', isAnonymous: true },
  ],
  [
    403,
    "rpc error: code = PermissionDenied desc = Permission denied: token with AccessorID '0f5d3c1a' lacks permission 'peering:write'",
    { kind: 'permission-denied', permission: 'peering:write', isAnonymous: false },
  ],
  [
    403,
    'ACL system must be bootstrapped before making any requests that require authorization: ACL not found',
    { kind: 'acl-not-bootstrapped' },
  ],
  [403, 'ACL not found', { kind: 'acl-not-found' }],
  [403, 'rpc error: code = Unknown desc = ACL not found', { kind: 'acl-not-found' }],
  [403, 'a new peering token must be generated: invalid peering establishment secret', { kind: 'secret-spent' }],
  [
    500,
    'rpc error: code = Unknown desc = 1 error occurred:\n\t* failed to exchange peering secret with "127.0.0.1:23102": rpc error: code = PermissionDenied desc = invalid peering establishment secret\n\n',
    { kind: 'secret-spent' },
  ],
  [404, 'Peering not found for "x"', { kind: 'not-found', what: 'The peering `x`' }],
  [404, 'Config entry not found for "mesh" / "mesh"', { kind: 'not-found', what: 'The config entry `mesh/mesh`' }],
  [404, 'Invalid URL path: not a recognized HTTP API endpoint', { kind: 'unknown-endpoint', path: '/v1/peerings' }],
  [404, '404 page not found', { kind: 'unknown-endpoint', path: '/v1/peerings' }],
  [405, 'method PUT not allowed', { kind: 'method-not-allowed', path: '/v1/peerings' }],
  [429, 'Too Many Requests', { kind: 'too-many-requests' }],
  [
    429,
    'rpc error: code = ResourceExhausted desc = trying to send message larger than max (9000000 vs. 8388608)',
    { kind: 'message-too-large' },
  ],
  [
    500,
    'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5000000 vs. 4194304)',
    { kind: 'message-too-large' },
  ],
  [500, 'peering must be enabled to use this endpoint', { kind: 'peering-disabled' }],
  [500, "connect.enabled must be set to true in the server's configuration when generating peering tokens", { kind: 'connect-disabled' }],
  [500, 'TLS for gRPC must be enabled when generating peering tokens', { kind: 'grpc-tls-disabled' }],
  [500, 'a grpc bind port must be specified in the configuration for all servers', { kind: 'grpc-disabled' }],
  [500, 'failed to fetch roots: CA has not finished initializing', { kind: 'ca-not-ready' }],
  [500, 'No cluster leader', { kind: 'no-leader' }],
  [
    500,
    'servers are configured to PeerThroughMeshGateways, but no mesh gateway instances are registered',
    { kind: 'mesh-gateway-missing' },
  ],
  [
    500,
    "rpc error: code = Unknown desc = B_2 is not a valid peer name: a valid DNS label must consist of lower case alphanumeric characters or '-'",
    { kind: 'bad-peer-name', name: 'B_2' },
  ],
  [
    500,
    'meta tags failed validation: Node metadata cannot contain more than 64 key',
    { kind: 'bad-meta', detail: 'Node metadata cannot contain more than 64 key' },
  ],
  [500, 'cannot create peering with name: "a"; there is already an established peering', { kind: 'already-dialing', name: 'a' }],
  [
    500,
    'cannot create peering with name: "b"; there is an existing peering expecting to be dialed',
    { kind: 'already-accepting', name: 'b' },
  ],
  [500, 'Cannot switch peering dialing mode from true to false', { kind: 'dialing-mode' }],
  [
    500,
    'rpc error: code = Unknown desc = cannot create a peering within the same partition (ENT) or cluster (OSS)',
    { kind: 'same-cluster' },
  ],
  [500, 'cannot create a peering within the same cluster "server.dc1.peering.x.consul"', { kind: 'same-cluster' }],
  [
    500,
    'conflict - peering token\'s server name matches the current cluster\'s server name, "server.dc1.consul", but there is no record in the database',
    { kind: 'server-name-conflict', serverName: 'server.dc1.consul' },
  ],
  [
    500,
    'failed to decode token: illegal base64 data at input byte 4',
    { kind: 'bad-token', detail: 'failed to decode token: illegal base64 data at input byte 4' },
  ],
  [500, 'peering token server addresses value is empty', { kind: 'bad-token', detail: 'peering token server addresses value is empty' }],
  [500, '10.0.0.1 is not a valid peering server address', { kind: 'bad-token', detail: '10.0.0.1 is not a valid peering server address' }],
  [500, 'cannot write to peering that is marked for deletion', { kind: 'being-deleted' }],
  [503, 'connection error: desc = "transport: Error while dialing: failed to find Consul server"', { kind: 'no-servers' }],
  [500, 'rpc error getting client: failed to get conn: dial tcp 127.0.0.1:8300: connect: connection refused', { kind: 'no-servers' }],
  [400, 'invalid config entry kind: nope', { kind: 'unknown-config-kind', configKind: 'nope' }],
  [418, 'I am a teapot', { kind: 'unexpected', status: 418, detail: 'I am a teapot' }],
]

describe('an answer of Consul', () => {
  for (const [status, text, error] of texts) {
    it(`with ${status} and ${text.slice(0, 60).trim()} is ${error.kind}`, () => {
      assert.deepEqual(answer(status, text), error)
    })
  }

  it('names each address that was dialed once, with a reason', () => {
    const line =
      '* failed to exchange peering secret through address "127.0.0.1:1": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:1: connect: connection refused"'
    const other =
      '* failed to exchange peering secret through address "lb.example:8503": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp: lookup lb.example: no such host"'
    const error = answer(503, `19 errors occurred:\n\t${`${line}\n\t`.repeat(18)}${other}\n\n`)
    assert.deepEqual(error, {
      kind: 'exchange-failed',
      addresses: [
        { address: '127.0.0.1:1', reason: 'connection refused' },
        { address: 'lb.example:8503', reason: 'no such host' },
      ],
    })
    assert.match(explain(error).message, /`127\.0\.0\.1:1` \(connection refused\); `lb\.example:8503` \(no such host\)/)
  })

  it('to the write of a config entry keeps the words of Consul, on one line', () => {
    const text = 'Request decoding failed: 1 error occurred:\n\t* invalid config key "Services[0].Consumers[0].Peer"\n\n'
    const error = answer(400, text, { isConfigWrite: true })
    assert.deepEqual(error, {
      kind: 'refused',
      detail: 'Request decoding failed: 1 error occurred: * invalid config key "Services[0].Consumers[0].Peer"',
    })
  })

  it('to the write of a config entry is still told apart where it is not about the entry', () => {
    assert.equal(
      answer(403, "Permission denied: token with AccessorID 'x' lacks permission 'mesh:write'", { isConfigWrite: true }).kind,
      'permission-denied',
    )
    assert.equal(answer(500, 'No cluster leader', { isConfigWrite: true }).kind, 'no-leader')
  })

  it('is cut to what fits into a message', () => {
    const error = answer(500, 'word '.repeat(1_000))
    assert.ok(error.kind === 'unexpected' && error.detail.length === 300)
  })
})

describe('an exception of the transport', () => {
  const kinds: Readonly<Record<string, ConsulError['kind']>> = {
    ECONNREFUSED: 'connection-refused',
    ECONNRESET: 'connection-reset',
    UND_ERR_SOCKET: 'connection-reset',
    ENOTFOUND: 'host-not-found',
    EHOSTUNREACH: 'unreachable',
    ETIMEDOUT: 'timeout',
    UND_ERR_CONNECT_TIMEOUT: 'timeout',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
    CERT_HAS_EXPIRED: 'tls-expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-name',
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'tls-client-certificate',
    ERR_SSL_WRONG_VERSION_NUMBER: 'tls-wrong-scheme',
    HPE_INVALID_CONSTANT: 'not-consul',
  }
  for (const [code, kind] of Object.entries(kinds)) {
    it(`with the code ${code} is ${kind}`, () => {
      const error = Object.assign(new Error('secret text'), { code })
      const found = fromException(error, { address: 'a:1', timeoutMs: 5, expectedName: 'a' })
      assert.equal(found.kind, kind)
      assert.ok(!JSON.stringify(found).includes('secret text'))
    })
  }

  it('is found inside the exceptions that wrap it', () => {
    const refused = Object.assign(new Error(''), { code: 'ECONNREFUSED' })
    for (const wrapped of [new AggregateError([refused]), new TypeError('fetch failed', { cause: refused })]) {
      assert.equal(fromException(wrapped, { address: 'a:1', timeoutMs: 5, expectedName: undefined }).kind, 'connection-refused')
    }
  })
})

describe('an explanation', () => {
  const samples: readonly ConsulError[] = [
    ...texts.map(([, , error]) => error),
    { kind: 'bad-address' },
    { kind: 'connection-refused', address: 'a:1' },
    { kind: 'timeout', address: 'a:1', timeoutMs: 5_000 },
    { kind: 'cancelled' },
    { kind: 'tls-wrong-name', address: 'a:1', expectedName: 'server.dc1.consul' },
    { kind: 'not-consul', address: 'a:1', found: 'html' },
    { kind: 'redirect', address: 'a:1', target: 'https://b' },
    { kind: 'too-large', address: 'a:1', limitBytes: 16 * 1024 * 1024 },
    { kind: 'still-there', name: 'b', waitedMs: 15_000 },
    { kind: 'refused', detail: 'Consumer Peer and Partition are exclusive' },
  ]

  it('is a sentence and a step to take, without the words that help nobody', () => {
    for (const error of samples) {
      const { message, next } = explain(error)
      assert.match(message, /^[A-Z`]/, error.kind)
      assert.match(next, /^[A-Z].*\.$/, error.kind)
      assert.doesNotMatch(`${message} ${next}`, /invalid|please|undefined|rpc error/i, error.kind)
    }
  })

  it('names the rule of the policy that is missing', () => {
    assert.match(explain({ kind: 'permission-denied', permission: 'peering:write', isAnonymous: true }).next, /`peering = "write"`/)
    assert.match(
      explain({ kind: 'permission-denied', permission: 'agent:read', isAnonymous: false }).next,
      /`agent_prefix "" \{ policy = "read" \}`/,
    )
  })
})
