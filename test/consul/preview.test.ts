// The one click on the technical preview, which no test can run: servers that answer as 1.13.0-alpha2 was recorded to answer.
import * as assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { preflight } from '../../consul/src/preflight.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { clientFor, type FakeAnswer, serveAnswers } from '../harness/fakeServer.ts'
import { lastStep, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }
const token = Buffer.from(
  JSON.stringify({ CA: null, ServerAddresses: ['127.0.0.1:23004'], ServerName: 'server.dc1.consul', PeerID: 'id-of-acceptor' }),
).toString('base64')
const acceptorRecord = { ID: 'id-of-acceptor', Name: 'cluster-02', State: 'INITIAL', CreateIndex: 16, ModifyIndex: 16 }
const dialerRecord = {
  ...{ ID: 'id-of-dialer', Name: 'cluster-01', State: 'INITIAL', PeerID: 'id-of-acceptor', PeerServerName: 'server.dc1.consul' },
  ...{ PeerServerAddresses: ['127.0.0.1:23004'], CreateIndex: 16, ModifyIndex: 16 },
}
const webInstance = {
  Node: { Node: 'acceptor', Address: '127.0.0.1', Datacenter: 'dc1' },
  Service: { ID: 'web', Service: 'web', Address: '', Port: 9000, PeerName: 'cluster-01' },
  Checks: [],
}

/** A server of the preview whose record appears with the call that makes it. */
async function preview(t: TestContext, datacenter: string, more: Readonly<Record<string, FakeAnswer>> = {}) {
  let isMade = false
  const record = datacenter === 'dc1' ? acceptorRecord : dialerRecord
  const make = (json: unknown) => (): FakeAnswer => {
    isMade = true
    return { json }
  }
  const { address } = await serveAnswers(t, {
    'GET /v1/status/leader': { json: '127.0.0.1:23004' },
    'GET /v1/agent/self': {
      json: {
        Config: { Datacenter: datacenter, PrimaryDatacenter: datacenter, NodeName: 'a', Server: true, Version: '1.13.0' },
        DebugConfig: { VersionPrerelease: 'alpha2', VersionMetadata: '', ConnectEnabled: true, GRPCPort: 23002, ACLsEnabled: false },
      },
    },
    'GET /v1/catalog/service/consul': {
      json: [
        {
          Node: 'a',
          Address: '127.0.0.1',
          Datacenter: datacenter,
          TaggedAddresses: null,
          ServiceMeta: { version: '1.13.0' },
          ServicePort: 23004,
        },
      ],
    },
    'GET /v1/connect/ca/roots': { json: { TrustDomain: `${datacenter}.consul` } },
    'GET /v1/catalog/datacenters': { json: [datacenter] },
    'GET /v1/catalog/services': { json: { consul: [] } },
    'GET /v1/config/mesh/mesh': { status: 404, text: 'Config entry not found for "mesh" / "mesh"' },
    'GET /v1/config/exported-services/default': { status: 404, text: 'Config entry not found for "exported-services" / "default"' },
    'POST /v1/internal/acl/authorize': { status: 400, text: 'Invalid ACL resource requested: "peering"' },
    'GET /v1/peerings': () => ({ json: isMade ? [record] : [] }),
    [`GET /v1/peering/${record.Name}`]: () => (isMade ? { json: record } : { status: 404, text: `Peering not found for "${record.Name}"` }),
    'POST /v1/peering/token': make({ PeeringToken: token }),
    'POST /v1/peering/establish': make({}),
    ...more,
  })
  return clientFor(t, { address, label: datacenter })
}

const exported = {
  'GET /v1/config/exported-services/default': {
    json: {
      Kind: 'exported-services',
      Services: [{ Name: 'web', Consumers: [{ PeerName: 'cluster-02' }] }],
      CreateIndex: 1,
      ModifyIndex: 1,
    },
  },
}

