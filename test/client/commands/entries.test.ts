// Entries of clusters from the editor: open, save, compare, apply, delete, share; what a person sees, and what is left alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowService } from '../../../client/src/commands/allowService.ts'
import { applyEntries } from '../../../client/src/commands/applyEntries.ts'
import type { Command } from '../../../client/src/commands/command.ts'
import { compareWithCluster } from '../../../client/src/commands/compareWithCluster.ts'
import { deleteEntry } from '../../../client/src/commands/deleteEntry.ts'
import { deletePeering } from '../../../client/src/commands/deletePeering.ts'
import { denyService } from '../../../client/src/commands/denyService.ts'
import { exportService } from '../../../client/src/commands/exportService.ts'
import { inspectToken } from '../../../client/src/commands/inspectToken.ts'
import { openEntry } from '../../../client/src/commands/openEntry.ts'
import { peerClusters } from '../../../client/src/commands/peerClusters.ts'
import { pullEntry } from '../../../client/src/commands/pullEntry.ts'
import { reestablishPeering } from '../../../client/src/commands/reestablishPeering.ts'
import { stopExporting } from '../../../client/src/commands/stopExporting.ts'
import type { ConsulClient, LiveConfigEntry } from '../../../consul/src/client.ts'
import { failure, success } from '../../../consul/src/result.ts'
import { type Answer, fakeClient, fakePerson, fakeWorld, peering, peeringToken, type WorldPlan } from '../fakes.ts'

type Body = Readonly<Record<string, unknown>> & { readonly Kind: string; readonly Name: string }

/** A client that keeps entries as a cluster does, check-and-set included. */
function keeping(bodies: readonly Body[], answers: Partial<ConsulClient> = {}) {
  const kept = new Map<string, LiveConfigEntry>()
  let index = 0
  const put = (body: Body) => {
    index++
    const key = `${body.Kind}/${body.Name}`
    kept.set(key, { kind: body.Kind, name: body.Name, modifyIndex: index, createIndex: index, body })
  }
  for (const body of bodies) put(body)
  const client = fakeClient({
    readConfigEntry: async (kind, name) => success(kept.get(`${kind}/${name}`)),
    listConfigEntries: async (kind) => success({ rows: [...kept.values()].filter((entry) => entry.kind === kind), isFiltered: false }),
    async writeConfigEntry(entry, options) {
      const body = { ...entry, Kind: String(entry['Kind']), Name: String(entry['Name'] ?? entry['Kind']) }
      if ((kept.get(`${body.Kind}/${body.Name}`)?.modifyIndex ?? 0) !== options?.cas) return success(false)
      put(body)
      return success(true)
    },
    async deleteConfigEntry(kind, name, options) {
      if (kept.get(`${kind}/${name}`)?.modifyIndex !== options?.cas) return success(false)
      kept.delete(`${kind}/${name}`)
      return success(true)
    },
    listPeerings: async () => success([peering()]),
    services: async () => success({ rows: ['consul', 'web', 'billing'].map((name) => ({ name, tags: [] })), isFiltered: false }),
    exportedServices: async () => success([]),
    ...answers,
  })
  return { client, put, text: () => [...kept.values()].map(({ body }) => JSON.stringify(body)).join('\n') }
}

const settings = [{ name: 'a', address: 'http://127.0.0.1:8500' }]
const cluster = 'cluster/settings:a'
const exports: Body = { Kind: 'exported-services', Name: 'default', Services: [{ Name: 'web', Consumers: [{ Peer: 'cluster-02' }] }] }
const intention: Body = {
  Kind: 'service-intentions',
  Name: 'billing',
  Sources: [{ Name: 'shop', Peer: 'cluster-02', Action: 'allow', Precedence: 9, Type: 'consul' }],
}

interface Plan extends Partial<WorldPlan> {
  readonly answers?: readonly Answer[]
  readonly row?: unknown
  readonly selected?: unknown
}

async function run(command: Command, client: ConsulClient, { answers = [], row, selected, ...plan }: Plan = {}) {
  const person = fakePerson(answers)
  const world = fakeWorld({ ui: person.ui, settings, clients: { a: client }, ...plan })
  await world.deps.readings.refresh()
  await command.run(world.deps, row, selected)
  world.dispose()
  return { seen: person.seen, calls: world.calls }
}

