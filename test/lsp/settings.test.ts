// Settings, `consul-peering.json`, Facts and the status line, through the protocol.
import assert from 'node:assert/strict'
import * as path from 'node:path'
import { type TestContext, test } from 'node:test'
import type { CheckTextAnswer, Status } from '../../server/src/lsp/protocol.ts'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

const wrong = `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`
const finding = '2:43-47 error unknown-field'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'push', ...options })
  context.after(() => client.kill())
  return client
}

function statusOf(client: LspClient, uri: string): Promise<Status | null> {
  return client.connection.sendRequest('consulPeering/statusOf', { uri })
}

test('a rule can be switched off and on again while the server runs', async (context) => {
  const client = await start(context, { settings: { severity: { 'unknown-field': 'off' } } })
  const uri = 'file:///w/exports.hcl'
  await client.indexed()
  client.open(uri, wrong)
  assert.deepEqual((await client.published(uri)).diagnostics, [])
  client.configure({ severity: { 'unknown-field': 'warning' } })
  assert.deepEqual(summarize((await client.published(uri)).diagnostics), ['2:43-47 warning unknown-field'])
  client.configure(null)
  assert.deepEqual(summarize((await client.published(uri)).diagnostics), [finding])
})

test('the target of the settings counts, and a wrong one is told and not used', async (context) => {
  const client = await start(context, { settings: { target: '1.16.1' } })
  const uri = 'file:///w/exports.hcl'
  await client.indexed()
  client.open(uri, wrong)
  assert.deepEqual((await client.published(uri)).diagnostics, [])
  client.configure({
    target: '0.9',
    edition: 3,
    index: { maxFiles: -1, maxFileSizeKb: 1.5 },
    severity: { 'no-such-rule': 'error', 'unknown-field': 'loud' },
  })
  assert.deepEqual(summarize((await client.published(uri)).diagnostics), [finding])
  const { problem } = await client.take<Status>('consulPeering/status', (status) => status.problem !== undefined)
  for (const name of ['consulPeering.target', 'consulPeering.edition', 'index.maxFiles', 'index.maxFileSizeKb', 'no-such-rule', 'loud']) {
    assert.ok(problem?.includes(name), `${name} is not in: ${problem}`)
  }
})

test('the status of a document says by what it is judged and why, and follows it', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const { indexing, ...status } = (await statusOf(client, uri)) ?? { indexing: undefined }
  assert.equal(typeof indexing, 'boolean')
  assert.deepEqual(status, { uri, target: 'preview', edition: 'community', complete: false, reason: 'no cluster is connected', files: 1 })
  client.configure({ target: 'latest', edition: 'enterprise' })
  const next = await client.take<Status>('consulPeering/status', (told) => told.uri === uri && told.target !== 'preview')
  assert.deepEqual([next.reason, next.edition], ['the setting `consulPeering.target`', 'enterprise'])
  client.change(uri, `# consul-peering: target=1.15\n${wrong}`)
  const last = await client.take<Status>('consulPeering/status', (told) => told.target === '1.15')
  assert.equal(last.reason, 'a comment in the file')
})

test('a `consul-peering.json` judges its folder and not the next one, also while it is edited', async (context) => {
  const folder = createFolder(context, {
    'cluster-01/consul-peering.json': '{"target": "1.16"}',
    'cluster-01/exports.hcl': wrong,
    'cluster-02/exports.hcl': wrong,
  })
  const client = await start(context, { folders: [folder.path] })
  const one = folder.uri('cluster-01/exports.hcl')
  assert.deepEqual(summarize((await client.published(folder.uri('cluster-02/exports.hcl'))).diagnostics), [finding])
  assert.deepEqual(client.pending('textDocument/publishDiagnostics'), [])
  client.open(folder.uri('cluster-01/consul-peering.json'), '{"target": "1.13"}')
  assert.deepEqual(summarize((await client.published(one)).diagnostics), [finding])
  client.close(folder.uri('cluster-01/consul-peering.json'))
  assert.deepEqual((await client.published(one)).diagnostics, [])
  folder.remove('cluster-01/consul-peering.json')
  client.watched(folder.uri('cluster-01/consul-peering.json'), 'deleted')
  // Both files are of one cluster now.
  assert.deepEqual(summarize((await client.published(one)).diagnostics), ['1:7-16 warning second-exports', finding])
})