describe('the technical preview', () => {
  it('is told from the release of the same number', async (t) => {
    const identity = await (await preview(t, 'dc1')).self()
    assert.deepEqual(identity.ok && [identity.value.version, identity.value.prerelease, identity.value.generation], [
      '1.13.0',
      'alpha2',
      'preview',
    ])
  })

  it('passes the checklist with a pair of its own kind', async (t) => {
    const checks = await preflight(await preview(t, 'dc1'), await preview(t, 'dc2'), names)
    assert.deepEqual(
      checks.filter(({ status }) => status !== 'ok'),
      [],
    )
  })

  it('is established without waiting for ACTIVE, and the result says that nothing is proven', async (t) => {
    const steps = await peer({ acceptor: await preview(t, 'dc1'), dialer: await preview(t, 'dc2'), ...names })
    const { result } = lastStep(steps, 'done')
    assert.deepEqual(
      steps.map(({ step }) => step),
      ['preflight', 'token', 'establish', 'done'],
    )
    assert.deepEqual(
      [result.generation, result.proof, result.acceptor.state, result.dialer.state],
      ['preview', 'none', 'INITIAL', 'INITIAL'],
    )
    assert.equal(result.acceptor.version, '1.13.0-alpha2')
    assert.match(result.sentence, /does not report whether they work/)
  })

  it('is proven by an exported service that arrives', async (t) => {
    const acceptor = await preview(t, 'dc1', exported)
    const dialer = await preview(t, 'dc2', { 'GET /v1/health/service/web': { json: [webInstance] } })
    assert.equal(lastStep(await peer({ acceptor, dialer, ...names }), 'done').result.proof, 'imported-service')
  })

  it('is done at once when the pair is there, and makes no second token', async (t) => {
    const [acceptor, dialer] = [await preview(t, 'dc1'), await preview(t, 'dc2')]
    await peer({ acceptor, dialer, ...names })
    const steps = await peer({ acceptor, dialer, ...names })
    assert.deepEqual(
      steps.map(({ step }) => step),
      ['preflight', 'done'],
    )
    assert.equal(lastStep(steps, 'done').result.wasActive, true)
  })

  it('shows health as unproven', async (t) => {
    const dialer = await preview(t, 'dc2', { 'GET /v1/peerings': { json: [dialerRecord] } })
    const { peerings } = await readSnapshot(dialer)
    assert.deepEqual(peerings.ok && peerings.value.map(({ health }) => health.status), ['unproven'])
  })

  it('does not peer with later versions', async (t) => {
    const later = {
      'GET /v1/agent/self': {
        json: {
          Config: { Datacenter: 'dc2', NodeName: 'a', Server: true, Version: '1.13.0' },
          DebugConfig: { VersionPrerelease: '', PeeringEnabled: true, ConnectEnabled: true, GRPCPort: 23002 },
        },
      },
    }
    const checks = await preflight(await preview(t, 'dc1'), await preview(t, 'dc2', later), names)
    const blockers = checks.filter(({ status }) => status === 'blocker')
    assert.deepEqual(
      blockers.map(({ id, title }) => [id, title]),
      [['generation', 'Consul 1.13.0-alpha2 and 1.13.0 do not peer with each other']],
    )
  })

  it('warns of ACLs that deny', async (t) => {
    const deny = {
      'GET /v1/agent/self': {
        json: {
          Config: { Datacenter: 'dc1', NodeName: 'a', Server: true, Version: '1.13.0' },
          DebugConfig: {
            VersionPrerelease: 'alpha2',
            ConnectEnabled: true,
            ACLsEnabled: true,
            ACLResolverSettings: { ACLDefaultPolicy: 'deny' },
          },
        },
      },
    }
    const checks = await preflight(await preview(t, 'dc1', deny), await preview(t, 'dc2'), names)
    assert.deepEqual(
      checks.filter(({ status }) => status !== 'ok').map(({ id, side, status }) => [id, side, status]),
      [['default-policy', 'acceptor', 'warning']],
    )
  })
})

describe('the flow', () => {
  it('makes a new token once when another one came in between', async (t) => {
    let tries = 0
    const spent = { status: 403, text: 'a new peering token must be generated: invalid peering establishment secret' }
    const { address, seen } = await serveAnswers(t, { 'POST /v1/peering/establish': () => (++tries === 1 ? spent : { json: {} }) })
    const dialer = await preview(t, 'dc2')
    const other = clientFor(t, { address })
    const acceptor = await preview(t, 'dc1')
    const steps = await peer({ acceptor, dialer: { ...dialer, establish: other.establish }, ...names })
    assert.deepEqual(
      steps.map(({ step }) => step),
      ['preflight', 'token', 'token', 'establish', 'done'],
    )
    assert.equal(seen.length, 2)
  })

  it('stops at a token that cannot be read', async (t) => {
    const acceptor = await preview(t, 'dc1', { 'POST /v1/peering/token': { json: { PeeringToken: 'bm90IEpTT04h' } } })
    const failed = lastStep(await peer({ acceptor, dialer: await preview(t, 'dc2'), ...names }), 'failed')
    assert.deepEqual([failed.at, failed.error.kind], ['token', 'bad-token'])
  })

  it('says that a cluster has no leader and asks it for nothing else that needs one', async (t) => {
    const { address, seen } = await serveAnswers(t, { 'GET /v1/status/leader': { json: '' } })
    const acceptor = clientFor(t, { address, label: 'dc9' })
    const failed = lastStep(await peer({ acceptor, dialer: await preview(t, 'dc2'), ...names }), 'failed')
    assert.match(failed.error.message, /`dc9` has no leader/)
    assert.equal(seen.length, 1)
    const snapshot = await readSnapshot(acceptor)
    assert.deepEqual(snapshot.peerings, { ok: false, error: { kind: 'no-leader' } })
  })
})