test('an entry opens as HCL without what the server fills in, for the release of its cluster', async () => {
  const { client } = keeping([intention])
  const { calls } = await run(openEntry, client, { row: `${cluster}/entries/service-intentions/billing` })
  assert.deepEqual(calls, [
    `open a/service-intentions/billing.hcl
# \`service-intentions/billing\` as \`a\` stores it; read only.
# consul-peering: target=1.16

Kind = "service-intentions"
Name = "billing"
Sources = [
  {
    Name = "shop"
    Peer = "cluster-02"
    Action = "allow"
  },
]
`,
  ])
})

test('a private key is not shown, and not saved', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----'
  const { client } = keeping([{ Kind: 'inline-certificate', Name: 'c', Certificate: 'x', PrivateKey: key }])
  const row = `${cluster}/entries/inline-certificate/c`
  const opened = await run(openEntry, client, { row })
  assert.match(opened.calls.join('\n'), /PrivateKey = "\(a private key, not shown\)"/)
  const pulled = await run(pullEntry, client, { row, answers: [{ pick: 'HCL' }] })
  assert.deepEqual(pulled.calls, [])
  assert.equal(pulled.seen.at(-1), 'error: `inline-certificate/c` holds a private key, which is not written into files.')
})

test('an entry that is gone says so', async () => {
  const { seen } = await run(openEntry, keeping([]).client, { row: `${cluster}/entries/mesh/mesh` })
  assert.equal(seen.at(-1), 'warning: `mesh/mesh` is no longer on `a`.')
})

test('an entry is saved as a resource, and what that cannot say is told', async () => {
  const { client } = keeping([{ ...exports, Meta: { team: 'a' } }])
  const { calls, seen } = await run(pullEntry, client, { row: `${cluster}/exports/web`, answers: [{ pick: 'Kubernetes' }] })
  assert.match(
    calls[0] ?? '',
    /^save exported-services-default\.yaml\napiVersion: consul\.hashicorp\.com\/v1alpha1\nkind: ExportedServices\n/,
  )
  assert.match(seen.at(-1) ?? '', /left out of `exported-services-default\.yaml`: `Meta`\./)
})

test('an export is added to the one entry, after a preview and a question that names the cluster', async () => {
  const { client, text } = keeping([exports])
  const { seen, calls } = await run(exportService, client, {
    row: `${cluster}/peerings/cluster-02`,
    answers: [{ pick: 'billing' }, { pick: 'exported-services/default' }, { pick: 'Apply 1 change' }, { confirm: true }],
  })
  assert.equal(
    text(),
    '{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"cluster-02"}]},{"Name":"billing","Consumers":[{"Peer":"cluster-02"}]}]}',
  )
  assert.match(
    seen[0] ?? '',
    /^pick: Export Service to Peer \| Which service of a may `cluster-02` use\? \| web; billing; All services; Type a name…$/,
  )
  assert.match(
    seen.find((line) => line.startsWith('confirm')) ?? '',
    /^confirm: Write this entry\? \| On `a` \(127\.0\.0\.1:8500\)\n\nchange exported-services\/default \| Apply$/,
  )
  assert.match(calls[0] ?? '', /^compare exported-services\/default: a ↔ wanted\n/)
  assert.equal(seen.at(-1), 'information: `billing` of `a` is exported to `cluster-02`. Its callers need an intention.')
})

test('whoever leaves a question changes nothing', async () => {
  const all: readonly Answer[] = [{ pick: 'cluster-02' }, { pick: 'billing' }, { pick: 'Apply 1 change' }, { confirm: true }]
  for (let left = 0; left < all.length; left++) {
    const { client, text } = keeping([exports])
    await run(exportService, client, { row: cluster, answers: all.slice(0, left) })
    assert.equal(text(), JSON.stringify(exports), `after ${left} answers`)
  }
})

