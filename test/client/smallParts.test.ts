// The small pure parts of the client: what starts the server, what goes to it, the clipboard, the target's file.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createSecretClipboard } from '../../client/src/clipboard.ts'
import { documentSelectorFor } from '../../client/src/documentSelector.ts'
import { factsOf } from '../../client/src/facts.ts'
import { asksForServer } from '../../client/src/sniff.ts'
import { targets, withTarget } from '../../client/src/target.ts'
import type { LiveConfigEntry } from '../../consul/src/client.ts'
import { success } from '../../consul/src/result.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { targets as known } from '../../server/src/core/schema/target.ts'
import { failing, fakeClient, identity, peering } from './fakes.ts'

for (const [language, text, expected] of [
  ['hcl', 'Kind = "exported-services"\nName = "default"', true],
  ['hcl', '# comment\r\nkind="service-intentions"', true],
  ['hcl', 'Kind = "expored-service"', true],
  ['json', '{ "Kind": "proxy-defaults" }', true],
  ['json', '{"kind":"mesh"}', true],
  ['hcl', 'resource "consul_config_entry" "x" {\n  name = "y"\n}', false],
  ['hcl', 'job "web" {\n  type = "service"\n}', false],
  ['json', '{ "name": "left-pad", "version": "1.0.0" }', false],
  ['json', '{ "kind": "Deployment" }', false],
  ['helm', 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh', false],
  ['hcl', '', false],
  ['hcl', `${'# comment\n'.repeat(10_000)}Kind = "mesh"`, true],
  ['hcl', 'peering {\n  enabled = true\n}', true],
  ['json', '{ "primary_datacenter": "dc1" }', true],
  ['yaml', 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh', true],
  ['yaml', 'apiVersion: v1\nkind: Service', false],
  ['shellscript', 'consul intention create web billing', true],
  ['markdown', 'Run `consul kv get -datacenter=east x`.', true],
  ['markdown', '```sh\n$ consul peerings list\n```', true],
  ['shellscript', 'curl -d @q.json "$ADDR/v1/query"', true],
  ['shellscript', 'echo {{ key "app/color@east" }}', true],
  ['markdown', 'A consul of ancient Rome.', false],
  ['jsonc', '{ "command": "consul", "args": ["intention", "list"] }', true],
  ['jsonc', '{ "command": "consul", "args": ["members"] }', false],
  ['jsonc', '{ "command": "consul intention list" }', true],
  ['plaintext', 'Kind = "mesh"', false],
] as const) {
  test(`${expected ? 'starts' : 'does not start'} the server for ${language} \`${text.slice(0, 40).replaceAll('\n', '↵')}\``, () => {
    assert.equal(asksForServer(language, text), expected)
  })
}

test('a text of 5 MB is looked at in a moment', () => {
  const started = performance.now()
  asksForServer('json', '{ "kind" : "'.repeat(400_000))
  assert.ok(performance.now() - started < 500)
})

test('facts hold version, policy and peers of the clusters that were read, and nothing of the others', async () => {
  const rows = ['consul', 'web'].map((name) => ({ name, tags: [] }))
  const read = await readSnapshot(
    fakeClient({
      self: async () => success({ ...identity, prerelease: 'alpha2' }),
      listPeerings: async () => success([peering()]),
      services: async () => success({ rows, isFiltered: false }),
      listConfigEntries: async (kind) =>
        success({
          rows: kind === 'service-defaults' ? [liveEntry('service-defaults', 'web', { Protocol: 'HTTP' })] : [],
          isFiltered: false,
        }),
      readConfigEntry: async (kind) =>
        success(kind === 'proxy-defaults' ? liveEntry('proxy-defaults', 'global', { Config: { protocol: 'grpc' } }) : undefined),
    }),
  )
  const unreached = await readSnapshot(fakeClient({ leader: failing({ kind: 'connection-refused', address: 'x' }) }))
  const clusters = ['a', 'b', 'c'].map((name) => ({ id: name, name, address: 'http://127.0.0.1:8500', source: 'added' }) as const)
  const facts = factsOf(clusters, (id) => ({ a: read, b: unreached })[id])
  assert.deepEqual(facts, {
    clusters: [
      {
        cluster: 'a',
        version: '1.16.1-alpha2',
        edition: 'community',
        defaultPolicy: 'allow',
        peers: [{ name: 'cluster-02', state: 'ACTIVE', datacenter: 'dc2', imported: ['api'] }],
        datacenters: ['dc1'],
        services: [
          { name: 'consul', protocol: 'grpc' },
          { name: 'web', protocol: 'http' },
        ],
        readAt: read.readAt,
      },
    ],
  })
})

function liveEntry(kind: string, name: string, body: object): LiveConfigEntry {
  return { kind, name, modifyIndex: 1, createIndex: 1, body: { Kind: kind, Name: name, ...body } }
}

function fakeClipboard() {
  const board = {
    text: '',
    readText: async () => board.text,
    async writeText(text: string) {
      board.text = text
    },
  }
  return board
}

test('a secret leaves the clipboard after its time', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const board = fakeClipboard()
    await createSecretClipboard(board).copy('s3cret', 60_000)
    mock.timers.tick(59_000)
    await setImmediate()
    assert.equal(board.text, 's3cret')
    mock.timers.tick(1_000)
    await setImmediate()
    assert.equal(board.text, '')
  } finally {
    mock.timers.reset()
  }
})

