// The rows of the Clusters view, made from readings alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterProfile } from '../../client/src/profiles.ts'
import type { ClusterReading } from '../../client/src/readings.ts'
import { dropCommand } from '../../client/src/tree/drops.ts'
import { indexEnds } from '../../client/src/tree/ends.ts'
import { filterNodes } from '../../client/src/tree/filter.ts'
import { limitNodes } from '../../client/src/tree/limit.ts'
import { clusterNode } from '../../client/src/tree/model.ts'
import type { TreeNode } from '../../client/src/tree/node.ts'
import { unwellPeerings } from '../../client/src/tree/peerings.ts'
import { rowOf } from '../../client/src/tree/rows.ts'
import type { ConsulClient, Intention } from '../../consul/src/client.ts'
import { success } from '../../consul/src/result.ts'
import type { Section } from '../../consul/src/sections.ts'
import { type ClusterSnapshot, readSnapshot } from '../../consul/src/snapshot.ts'
import { failing, fakeClient, identity, peering } from './fakes.ts'

const profile: ClusterProfile = { id: 'added:1', name: 'cluster-01', address: 'http://127.0.0.1:8500', source: 'added' }

/** One row a line, indented: icon and tone, label, description, context. */
function draw(node: TreeNode, depth = 0): string {
  const icon = node.tone ? `${node.icon}/${node.tone}` : node.icon
  const line = `${'  '.repeat(depth)}(${icon}) ${node.label}${node.description === undefined ? '' : ` — ${node.description}`} [${node.context}]`
  return [line, ...node.children.map((child) => draw(child, depth + 1))].join('\n')
}

/** What is not opened yet, below a cluster with this peering. */
function closedGroupsWith(peer: string | undefined): string {
  const imports =
    peer === undefined
      ? '    (circle-outline) Nothing comes in without a peering [none]'
      : `    (link) ${peer} — 1 [peering;imports]\n      (loading~spin) Loading… [loading]`
  return `  (cloud-download) Imported services [imports]
${imports}
  (shield) Intentions [intentions]
    (loading~spin) Loading… [loading]
  (files) Config entries [entries]
    (loading~spin) Loading… [loading]`
}

const closedGroups = closedGroupsWith(undefined)

function read(answers: Partial<ConsulClient> = {}): Promise<ClusterSnapshot> {
  return readSnapshot(fakeClient(answers))
}

async function drawn(answers: Partial<ConsulClient>): Promise<string> {
  return draw(clusterNode(profile, { state: 'read', snapshot: await read(answers) }))
}

test('a cluster with a peering and exports', async () => {
  const answers: Partial<ConsulClient> = {
    listPeerings: async () => success([peering()]),
    exportedServices: async () =>
      success([
        { name: 'billing', namespace: undefined, consumers: [{ peer: 'cluster-02', partition: undefined, samenessGroup: undefined }] },
        { name: '*', namespace: undefined, consumers: [] },
      ]),
  }
  assert.equal(
    await drawn(answers),
    `(pass-filled/good) cluster-01 — dc1 · 1.16.1 [cluster;connected;added]
  (link) Peerings — 1 [peerings]
    (pass-filled/good) cluster-02 — ACTIVE · ↓1 ↑2 [peering;active;acceptor]
  (export) Exported services — 2 [exports]
    (symbol-interface) billing — for cluster-02 [service]
      (arrow-right) cluster-02 — peer [consumer;peer]
    (symbol-interface) all services — for nobody [service]
${closedGroupsWith('cluster-02')}`,
  )
})

test('an empty cluster says so, and a click on it starts a peering', async () => {
  const snapshot = await read()
  const node = clusterNode(profile, { state: 'read', snapshot })
  assert.equal(
    draw(node),
    `(pass-filled/good) cluster-01 — dc1 · 1.16.1 [cluster;connected;added]
  (link) Peerings [peerings]
    (add) No peerings yet [none]
  (export) Exported services [exports]
    (circle-outline) No exported services yet [none]
${closedGroups}`,
  )
  assert.equal(node.children[0]?.children[0]?.command?.command, 'consulPeering.peerClusters')
})

