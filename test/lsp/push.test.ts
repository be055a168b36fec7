// The language server with a client that only takes what is published.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

const wrong = `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`
const right = wrong.replace('Peer =', 'peer_name =')
const finding = '2:43-47 error unknown-field'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'push', ...options })
  context.after(() => client.kill())
  return client
}

test('such a client is not offered what it cannot ask for', async (context) => {
  const { capabilities } = await start(context)
  assert.equal(capabilities['diagnosticProvider'], undefined)
  assert.equal(capabilities['positionEncoding'], 'utf-16')
})

test('a wrong entry is published with its version, and cleared when it is put right', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const first = await client.published(uri)
  assert.deepEqual([first.version, summarize(first.diagnostics)], [1, [finding]])
  client.change(uri, right)
  const second = await client.published(uri)
  assert.deepEqual([second.version, second.diagnostics], [2, []])
})

test('each version of an open entry is answered, also when it is right', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, right)
  assert.equal((await client.published(uri)).version, 1)
  client.change(uri, `${right}\n`)
  assert.equal((await client.published(uri)).version, 2)
})

test('closed files are published, followed on disk, and cleared when they are deleted', async (context) => {
  const folder = createFolder(context, { 'a/exports.hcl': wrong, 'b/exports.hcl': right, 'b/consul-peering.json': '{}' })
  const client = await start(context, { folders: [folder.path] })
  const [a, b] = [folder.uri('a/exports.hcl'), folder.uri('b/exports.hcl')]
  assert.deepEqual(summarize((await client.published(a)).diagnostics), [finding])
  client.watched(folder.write('b/exports.hcl', wrong), 'changed')
  assert.deepEqual(summarize((await client.published(b)).diagnostics), [finding])
  folder.remove('a/exports.hcl')
  client.watched(a, 'deleted')
  assert.deepEqual((await client.published(a)).diagnostics, [])
  // Of a folder that goes, watchers tell the folder only.
  folder.remove('b')
  client.watched(folder.uri('b'), 'deleted')
  assert.deepEqual((await client.published(b)).diagnostics, [])
})

test('a file renamed in the editor takes its diagnostics along', async (context) => {
  const folder = createFolder(context, { 'a/exports.hcl': wrong })
  const client = await start(context, { folders: [folder.path] })
  await client.published(folder.uri('a/exports.hcl'))
  folder.remove('a')
  folder.write('b/exports.hcl', wrong)
  await client.connection.sendNotification('workspace/didRenameFiles', {
    files: [{ oldUri: folder.uri('a'), newUri: folder.uri('b') }],
  })
  assert.deepEqual((await client.published(folder.uri('a/exports.hcl'))).diagnostics, [])
  assert.deepEqual(summarize((await client.published(folder.uri('b/exports.hcl'))).diagnostics), [finding])
})

test('a document of another tool is never spoken of', async (context) => {
  const client = await start(context)
  client.open('file:///w/main.hcl', 'resource "x" "y" {\n  kind = "z"\n}\n')
  client.open('file:///w/exports.hcl', wrong)
  await client.published('file:///w/exports.hcl')
  assert.deepEqual(client.pending('textDocument/publishDiagnostics'), [])
})

test('a change in one file is felt in another: the protocol of an exported service', async (context) => {
  const folder = createFolder(context, { 'exports.hcl': right })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  const defaults = folder.uri('web.hcl')
  client.open(defaults, 'Kind = "service-defaults"\nName = "web"\nProtocol = "http"\n')
  const found = await client.published(folder.uri('exports.hcl'))
  assert.deepEqual(summarize(found.diagnostics), ['2:21-26 warning exported-service-protocol'])
  assert.match(String(found.diagnostics[0]?.message), /^C3: /)
  assert.equal(found.diagnostics[0]?.relatedInformation?.[0]?.location.uri, defaults)
  client.change(defaults, 'Kind = "service-defaults"\nName = "web"\nProtocol = "tcp"\n')
  assert.deepEqual((await client.published(folder.uri('exports.hcl'))).diagnostics, [])
})

test('a client that can do little more than open files is served too', async (context) => {
  const folder = createFolder(context, { 'exports.hcl': wrong })
  const client = await start(context, {
    capabilities: 'few',
    folders: [folder.path],
    initializationOptions: { settings: { severity: { 'unknown-field': 'hint' } } },
  })
  assert.deepEqual(summarize((await client.published(folder.uri('exports.hcl'))).diagnostics), ['2:43-47 hint unknown-field'])
  for (const method of ['client/registerCapability', 'workspace/configuration', 'window/workDoneProgress/create']) {
    assert.deepEqual(client.pending(method), [])
  }
})

test('an editor that gives no language is served by the name of the file', async (context) => {
  const client = await startLsp({ diagnostics: 'push', settings: { target: 'preview' } })
  context.after(() => client.kill())
  await client.indexed()
  const uri = 'file:///w/mesh.hcl'
  client.open(uri, 'Kind = "mesh"\nBogus = 1\n', '')
  assert.equal((await client.published(uri)).diagnostics.length, 1)
  client.change(uri, 'Kind = "mesh"\n')
  assert.equal((await client.published(uri)).diagnostics.length, 0)
})
