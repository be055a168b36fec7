// Peering under ACLs with the default policy deny: what is refused, and how little a token needs.
import * as assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import { preflight } from '../../consul/src/preflight.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { type Agent, createToken } from '../harness/consulAgent.ts'
import { clientOf, eventually, expectError, expectValue, lastStep, onEachVersion, peer } from '../harness/liveClusters.ts'
import { wholeFlow } from '../harness/policies.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }

onEachVersion('peering with ACLs that deny', { acl: 'deny', services: ['web'] }, (clusters, version) => {
  function client(t: TestContext, agent: Agent, token: string) {
    const made = clientOf(agent, token)
    t.after(() => made.close())
    return made
  }

  it('is stopped before a token is made when no ACL token is given', async (t) => {
    const { agents } = clusters()
    const [acceptor, dialer] = [client(t, agents.acceptor, ''), client(t, agents.dialer, '')]
    const steps = await peer({ acceptor, dialer, ...names })
    const failed = lastStep(steps, 'failed')
    assert.deepEqual([failed.at, failed.error.side], ['preflight', 'acceptor'])
    assert.match(failed.error.next, /`peering = "read"`|`peering = "write"`/)
    assert.equal(expectError(await acceptor.self()), 'permission-denied')
  })

  it('says soon why it shows no peerings, although 1.16 repeats refused reads for seconds', async (t) => {
    const { agents } = clusters()
    const nobody = client(t, agents.acceptor, '')
    const started = performance.now()
    for (const result of [await nobody.listPeerings(), await nobody.readPeering('x'), await nobody.watchPeerings()]) {
      assert.deepEqual(result, { ok: false, error: { kind: 'permission-denied', permission: 'peering:read', isAnonymous: true } })
    }
    assert.ok(performance.now() - started < 2_500)
  })

  it('reads the version from the catalog when the agent tells nothing', async (t) => {
    const { agents } = clusters()
    const rules = 'node_prefix "" { policy = "read" } service_prefix "" { policy = "read" }'
    const identity = expectValue(await client(t, agents.acceptor, await createToken(agents.acceptor, rules)).self())
    assert.deepEqual(
      [identity.version, identity.generation, identity.readFromAgent, identity.aclsEnabled, identity.defaultPolicy, identity.datacenter],
      [version, version === '1.13.9' ? '1.13' : '1.14+', false, true, 'deny', 'dc1'],
    )
    assert.equal(
      version === '1.13.9' ? identity.grpcPort : identity.grpcTlsPort,
      agents.acceptor.ports[version === '1.13.9' ? 'grpc' : 'grpcTls'],
    )
  })

  it('is stopped when the token may read and not write', async (t) => {
    const { agents } = clusters()
    const rules =
      'peering = "read" agent_prefix "" { policy = "read" } node_prefix "" { policy = "read" } service_prefix "" { policy = "read" }'
    const acceptor = client(t, agents.acceptor, await createToken(agents.acceptor, rules))
    const dialer = client(t, agents.dialer, await createToken(agents.dialer, wholeFlow))
    const checks = await preflight(acceptor, dialer, names)
    const blockers = checks.filter(({ status }) => status === 'blocker')
    assert.deepEqual(
      blockers.map(({ id, side }) => [id, side]),
      [['permission', 'acceptor']],
    )
    assert.match(blockers[0]?.why ?? '', /`peering:write`/)
    assert.equal(expectError(await acceptor.generateToken({ peerName: 'x', generation: '1.14+' })), 'permission-denied')
    assert.equal(expectError(await acceptor.writeConfigEntry({ Kind: 'mesh' })), 'permission-denied')
  })

  it('tells a token that the cluster does not know', async (t) => {
    const { agents } = clusters()
    const stranger = client(t, agents.acceptor, '22222222-2222-2222-2222-222222222222')
    assert.equal(expectError(await stranger.listPeerings()), 'acl-not-found')
    const snapshot = await readSnapshot(stranger)
    assert.equal(snapshot.leader.ok, true)
    assert.equal(expectError(snapshot.peerings), 'acl-not-found')
  })

  it('shows what a weak token may see and hides nothing else', async (t) => {
    const { agents } = clusters()
    const viewer = client(
      t,
      agents.acceptor,
      await createToken(agents.acceptor, 'peering = "read" service "web" { policy = "read" } node_prefix "" { policy = "read" }'),
    )
    const snapshot = await readSnapshot(viewer)
    assert.deepEqual(expectValue(snapshot.peerings), [])
    assert.equal(expectError(snapshot.exportedServices), 'permission-denied')
    const services = expectValue(snapshot.services)
    assert.deepEqual([services.rows.map(({ name }) => name), services.isFiltered], [['web'], true])
    expectValue(await clusters().acceptor.writeConfigEntry({ Kind: 'service-defaults', Name: 'api' }))
    assert.deepEqual(expectValue(await viewer.listConfigEntries('service-defaults')), { rows: [], isFiltered: true })
  })

  it('works from the token to the imported service with the smallest policy', async (t) => {
    const { agents } = clusters()
    const acceptor = client(t, agents.acceptor, await createToken(agents.acceptor, wholeFlow))
    const dialer = client(t, agents.dialer, await createToken(agents.dialer, wholeFlow))
    const steps = await peer({ acceptor, dialer, ...names })
    assert.equal(lastStep(steps, 'done').result.proof, 'active')
    assert.deepEqual(
      steps.flatMap((step) => (step.step === 'preflight' ? step.checks.filter(({ status }) => status !== 'ok') : [])),
      [],
    )
    const peerKey = version === '1.13.9' ? 'PeerName' : 'Peer'
    const entry = { Kind: 'exported-services', Name: 'default', Services: [{ Name: 'web', Consumers: [{ [peerKey]: 'cluster-02' }] }] }
    assert.equal(expectValue(await acceptor.writeConfigEntry(entry, { cas: 0 })), true)
    await eventually(
      async () => expectValue(await dialer.healthService('web', { peer: 'cluster-01' })),
      (instances) => instances.length === 1,
    )
    const intention = { Kind: 'service-intentions', Name: 'web', Sources: [{ Name: 'api', Peer: 'cluster-02', Action: 'allow' }] }
    assert.equal(expectValue(await acceptor.writeConfigEntry(intention)), true)
    assert.equal(expectValue(await acceptor.intentions()).length, 1)
  })
})