for (const [state, changes, line] of [
  ['PENDING', {}, '(clock) p — PENDING · ↓1 ↑2 [peering;pending;acceptor]'],
  ['ESTABLISHING', {}, '(sync) p — ESTABLISHING · ↓1 ↑2 [peering;establishing;acceptor]'],
  ['FAILING', {}, '(error/bad) p — FAILING · ↓1 ↑2 [peering;failing;acceptor]'],
  ['TERMINATED', { role: 'dialer' }, '(circle-slash/bad) p — TERMINATED · ↓1 ↑2 [peering;terminated;dialer]'],
  ['DELETING', {}, '(trash) p — DELETING · ↓1 ↑2 [peering;deleting;acceptor]'],
  ['UNDEFINED', { imported: undefined, exported: undefined }, '(question) p — UNDEFINED [peering;unproven;acceptor]'],
  ['ACTIVE', { readAt: 9_000_000 }, '(warning/warning) p — ACTIVE (stale) · ↓1 ↑2 [peering;stale;acceptor]'],
] as const) {
  test(`a peering in the state ${state} looks like ${line}`, async () => {
    const text = await drawn({ listPeerings: async () => success([peering({ name: 'p', state, ...changes })]) })
    assert.equal(text.split('\n')[2]?.trim(), line)
  })
}

test('the group counts the active ones when some are not', async () => {
  const text = await drawn({ listPeerings: async () => success([peering(), peering({ name: 'z', state: 'FAILING' })]) })
  assert.match(text, /\(link\) Peerings — 1 of 2 active/)
})

test('only what needs a look is counted for the badge', async () => {
  const list = [
    peering(),
    peering({ name: 'a', state: 'PENDING' }),
    peering({ name: 'b', state: 'FAILING' }),
    peering({ name: 'c', readAt: 9e6 }),
  ]
  assert.equal(unwellPeerings(await read({ listPeerings: async () => success(list) })), 2)
})

test('a refusal of one part shows on that part alone, and a click on it asks for a token', async () => {
  const snapshot = await read({ listPeerings: failing({ kind: 'permission-denied', permission: 'peering:read', isAnonymous: true }) })
  const node = clusterNode(profile, { state: 'read', snapshot })
  assert.equal(
    draw(node),
    `(warning/warning) cluster-01 — dc1 · 1.16.1 [cluster;connected;added]
  (link) Peerings [peerings]
    (error/bad) No ACL token was sent, and the anonymous one may not do this: it lacks 'peering:read'. [error;permission-denied]
  (export) Exported services [exports]
    (circle-outline) No exported services yet [none]
${closedGroups}`,
  )
  assert.equal(node.children[0]?.children[0]?.command?.command, 'consulPeering.setToken')
})

for (const [error, description] of [
  [{ kind: 'connection-refused', address: '127.0.0.1:8500' }, 'not reachable'],
  [{ kind: 'timeout', address: '127.0.0.1:8500', timeoutMs: 5000 }, 'no answer'],
  [{ kind: 'not-consul', address: '127.0.0.1:8500', found: 'html' }, 'not a Consul API'],
  [{ kind: 'tls-untrusted', address: '127.0.0.1:8500' }, 'TLS problem'],
  [{ kind: 'bad-acl-token' }, 'access denied'],
] as const) {
  test(`a cluster that answers \`${error.kind}\` is one row with what is wrong, and what to do in its tooltip`, async () => {
    const node = clusterNode(profile, { state: 'read', snapshot: await read({ leader: failing(error) }) })
    assert.equal(node.description, description)
    assert.equal(node.context, 'cluster;unreachable;added')
    assert.equal(node.children.length, 1)
    const [row] = node.children
    assert.ok(shown(row?.tooltip).startsWith(`${row?.label}\n\n`))
  })
}

test('a cluster without a leader is a warning', async () => {
  assert.match(await drawn({ leader: async () => success(undefined) }), /^\(warning\/warning\) cluster-01 — no leader/)
})

test('before it is asked a cluster offers to connect, and tells when it is asked', () => {
  assert.equal(
    draw(clusterNode(profile, { state: 'unread' })),
    '(plug) cluster-01 — not connected [cluster;unread;added]\n  (debug-disconnect) Connect [unread]',
  )
  assert.match(draw(clusterNode(profile, { state: 'loading', previous: undefined })), /connecting…/)
  const blocked: ClusterReading = { state: 'blocked', problem: { message: 'The CA file cannot be read.', next: 'Correct the path.' } }
  assert.match(draw(clusterNode(profile, blocked)), /\(error\/bad\) The CA file cannot be read\./)
})

test('while it is read again, what was read before stays', async () => {
  const snapshot = await read({ listPeerings: async () => success([peering()]) })
  assert.equal(
    draw(clusterNode(profile, { state: 'loading', previous: snapshot })),
    draw(clusterNode(profile, { state: 'read', snapshot })),
  )
})

test('each row has an id of its own, the same over two readings', async () => {
  const answers: Partial<ConsulClient> = {
    listPeerings: async () => success([peering(), peering({ name: 'b' })]),
    exportedServices: async () => success([1, 2].map(() => ({ name: 'web', namespace: undefined, consumers: [] }))),
  }
  const ids = async () => idsOf(clusterNode(profile, { state: 'read', snapshot: await read(answers) }))
  const first = await ids()
  assert.equal(new Set(first).size, first.length)
  assert.deepEqual(await ids(), first)
})