test('the settings of a workspace folder count for its own files, and its `consul-peering.json` counts more', async (context) => {
  const folder = createFolder(context, {
    'east/exports.hcl': wrong,
    'west/exports.hcl': wrong,
    'west/pinned/consul-peering.json': '{"target": "1.13"}',
    'west/pinned/exports.hcl': wrong,
  })
  const [east, west] = [`${folder.path}/east`, `${folder.path}/west`]
  const client = await start(context, {
    folders: [east, west],
    settings: { target: '1.13' },
    folderSettings: { [west]: { target: '1.16', edition: 'enterprise' } },
  })
  await client.indexed()
  const told = async (name: string) => {
    const status = await statusOf(client, folder.uri(name))
    return [status?.target, status?.edition, status?.reason]
  }
  assert.deepEqual(await told('east/exports.hcl'), ['1.13', 'community', 'the setting `consulPeering.target`'])
  assert.deepEqual(await told('west/exports.hcl'), ['1.16', 'enterprise', 'the setting `consulPeering.target`'])
  assert.deepEqual((await told('west/pinned/exports.hcl')).slice(0, 2), ['1.13', 'enterprise'])
})

test('what is wrong in a `consul-peering.json` is told in it', async (context) => {
  const text = '{\n  "target": "0.9",\n  "targt": 1,\n  "peers": {"east": 3}\n}\n'
  const folder = createFolder(context, { 'consul-peering.json': text })
  const client = await start(context, { folders: [folder.path] })
  const uri = folder.uri('consul-peering.json')
  const { diagnostics } = await client.published(uri)
  assert.deepEqual(summarize(diagnostics).toSorted(), [
    '1:12-17 warning peering-file',
    '2:2-9 warning peering-file',
    '3:20-21 warning peering-file',
  ])
  client.open(uri, '{"target": "1.16"}')
  assert.deepEqual((await client.published(uri)).diagnostics, [])
})

test('findings that a `consul-peering.json` leaves out are not told', async (context) => {
  const folder = createFolder(context, {
    'consul-peering.json': '{"ignore": [{"files": "old/**", "codes": ["unknown-field", "second-exports"]}]}',
    'old/exports.hcl': wrong,
    'new/exports.hcl': wrong,
  })
  const client = await start(context, { folders: [folder.path] })
  const { diagnostics } = await client.published(folder.uri('new/exports.hcl'))
  assert.deepEqual(summarize(diagnostics), ['1:7-16 warning second-exports', finding])
  assert.deepEqual(client.pending('textDocument/publishDiagnostics'), [])
})

test('a document outside of all folders finds the `consul-peering.json` above it', async (context) => {
  const folder = createFolder(context, { 'consul-peering.json': '{"target": "1.14"}', 'deep/er/exports.hcl': wrong })
  const client = await start(context)
  const uri = folder.uri('deep/er/exports.hcl')
  client.open(uri, wrong)
  assert.deepEqual((await client.published(uri)).diagnostics, [])
  assert.equal((await statusOf(client, uri))?.reason, `\`${path.basename(folder.path)}/consul-peering.json\``)
})

test('what live clusters tell decides the target, and Facts that do not fit are left out', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  await client.indexed()
  client.open(uri, wrong)
  assert.deepEqual(summarize((await client.published(uri)).diagnostics), [finding])
  await client.connection.sendNotification('consulPeering/facts', {
    clusters: [{ cluster: 'cluster-01', version: '1.16.1', readAt: 1 }, { cluster: 5 }],
  })
  assert.deepEqual((await client.published(uri)).diagnostics, [])
  assert.equal((await statusOf(client, uri))?.reason, 'the connected clusters')
  await client.connection.sendNotification('consulPeering/facts', 'nothing of the kind')
  assert.deepEqual(summarize((await client.published(uri)).diagnostics), [finding])
})