test('a change of somebody else between preview and write is told and kept', async () => {
  const store = keeping([exports])
  const slow = {
    ...store.client,
    writeConfigEntry: async (...given: Parameters<ConsulClient['writeConfigEntry']>) => {
      store.put({ ...exports, Meta: { by: 'somebody' } })
      return store.client.writeConfigEntry(...given)
    },
  }
  const { seen } = await run(exportService, slow, {
    row: `${cluster}/peerings/cluster-02`,
    answers: [{ pick: 'billing' }, { pick: 'Apply' }, { confirm: true }],
  })
  assert.equal(
    seen.at(-1),
    'warning: Somebody changed `exported-services/default` on `a` after it was compared, so it was not overwritten. Nothing was written.',
  )
  assert.match(store.text(), /"by":"somebody"/)
})

test('without a peering there is nobody to export to, and one can be made', async () => {
  const { client } = keeping([], { listPeerings: async () => success([]) })
  const { calls, seen } = await run(exportService, client, { row: cluster, answers: [{ press: 'Peer with Another Cluster…' }] })
  assert.equal(seen.at(-1), 'information: `a` has no peering yet.')
  assert.deepEqual(calls, ['consulPeering.peerClusters'])
})

test('the last export goes with its entry, after what ends is told', async () => {
  const store = keeping([exports])
  const { seen } = await run(stopExporting, store.client, { row: `${cluster}/exports/web/cluster-02`, answers: [{ confirm: true }] })
  assert.equal(store.text(), '')
  assert.match(
    seen.join('\n'),
    /confirm: Delete `exported-services\/default`\? .*\n\n`web` is no longer exported to `cluster-02`\. \| Delete/s,
  )
})

test('a caller is allowed by a new intention, and denied in the same place', async () => {
  const store = keeping([])
  const row = `${cluster}/exports/web/cluster-02/peer`
  await run(allowService, store.client, { row, answers: [{ pick: 'All services of the peer' }, { pick: 'Apply' }, { confirm: true }] })
  assert.equal(store.text(), '{"Kind":"service-intentions","Name":"web","Sources":[{"Name":"*","Peer":"cluster-02","Action":"allow"}]}')
  await run(denyService, store.client, {
    row: `${cluster}/intentions/web/*/cluster-02`,
    answers: [{ pick: 'Apply' }, { confirm: true }],
  })
  assert.match(store.text(), /"Action":"deny"/)
})

test('an intention with permissions by path is not replaced by one action', async () => {
  const permissions = [{ Action: 'allow', HTTP: { PathPrefix: '/' } }]
  const store = keeping([{ ...intention, Sources: [{ Name: 'shop', Peer: 'cluster-02', Permissions: permissions }] }])
  const { seen } = await run(denyService, store.client, { row: `${cluster}/intentions/billing/shop/cluster-02` })
  assert.match(seen.at(-1) ?? '', /^warning: `shop` of `cluster-02` has permissions by path there/)
})

test('where a file of the workspace holds the entry, the file is changed first and then applied', async () => {
  const store = keeping([exports])
  const file = {
    uri: 'file:///w/exports.hcl',
    shown: 'exports.hcl',
    text: 'Kind = "exported-services"\nName = "default"\nServices = [\n  # the shop\n  { Name = "web", Consumers = [{ Peer = "cluster-02" }] },\n]\n',
  }
  const { calls } = await run(exportService, store.client, {
    row: `${cluster}/peerings/cluster-02`,
    answers: [{ pick: 'billing' }, { pick: 'Apply' }, { confirm: true }],
    pages: { entryFile: async () => file },
  })
  assert.equal(
    calls[0],
    `change file:///w/exports.hcl
Kind = "exported-services"
Name = "default"
Services = [
  # the shop
  { Name = "web", Consumers = [{ Peer = "cluster-02" }] },
  { Name = "billing", Consumers = [{ peer_name = "cluster-02" }] },
]
`,
  )
  assert.match(store.text(), /"Name":"billing","Consumers":\[\{"Peer":"cluster-02"\}\]/)
})

const fileOf = (text: string) => ({ uri: 'file:///w/a.hcl', shown: 'a.hcl', text })