test('what somebody else has copied since stays', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const board = fakeClipboard()
    await createSecretClipboard(board).copy('s3cret', 60_000)
    board.text = 'a recipe'
    mock.timers.tick(60_000)
    await setImmediate()
    assert.equal(board.text, 'a recipe')
  } finally {
    mock.timers.reset()
  }
})

test('a secret leaves the clipboard when the window closes', async () => {
  const board = fakeClipboard()
  const clipboard = createSecretClipboard(board)
  await clipboard.copy('s3cret', 60_000)
  clipboard.dispose()
  await setImmediate()
  assert.equal(board.text, '')
})

test('all releases that the server knows can be chosen', () => {
  assert.deepEqual(targets, ['auto', ...known, 'latest'])
})

for (const [name, before, target, after] of [
  [
    'replaces the target',
    '{\n  "cluster": "a",\n  "target": "preview",\n  "peers": { "b": "../b" }\n}\n',
    '1.16',
    '{\n  "cluster": "a",\n  "target": "1.16",\n  "peers": { "b": "../b" }\n}\n',
  ],
  [
    'adds it after the cluster',
    '{\n  "cluster": "a",\n  "peers": {}\n}\n',
    '1.14',
    '{\n  "cluster": "a",\n  "target": "1.14",\n  "peers": {}\n}\n',
  ],
  ['takes it out for `auto`', '{\n  "cluster": "a",\n  "target": "preview"\n}\n', 'auto', '{\n  "cluster": "a"\n}\n'],
  [
    'leaves a peer of that name alone',
    '{ "peers": { "target": "../t" }, "target": "1.13" }',
    'latest',
    '{ "peers": { "target": "../t" }, "target": "latest" }',
  ],
  ['refuses what is no object', '[]', '1.16', undefined],
  ['refuses what is broken', '{ "cluster": ', '1.16', undefined],
] as const) {
  test(`a \`consul-peering.json\`: ${name}`, () => {
    assert.equal(withTarget(before, target), after)
  })
}

test('documents on disk, new ones and those of the folders of the workspace are served, and no copies of them', () => {
  const served = (schemes: readonly string[], language: string) =>
    documentSelectorFor(schemes).flatMap((filter) => (filter.language === language ? [filter.scheme] : []))
  assert.deepEqual(served([], 'yaml'), ['file', 'untitled'])
  assert.deepEqual(served(['file'], 'hcl'), ['file', 'untitled', 'consul-cluster'])
  assert.deepEqual(served(['vscode-vfs', 'file'], 'json'), ['file', 'vscode-vfs', 'untitled'])
  assert.deepEqual(
    documentSelectorFor(['vscode-vfs'])
      .filter(({ language }) => language === 'jsonc')
      .map(({ scheme, pattern }) => `${scheme} ${pattern}`),
    ['file **/tasks.json', 'vscode-vfs **/tasks.json'],
  )
})