function idsOf(node: TreeNode): readonly string[] {
  return [node.id, ...node.children.flatMap(idsOf)]
}

test('the tooltip of a cluster tells version, edition, datacenter and policy', async () => {
  const self = { ...identity, aclsEnabled: true, defaultPolicy: 'deny' } as const
  const node = clusterNode(profile, { state: 'read', snapshot: await read({ self: async () => success(self) }) })
  assert.match(
    node.tooltip ?? '',
    /Consul 1\\\.16\\\.1, community edition\n\nDatacenter `dc1`\n\nLeader `127\.0\.0\.1:8300`\n\nACL default policy `deny`/,
  )
})

test('what a cluster names things is no Markdown in tooltips', async () => {
  const evil = '![x](https://evil.example/`a``b`)\n# <b>'
  const list = [peering({ name: evil, remoteDatacenter: evil, serverAddresses: [evil], exported: { count: 1, names: [evil] } })]
  const consumers = [{ peer: evil, partition: undefined, samenessGroup: undefined }]
  const snapshot = await read({
    self: async () => success({ ...identity, datacenter: evil, version: evil }),
    leader: async () => success(evil),
    listPeerings: async () => success(list),
    exportedServices: async () => success([{ name: evil, namespace: evil, consumers }]),
  })
  const tooltips = tooltipsOf(clusterNode({ ...profile, name: evil }, { state: 'read', snapshot }))
  assert.equal(tooltips.length, 3)
  for (const tooltip of tooltips) {
    const outsideCode = tooltip.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
    assert.doesNotMatch(outsideCode, /(?<!\\)[![\]<#]/)
  }
})

test('what a cluster says in an error is no Markdown in the tooltip', async () => {
  const snapshot = await read({ leader: failing({ kind: 'unexpected', status: 500, detail: '![x](https://evil.example) `a`' }) })
  const [row] = clusterNode(profile, { state: 'read', snapshot }).children
  assert.match(row?.tooltip ?? '', /status 500: \\!\\\[x\\\]\\\(https:\/\/evil\\\.example\\\) `a`/)
})

/** What a person reads where Markdown is shown. */
function shown(markdown = ''): string {
  return markdown.replaceAll('`', "'").replace(/\\(?=\W)/g, '')
}

function tooltipsOf(node: TreeNode): readonly string[] {
  return [...(node.tooltip === undefined ? [] : [node.tooltip]), ...node.children.flatMap(tooltipsOf)]
}

test('what is opened is read, and shows services with their health, intentions with their peers, and entries by kind', async () => {
  const service = { name: 'shop', peer: 'cluster-02', namespace: undefined, instanceCount: 2, passing: 1, warning: 0, critical: 1 }
  const intention: Intention = {
    source: 'shop',
    sourcePeer: 'cluster-02',
    sourceNamespace: undefined,
    destination: 'billing',
    destinationNamespace: undefined,
    action: 'allow',
    permissionCount: 0,
    precedence: 9,
    description: undefined,
  }
  const entry = { kind: 'mesh', name: 'mesh', modifyIndex: 1, createIndex: 1, body: { Kind: 'mesh' } }
  const parts: Readonly<Record<string, Section>> = {
    imports: { section: 'imports', listing: { rows: [service], isFiltered: false } },
    intentions: { section: 'intentions', intentions: [intention, { ...intention, source: '*', sourcePeer: undefined, action: 'deny' }] },
    entries: { section: 'entries', kinds: [{ kind: 'mesh', entries: [entry] }] },
  }
  const snapshot = await read({ listPeerings: async () => success([peering()]) })
  const node = clusterNode(profile, { state: 'read', snapshot }, ({ section }) => {
    const part = parts[section]
    return part && { state: 'read', section: part }
  })
  assert.equal(
    node.children
      .slice(2)
      .map((child) => draw(child))
      .join('\n'),
    `(cloud-download) Imported services [imports]
  (link) cluster-02 — 1 [peering;imports]
    (error/bad) shop — 2 instances [imported]
      (loading~spin) Loading… [loading]
(shield) Intentions — 2 [intentions]
  (check/good) shop → billing — allow · peer cluster-02 [intention;allow;peer]
  (circle-slash/bad) * → billing — deny [intention;deny]
(files) Config entries — 1 [entries]
  (folder) mesh — 1 [kind]
    (file) mesh [entry]`,
  )
  const subjects = [...idsOf(node)].map((id) => rowOf([profile], id)?.subject).filter((subject) => subject?.is !== 'cluster')
  assert.deepEqual(subjects.slice(1), [
    { is: 'peering', peer: 'cluster-02' },
    { is: 'imported', peer: 'cluster-02', service: 'shop' },
    { is: 'intention', destination: 'billing', source: 'shop', peer: 'cluster-02' },
    { is: 'intention', destination: 'billing', source: '*', peer: '' },
    { is: 'entry', kind: 'mesh', name: 'mesh' },
  ])
})

test('a part that cannot be read says so in its place', async () => {
  const node = clusterNode(profile, { state: 'read', snapshot: await read() }, () => ({
    state: 'failed',
    kind: 'permission-denied',
    problem: { message: 'It lacks `operator:read`.', next: 'Set a token.' },
  }))
  assert.match(draw(node), /Intentions \[intentions\]\n {4}\(error\/bad\) It lacks 'operator:read'\. \[error;permission-denied\]/)
})

test('of very many rows the first thousand are shown, and how many more there are', async () => {
  const services = Array.from({ length: 1_500 }, (_, i) => ({ name: `s${i}`, namespace: undefined, consumers: [] }))
  const snapshot = await read({ exportedServices: async () => success(services) })
  const node = clusterNode(profile, { state: 'read', snapshot })
  const group = limitNodes([node])[0]?.children[1]
  assert.deepEqual([group?.description, group?.children.length, group?.children.at(-1)?.label], ['1500', 1_001, '… and 500 more'])
  // A filter looks at all of them.
  const found = limitNodes(filterNodes([node], 's1499'))[0]?.children[0]?.children
  assert.deepEqual(
    found?.map(({ label }) => label),
    ['s1499'],
  )
})

test('where both ends are known, a disagreement is marked, and the other end is told', async () => {
  const own = peering({ name: 'west', role: 'acceptor' })
  const there = peering({ name: 'east', role: 'dialer', id: 'x', peerId: own.id, state: 'TERMINATED' })
  const other: ClusterProfile = { id: 'added:2', name: 'cluster-02', address: 'http://127.0.0.1:9500', source: 'added' }
  const snapshots = new Map([
    [profile.id, await read({ listPeerings: async () => success([own]) })],
    [other.id, await read({ listPeerings: async () => success([there]) })],
  ])
  const readingOf = (id: string): ClusterReading => {
    const snapshot = snapshots.get(id)
    return snapshot ? { state: 'read', snapshot } : { state: 'unread' }
  }
  const ends = indexEnds([profile, other], readingOf)
  const node = clusterNode(profile, readingOf(profile.id), undefined, (each) => ends.of(profile.id, each))
  const row = node.children[0]?.children[0]
  assert.equal(row && draw(row), '(warning/warning) west — ACTIVE, but TERMINATED on cluster-02 · ↓1 ↑2 [peering;active;acceptor]')
  assert.match(row?.tooltip ?? '', /On `cluster-02` it is called `east` and is TERMINATED\n\nLast heartbeat 4 s before this was read/)
})

test('a filter keeps what holds the text, and what is above it', async () => {
  const snapshot = await read({ listPeerings: async () => success([peering({ name: 'west' }), peering({ name: 'north', id: 'n' })]) })
  const node = clusterNode(profile, { state: 'read', snapshot })
  const left = filterNodes([node], ' WES ')
  assert.deepEqual(
    left.flatMap(idsOf),
    [
      'added:1',
      'added:1/peerings',
      'added:1/peerings/west',
      'added:1/imports',
      'added:1/imports/west',
      'added:1/imports/west/:loading',
    ].map((id) => `cluster/${id}`),
  )
  assert.deepEqual(filterNodes([node], ''), [node])
  assert.deepEqual(filterNodes([node], 'nowhere'), [])
})

test('a cluster dropped on another one peers them, a service on a peering is exported, all else means nothing', () => {
  const other: ClusterProfile = { id: 'added:2', name: 'cluster-02', address: 'http://127.0.0.1:9500', source: 'added' }
  const drop = (target: unknown, source: unknown) => dropCommand([profile, other], target, source)
  const peers = { command: 'consulPeering.peerClusters', rows: ['cluster/added:1', 'cluster/added:2'] }
  assert.deepEqual(drop('cluster/added:1', 'cluster/added:2'), peers)
  assert.deepEqual(drop('cluster/added:1/peerings', 'cluster/added:2'), peers)
  const exported = ['cluster/added:1/peerings/west', 'cluster/added:1/exports/web']
  assert.deepEqual(drop(exported[0], exported[1]), { command: 'consulPeering.exportService', rows: exported })
  for (const [target, source] of [
    ['cluster/added:1', 'cluster/added:1'],
    ['cluster/added:2/peerings/west', 'cluster/added:1/exports/web'],
    [undefined, 'cluster/added:1'],
    ['cluster/added:1', 'elsewhere'],
  ]) {
    assert.equal(drop(target, source), undefined)
  }
})