test('a file is compared: the same, one change, or a list', async () => {
  const { client } = keeping([exports])
  const same = fileOf('kind = "exported-services"\nname = "default"\nservices { name = "web" consumers { peer_name = "cluster-02" } }\n')
  assert.equal(
    (await run(compareWithCluster, client, { files: [same], answers: [{ pick: 'a' }] })).seen.at(-1),
    'information: `a` has the same.',
  )
  const other = await run(compareWithCluster, client, { files: [fileOf('Kind = "mesh"\n')], answers: [{ pick: 'a' }] })
  assert.match(
    other.calls[0] ?? '',
    /^compare mesh\/mesh: a ↔ wanted\n--- a\/mesh\/now\/mesh\.hcl\n\+\+\+ a\/mesh\/wanted\/mesh\.hcl\nKind = "mesh"\n$/,
  )
  const nothing = await run(compareWithCluster, client)
  assert.match(nothing.seen[0] ?? '', /^information: Open a file with config entries first/)
})

test('a refusal of the cluster stands at its place in the file', async () => {
  const refusing = keeping([], {
    writeConfigEntry: async () => failure({ kind: 'refused', detail: 'Sources[0].Action must be set to either allow or deny' }),
  })
  const text = 'Kind = "service-intentions"\nName = "a"\nSources = [{ Name = "b", Action = "x" }]\n'
  const { calls, seen } = await run(applyEntries, refusing.client, {
    files: [fileOf(text)],
    answers: [{ pick: 'a' }, { pick: 'Apply' }, { confirm: true }],
  })
  const start = text.indexOf('"x"')
  assert.ok(
    calls.some((line) => line.startsWith(`problem file:///w/a.hcl ${start}-${start + 3} `)),
    calls.join('\n'),
  )
  assert.match(seen.at(-1) ?? '', /^error: `service-intentions\/a`: .*Nothing was written\.$/)
})

test('an entry that Consul cannot read stops everything before it is sent', async () => {
  const store = keeping([])
  const { seen } = await run(applyEntries, store.client, { files: [fileOf('Kind = "mesh"\nNonsense = 1\n')], answers: [{ pick: 'a' }] })
  assert.match(seen.at(-1) ?? '', /^error: `a\.hcl` holds an entry that Consul cannot read, so nothing was written\./)
  assert.deepEqual(store.client.changes, [])
})

test('what a deletion breaks is told before it is done; a changed entry stays', async () => {
  const resolver: Body = { Kind: 'service-resolver', Name: 'web', DefaultSubset: 'v1' }
  const store = keeping([exports, resolver])
  const { seen } = await run(deleteEntry, store.client, { row: `${cluster}/entries/service-resolver/web`, answers: [{ confirm: true }] })
  assert.match(seen.join('\n'), /`exported-services\/default` names it\./)
  assert.equal(store.text(), JSON.stringify(exports))
})

test('both ends of a peering are deleted, and what names the peer is cleaned up', async () => {
  const store = keeping([exports, intention])
  const there = peering({ name: 'cluster-01', role: 'dialer', id: 'other', peerId: peering().id })
  const other = keeping([], { listPeerings: async () => success([there]) })
  const { seen, calls } = await run(deletePeering, store.client, {
    settings: [...settings, { name: 'b', address: 'http://127.0.0.1:9500' }],
    clients: { a: store.client, b: other.client },
    row: `${cluster}/peerings/cluster-02`,
    live: {
      async deleteHalfMade({ leftovers }) {
        seenRecords.push(...leftovers.map(({ side, name }) => `${side} ${name}`))
        return success(undefined)
      },
    },
    answers: [{ pick: 'Both ends' }, { confirm: true }, { confirm: true }],
  })
  assert.deepEqual(seenRecords, ['acceptor cluster-02', 'dialer cluster-01'])
  assert.match(seen.join('\n'), /`web` is exported to `cluster-02`\.\nThe intention of `billing` speaks of `shop` of `cluster-02`\./)
  assert.equal(store.text(), '')
  assert.deepEqual(calls, [])
})

const seenRecords: string[] = []

test('a token becomes a page without its secret', async () => {
  const token = peeringToken().reveal()
  const { calls, seen } = await run(inspectToken, fakeClient(), { answers: [{ type: token }] })
  assert.match(
    calls[0] ?? '',
    /^open Peering token\.md\n# Peering token\n\n\| \| \|\n\|---\|---\|\n\| Made by \| `Consul 1\.14 or later; only/,
  )
  assert.ok(![...calls, ...seen].join('\n').includes('very-secret'))
  assert.ok(![...calls, ...seen].join('\n').includes(token))
  const selected = await run(inspectToken, fakeClient(), { pages: { selection: () => token } })
  assert.equal(selected.seen.length, 0)
  assert.equal(selected.calls.length, 1)
})

