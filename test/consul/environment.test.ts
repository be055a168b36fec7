// The variables of Consul's own tools: what each means here, and which are not followed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment } from '../../consul/src/environment.ts'

test('without an address there is no cluster, and nothing is wrong', () => {
  for (const environment of [{}, { CONSUL_HTTP_ADDR: ' ' }, { CONSUL_HTTP_TOKEN: 's3cret' }]) {
    assert.deepEqual(readEnvironment(environment), { cluster: undefined, problems: [] })
  }
})

for (const [given, ssl, address] of [
  ['consul.example:8500', undefined, 'http://consul.example:8500'],
  ['consul.example:8501', 'true', 'https://consul.example:8501'],
  ['consul.example:8500', 'false', 'http://consul.example:8500'],
  ['http://consul.example:8501', '1', 'https://consul.example:8501'],
  ['https://consul.example/behind', '0', 'https://consul.example/behind'],
  ['[::1]:8500', undefined, 'http://[::1]:8500'],
] as const) {
  test(`the address \`${given}\` with CONSUL_HTTP_SSL ${ssl ?? 'not set'} is ${address}`, () => {
    const { cluster } = readEnvironment({ CONSUL_HTTP_ADDR: given, CONSUL_HTTP_SSL: ssl })
    assert.equal(cluster?.address, address)
  })
}

test('all other variables are read', () => {
  const { cluster, problems } = readEnvironment({
    CONSUL_HTTP_ADDR: 'https://consul.example:8501',
    CONSUL_HTTP_TOKEN: 's3cret',
    CONSUL_HTTP_TOKEN_FILE: '/etc/token',
    CONSUL_CACERT: '/etc/ca.pem',
    CONSUL_CAPATH: '/etc/cas',
    CONSUL_CLIENT_CERT: '/etc/cert.pem',
    CONSUL_CLIENT_KEY: '/etc/key.pem',
    CONSUL_TLS_SERVER_NAME: 'server.dc1.consul',
    CONSUL_NAMESPACE: 'team',
    CONSUL_PARTITION: 'part',
    CONSUL_HTTP_SSL_VERIFY: 'true',
  })
  const { token, ...others } = cluster ?? { token: undefined }
  assert.equal(token?.reveal(), 's3cret')
  assert.deepEqual(others, {
    address: 'https://consul.example:8501',
    tokenFile: '/etc/token',
    caFile: '/etc/ca.pem',
    caPath: '/etc/cas',
    clientCertFile: '/etc/cert.pem',
    clientKeyFile: '/etc/key.pem',
    serverName: 'server.dc1.consul',
    namespace: 'team',
    partition: 'part',
  })
  assert.deepEqual(problems, [])
  assert.ok(!JSON.stringify(cluster).includes('s3cret'))
})

test('certificates are verified whatever the environment says, and a person is told', () => {
  const { cluster, problems } = readEnvironment({ CONSUL_HTTP_ADDR: 'https://consul.example', CONSUL_HTTP_SSL_VERIFY: 'false' })
  assert.ok(cluster)
  assert.match(problems[0] ?? '', /^`CONSUL_HTTP_SSL_VERIFY` is false and was not followed/)
})

test('a password for a proxy is not sent, and not repeated', () => {
  const { problems } = readEnvironment({ CONSUL_HTTP_ADDR: 'https://consul.example', CONSUL_HTTP_AUTH: 'me:s3cret' })
  assert.match(problems[0] ?? '', /^`CONSUL_HTTP_AUTH` was not followed/)
  assert.ok(!problems.join().includes('s3cret'))
})

for (const [given, problem] of [
  ['unix:///var/run/consul.sock', /names a Unix socket, which is not supported/],
  ['https://me:s3cret@consul.example', /not an address of an HTTP API/],
  ['https://consul.example/?token=s3cret', /not an address of an HTTP API/],
  ['ftp://s3cret', /not an address of an HTTP API/],
] as const) {
  test(`the address \`${given}\` is left out in words that do not repeat it`, () => {
    const { cluster, problems } = readEnvironment({ CONSUL_HTTP_ADDR: given })
    assert.equal(cluster, undefined)
    assert.match(problems[0] ?? '', problem)
    assert.ok(!problems.join().includes('s3cret'))
  })
}
