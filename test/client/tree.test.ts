// The rows of the Clusters view, made from readings alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClusterProfile } from '../../client/src/profiles.ts'
import type { ClusterReading } from '../../client/src/readings.ts'
import { clusterNode } from '../../client/src/tree/model.ts'
import type { TreeNode } from '../../client/src/tree/node.ts'
import { unwellPeerings } from '../../client/src/tree/peerings.ts'
import type { ConsulClient } from '../../consul/src/client.ts'
import { success } from '../../consul/src/result.ts'
import { type ClusterSnapshot, readSnapshot } from '../../consul/src/snapshot.ts'
import { failing, fakeClient, identity, peering } from './fakes.ts'

const profile: ClusterProfile = { id: 'added:1', name: 'cluster-01', address: 'http://127.0.0.1:8500', source: 'added' }

/** One row a line, indented: icon and tone, label, description, context. */
function draw(node: TreeNode, depth = 0): string {
  const icon = node.tone ? `${node.icon}/${node.tone}` : node.icon
  const line = `${'  '.repeat(depth)}(${icon}) ${node.label}${node.description === undefined ? '' : ` — ${node.description}`} [${node.context}]`
  return [line, ...node.children.map((child) => draw(child, depth + 1))].join('\n')
}

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
      (arrow-right) cluster-02 — peer [consumer]
    (symbol-interface) all services — for nobody [service]`,
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
    (circle-outline) No exported services yet [none]`,
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
    (circle-outline) No exported services yet [none]`,
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
