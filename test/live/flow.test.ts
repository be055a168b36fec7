// The one click on real clusters, and what a user does next: export, allow, look, tidy up.
import * as assert from 'node:assert/strict'
import { it } from 'node:test'
import { inspect } from 'node:util'
import { deleteHalfMade } from '../../consul/src/deleteHalfMade.ts'
import { preflight } from '../../consul/src/preflight.ts'
import { exportedTo, readSnapshot } from '../../consul/src/snapshot.ts'
import { decodePeeringToken } from '../../consul/src/token.ts'
import { waitForChange } from '../../consul/src/waitForChange.ts'
import { eventually, expectError, expectValue, lastStep, onEachVersion, peer } from '../harness/liveClusters.ts'

const names = { acceptorName: 'cluster-01', dialerName: 'cluster-02' }

onEachVersion('peering two clusters', { services: ['web', 'api'] }, (clusters, version) => {
  const generation = version === '1.13.9' ? '1.13' : '1.14+'
  const peerKey = version === '1.13.9' ? 'PeerName' : 'Peer'
  const exportTo = (peerName: string, ...services: string[]) => ({
    Kind: 'exported-services',
    Name: 'default',
    Services: services.map((name) => ({ Name: name, Consumers: [{ [peerKey]: peerName }] })),
  })

  it('goes from the checklist to ACTIVE on both sides and shows no token', async () => {
    const { acceptor, dialer } = clusters()
    const steps = await peer({ acceptor, dialer, ...names })
    const { result } = lastStep(steps, 'done')
    assert.deepEqual(result.acceptor, { name: 'cluster-02', state: 'ACTIVE', version })
    assert.deepEqual(result.dialer, { name: 'cluster-01', state: 'ACTIVE', version })
    assert.deepEqual([result.generation, result.wasActive, result.proof], [generation, false, 'active'])
    assert.deepEqual([...new Set(steps.map(({ step }) => step))], ['preflight', 'token', 'establish', 'waiting', 'done'])
    assert.deepEqual(
      steps.flatMap((step) => (step.step === 'preflight' ? step.checks.filter(({ status }) => status !== 'ok') : [])),
      [],
    )
    assert.doesNotMatch(inspect(steps, { depth: 9 }), /[A-Za-z0-9+/]{100}/)
  })

  it('says that an ACTIVE pair is fine and changes nothing', async () => {
    const { acceptor, dialer } = clusters()
    const before = expectValue(await acceptor.readPeering('cluster-02'))
    const steps = await peer({ acceptor, dialer, ...names })
    assert.equal(lastStep(steps, 'done').result.wasActive, true)
    assert.deepEqual(
      steps.map(({ step }) => step),
      ['preflight', 'done'],
    )
    assert.equal(expectValue(await acceptor.readPeering('cluster-02'))?.modifyIndex, before?.modifyIndex)
  })

  it('takes the pair for peered in the other direction as well', async () => {
    const { acceptor, dialer } = clusters()
    const steps = await peer({ acceptor: dialer, dialer: acceptor, acceptorName: 'cluster-02', dialerName: 'cluster-01' })
    assert.equal(lastStep(steps, 'done').result.wasActive, true)
  })

  it('stops a second peering between the same clusters before a token is made', async () => {
    const { acceptor, dialer } = clusters()
    const failed = lastStep(await peer({ acceptor, dialer, acceptorName: 'one', dialerName: 'two' }), 'failed')
    assert.equal(failed.error.kind, 'preflight-blocked')
    assert.match(failed.error.message, /`cluster-02` and `cluster-01`/)
    assert.deepEqual(failed.leftovers, [])
    assert.equal(expectValue(await acceptor.listPeerings()).length, 1)
  })

  it('stops when a name is in use for the other role', async () => {
    const { acceptor, dialer } = clusters()
    const failed = lastStep(await peer({ acceptor: dialer, dialer: acceptor, acceptorName: 'free', dialerName: 'cluster-01' }), 'failed')
    assert.match(failed.error.message, /`cluster-01` on the acceptor has the other role/)
  })

  it('brings an exported service to the other side', async () => {
    const { acceptor, dialer } = clusters()
    assert.equal(expectValue(await acceptor.writeConfigEntry(exportTo('cluster-02', 'web'), { cas: 0 })), true)
    const [instance] = await eventually(
      async () => expectValue(await dialer.healthService('web', { peer: 'cluster-01' })),
      (found) => found.length > 0,
    )
    assert.deepEqual([instance?.service, instance?.peer, instance?.port, instance?.status], ['web', 'cluster-01', 9000, 'passing'])
    assert.deepEqual(expectValue(await dialer.healthService('web')), [])
    assert.deepEqual(
      expectValue(await dialer.importedServices('cluster-01')).rows.map(({ name }) => name),
      ['web'],
    )
    assert.deepEqual(expectValue(await dialer.importedServices('nobody')).rows, [])
    assert.deepEqual(
      exportedTo(expectValue(await acceptor.exportedServices()), 'cluster-02').map(({ name }) => name),
      ['web'],
    )
    assert.deepEqual(expectValue(await dialer.exportedServices()), [])
  })

  it('writes with check-and-set and tells a write that came too late', async () => {
    const { acceptor } = clusters()
    const stored = expectValue(await acceptor.readConfigEntry('exported-services', 'default'))
    assert.ok(stored)
    assert.equal(expectValue(await acceptor.writeConfigEntry(exportTo('cluster-02', 'web', 'api'), { cas: 0 })), false)
    assert.equal(expectValue(await acceptor.writeConfigEntry(exportTo('cluster-02', 'web', 'api'), { cas: stored.modifyIndex })), true)
    assert.equal(expectValue(await acceptor.writeConfigEntry(exportTo('cluster-02', 'web'), { cas: stored.modifyIndex })), false)
    assert.equal(expectValue(await acceptor.deleteConfigEntry('exported-services', 'default', { cas: stored.modifyIndex })), false)
    assert.equal(expectValue(await acceptor.listConfigEntries('exported-services')).rows.length, 1)
  })

  it('keeps the words of Consul when it refuses an entry', async () => {
    const { acceptor } = clusters()
    const result = await acceptor.writeConfigEntry({ Kind: 'exported-services', Name: 'default', Servces: [] })
    assert.ok(!result.ok && result.error.kind === 'refused')
    assert.match(result.error.detail, /invalid config key "Servces"/)
    assert.equal(expectError(await acceptor.listConfigEntries('nonsense')), 'unknown-config-kind')
    assert.equal(expectValue(await acceptor.readConfigEntry('service-defaults', 'nobody')), undefined)
  })

  it('reads intentions with their peers', async () => {
    const { acceptor } = clusters()
    const sources = [{ Name: 'api', Peer: 'cluster-02', Action: 'allow' }]
    assert.equal(expectValue(await acceptor.writeConfigEntry({ Kind: 'service-intentions', Name: 'web', Sources: sources })), true)
    const [row] = expectValue(await acceptor.intentions())
    assert.deepEqual([row?.source, row?.sourcePeer, row?.destination, row?.action], ['api', 'cluster-02', 'web', 'allow'])
  })

  it('tells a change of exports at once, and gives up when it is told to', async () => {
    const { acceptor } = clusters()
    const controller = new AbortController()
    const waiting = waitForChange(acceptor, controller.signal)
    const stored = expectValue(await acceptor.readConfigEntry('exported-services', 'default'))
    assert.ok(stored)
    const timer = setInterval(() => void acceptor.writeConfigEntry({ ...stored.body, Meta: { time: `${performance.now()}` } }), 200)
    try {
      assert.equal(await waiting, true)
    } finally {
      clearInterval(timer)
    }
    const given = waitForChange(acceptor, controller.signal)
    controller.abort()
    assert.equal(await given, false)
  })

  it('shows all of it in a snapshot', async () => {
    const { acceptor, dialer } = clusters()
    const snapshot = await readSnapshot(acceptor)
    const identity = expectValue(snapshot.identity)
    assert.deepEqual(
      [identity.version, identity.generation, identity.edition, identity.datacenter],
      [version, generation, 'community', 'dc1'],
    )
    assert.deepEqual([identity.peeringEnabled, identity.connectEnabled, identity.aclsEnabled, identity.isServer], [true, true, false, true])
    const [view] = expectValue(snapshot.peerings)
    assert.deepEqual([view?.peering.name, view?.peering.role, view?.health.status], ['cluster-02', 'acceptor', 'active'])
    await eventually(
      async () => expectValue(await acceptor.readPeering('cluster-02'))?.exported?.count,
      (count) => count === 2,
    )
    assert.deepEqual(
      expectValue(snapshot.services)
        .rows.map(({ name }) => name)
        .sort(),
      ['api', 'consul', 'web'],
    )
    const [other] = expectValue((await readSnapshot(dialer)).peerings)
    assert.deepEqual([other?.peering.role, other?.peering.peerId], ['dialer', view?.peering.id])
  })

  it('makes tokens that can be read, and used once only', async () => {
    const { acceptor, dialer } = clusters()
    const token = expectValue(await acceptor.generateToken({ peerName: 'cluster-02', generation }))
    const decoded = decodePeeringToken(token.reveal())
    assert.ok(decoded.ok)
    assert.equal(decoded.token.generation, generation)
    assert.deepEqual(decoded.token.addresses, expectValue(await acceptor.self()).predictedTokenAddresses)
    assert.equal(decoded.token.authorities.length, version === '1.13.9' ? 0 : 1)
    assert.ok(decoded.token.authorities.every(({ validFrom, validTo }) => validFrom < validTo))
    const broken = token.reveal().replace(/(.{50})/g, '$1\r\n')
    expectValue(await dialer.establish({ peerName: 'cluster-01', token }))
    assert.equal(expectError(await dialer.establish({ peerName: 'cluster-01', token })), 'secret-spent')
    const again = decodePeeringToken(broken)
    assert.equal(again.ok && again.token.secret.reveal(), token.reveal())
  })

  it('tells names that Consul refuses, and names of the other role', async () => {
    const { acceptor, dialer } = clusters()
    for (const name of ['a_b', '-a', 'a.b', 'a b', 'a'.repeat(64)]) {
      assert.equal(expectError(await acceptor.generateToken({ peerName: name, generation })), 'bad-peer-name', name)
      const checks = await preflight(acceptor, dialer, { acceptorName: 'free', dialerName: name })
      assert.ok(
        checks.some(({ id, status }) => id === 'peer-name' && status === 'blocker'),
        name,
      )
    }
    assert.equal(expectError(await dialer.generateToken({ peerName: 'cluster-01', generation })), 'already-dialing')
    const token = expectValue(await dialer.generateToken({ peerName: 'spare', generation }))
    assert.equal(expectError(await acceptor.establish({ peerName: 'cluster-02', token })), 'already-accepting')
    assert.equal(expectError(await dialer.establish({ peerName: 'own', token })), 'same-cluster')
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers: [{ side: 'dialer', name: 'spare' }] }))
  })

  it('finds out that both are the same cluster', async () => {
    const { acceptor } = clusters()
    const blockers = (await preflight(acceptor, acceptor, names)).filter(({ status }) => status === 'blocker')
    assert.deepEqual(
      blockers.map(({ id }) => id),
      ['same-cluster'],
    )
  })

  it('deletes both sides and waits until the names are free', async () => {
    const { acceptor, dialer } = clusters()
    const leftovers = [
      { side: 'acceptor', name: 'cluster-02' },
      { side: 'dialer', name: 'cluster-01' },
    ] as const
    expectValue(await deleteHalfMade({ acceptor, dialer, leftovers }))
    assert.equal(expectValue(await acceptor.readPeering('cluster-02')), undefined)
    assert.equal(expectValue(await dialer.readPeering('cluster-01')), undefined)
    expectValue(await acceptor.deletePeering('never-there'))
  })
})