test('a peering is made anew under the same names, after both ends are gone', async () => {
  const there = peering({ name: 'cluster-01', role: 'dialer', id: 'other', peerId: peering().id })
  const other = keeping([], { listPeerings: async () => success([there]) })
  const deleted: string[] = []
  const asked: string[] = []
  const { seen } = await run(reestablishPeering, keeping([]).client, {
    settings: [...settings, { name: 'b', address: 'http://127.0.0.1:9500' }],
    clients: { a: keeping([]).client, b: other.client },
    row: `${cluster}/peerings/cluster-02`,
    live: {
      async deleteHalfMade({ leftovers }) {
        deleted.push(...leftovers.map(({ side, name }) => `${side} ${name}`))
        return success(undefined)
      },
      preflight: async () => [],
      async *peerClusters({ acceptorName, dialerName }) {
        asked.push(acceptorName, dialerName)
        yield { step: 'cancelled', at: 'preflight', leftovers: [], elapsedMs: 0 }
      },
    },
    answers: [{ confirm: true }, { pick: 'Peer a with b' }],
  })
  assert.deepEqual(deleted, ['acceptor cluster-02', 'dialer cluster-01'])
  assert.deepEqual(asked, ['cluster-01', 'cluster-02'])
  assert.match(seen.at(-1) ?? '', /^warning: a and b are not peered any more\. Exports and intentions that name the peers stay/)
})

test('peering is sent through mesh gateways without a loss of what else the entry says', async () => {
  const mesh = { Kind: 'mesh', Name: 'mesh', TransparentProxy: { MeshDestinationsOnly: true } }
  const [a, b] = [keeping([mesh]), keeping([])]
  await run(peerClusters, a.client, {
    settings: [...settings, { name: 'b', address: 'http://127.0.0.1:9500' }],
    clients: { a: a.client, b: b.client },
    row: cluster,
    live: { preflight: async () => [] },
    answers: [{ pick: 'b' }, { pick: 'Send it through' }, { pick: 'Apply' }, { confirm: true }, { pick: 'Apply' }, { confirm: true }],
  })
  assert.match(a.text(), /"TransparentProxy":\{"MeshDestinationsOnly":true\}.*"PeerThroughMeshGateways":true/)
  assert.match(b.text(), /"PeerThroughMeshGateways":true/)
})

test('several selected entries are deleted together, after one question that names them all', async () => {
  const store = keeping([exports, intention])
  const rows = [`${cluster}/entries/exported-services/default`, `${cluster}/entries/service-intentions/billing`]
  const { seen } = await run(deleteEntry, store.client, { row: rows[0], selected: rows, answers: [{ confirm: true }] })
  assert.equal(store.text(), '')
  const [question = ''] = seen.filter((line) => line.startsWith('confirm'))
  assert.match(
    question,
    /^confirm: Delete these 2 entries\? .*`exported-services\/default`\n`service-intentions\/billing`\n`web` is no longer exported/s,
  )
})

test('files go to the cluster of their folder without a question, and two that hold one entry go nowhere', async () => {
  const store = keeping([])
  const targets = { scopeFile: async () => ({ uri: 'file:///w/consul-peering.json', shown: 'x', text: '{"cluster":"a"}' }) }
  const mesh = fileOf('Kind = "mesh"\n')
  await run(applyEntries, store.client, { files: [mesh], targets, answers: [{ pick: 'Apply' }, { confirm: true }] })
  assert.match(store.text(), /"Kind":"mesh"/)
  const other = { ...mesh, uri: 'file:///w/b.hcl', shown: 'b.hcl' }
  const { seen } = await run(applyEntries, store.client, { files: [mesh, other], targets })
  assert.equal(
    seen.at(-1),
    'error: It is not clear which `mesh/mesh` is meant: `a.hcl` and `b.hcl` both hold it. Choose the files of one cluster.',
  )
})