test('files that are too large or too many are left out, and that is told', async (context) => {
  const folder = createFolder(context, { 'a.hcl': wrong, 'b.hcl': `${wrong}#${'x'.repeat(3000)}`, 'c.hcl': wrong })
  const client = await start(context, { folders: [folder.path], settings: { index: { maxFiles: 2, maxFileSizeKb: 2 } } })
  await client.published(folder.uri('a.hcl'))
  const { problem, files } = await client.take<Status>('consulPeering/status', (status) => status.problem !== undefined)
  assert.match(problem ?? '', /more than 2 files.*`[^`]*b\.hcl` is larger than 2 KB/)
  assert.equal(files, 1)
})

test('a folder that is added to the workspace is read, and one that is removed is forgotten', async (context) => {
  const folder = createFolder(context, { 'a/exports.hcl': wrong, 'b/exports.hcl': wrong })
  const client = await start(context, { folders: [`${folder.path}/a`] })
  const [a, b] = ['a', 'b'].map((name) => ({ uri: folder.uri(name), name }))
  assert.deepEqual(summarize((await client.published(folder.uri('a/exports.hcl'))).diagnostics), [finding])
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [b], removed: [a] } })
  assert.deepEqual((await client.published(folder.uri('a/exports.hcl'))).diagnostics, [])
  assert.deepEqual(summarize((await client.published(folder.uri('b/exports.hcl'))).diagnostics), [finding])
})

test('files that git ignores are left alone, and a changed `.gitignore` is heeded', async (context) => {
  const folder = createFolder(context, { '.gitignore': 'out/\n', 'out/exports.hcl': wrong, 'exports.hcl': wrong })
  const client = await start(context, { folders: [folder.path] })
  assert.deepEqual(summarize((await client.published(folder.uri('exports.hcl'))).diagnostics), [finding])
  assert.deepEqual(client.pending('textDocument/publishDiagnostics'), [])
  client.watched(folder.write('.gitignore', '/exports.hcl\n'), 'changed')
  assert.deepEqual((await client.published(folder.uri('exports.hcl'))).diagnostics, [])
  assert.deepEqual(summarize((await client.published(folder.uri('out/exports.hcl'))).diagnostics), [finding])
})

test('a language feature can be switched off, and on again while the server runs', async (context) => {
  const client = await start(context, { settings: { hover: { enabled: false }, completion: { enabled: 'no' } } })
  await client.indexed()
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const hover = () => client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 12 } })
  assert.equal(await hover(), null)
  const { problem } = await client.take<Status>('consulPeering/status', (status) => status.problem !== undefined)
  assert.match(problem ?? '', /`consulPeering.completion.enabled` cannot be `"no"`; `true` is used/)
  client.configure({ hover: { enabled: true } })
  await client.take<Status>('consulPeering/status', (status) => status.problem === undefined)
  assert.notEqual(await hover(), null)
})

test('a text that is no file is judged as the settings say, or by the release that is asked for', async (context) => {
  const client = await start(context, { settings: { target: '1.16' } })
  await client.indexed()
  const check = (params: unknown): Promise<CheckTextAnswer | null> => client.connection.sendRequest('consulPeering/checkText', params)
  const told = (answer: CheckTextAnswer | null) =>
    answer?.ok ? answer.findings.map(({ line, character, code }) => `${line}:${character} ${code}`) : answer?.problem
  assert.deepEqual(told(await check({ text: wrong, format: 'hcl' })), [])
  assert.deepEqual(told(await check({ text: wrong, format: 'hcl', target: 'preview' })), ['3:44 unknown-field'])
  assert.deepEqual(told(await check({ text: '{"Kind": "mesh", "Colour": 1}', format: 'hcl' })), ['1:18 unknown-field'])
  assert.equal(
    told(await check({ text: wrong, format: 'hcl', target: '0.1' }))
      ?.toString()
      .startsWith('The target is one of'),
    true,
  )
  assert.equal(told(await check({ text: wrong, format: 'toml' })), 'The format is `hcl`, `json` or `yaml`.')
  assert.equal(told(await check('x')), 'There is no text.')
})
