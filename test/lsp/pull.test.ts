// The language server with a client that asks for diagnostics, as VS Code does.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

const wrong = `Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "web"
    Consumers = [{ Peer = "cluster-02" }]
  }
]
`
const right = wrong.replace('Peer =', 'peer_name =')
const finding = '5:19-23 error unknown-field'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'pull', ...options })
  context.after(() => client.kill())
  return client
}

test('a wrong entry has its diagnostic, in full', async (context) => {
  const client = await start(context)
  client.open('file:///w/exports.hcl', wrong)
  const [diagnostic, ...others] = await client.diagnostics('file:///w/exports.hcl')
  assert.deepEqual(others, [])
  assert.match(diagnostic?.codeDescription?.href ?? '', /^file:.*\/docs\/rules\/unknown-field\.md$/)
  assert.deepEqual(
    { ...diagnostic, codeDescription: undefined },
    {
      range: { start: { line: 5, character: 19 }, end: { line: 5, character: 23 } },
      severity: 1,
      code: 'unknown-field',
      codeDescription: undefined,
      source: 'consul-peering',
      message:
        '`Peer` is a key of a consumer since Consul 1.14; the technical preview (1.13.0-alpha2) refuses it. Write `peer_name`, which works on every release with peering.',
      data: { category: 'rejected' },
    },
  )
})

test('a diagnostic goes when the text is put right, by a change of a part', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  assert.deepEqual(summarize(await client.diagnostics(uri)), [finding])
  client.change(uri, { range: { start: { line: 5, character: 19 }, end: { line: 5, character: 23 } }, text: 'peer_name' })
  assert.deepEqual(await client.diagnostics(uri), [])
})

test('what has not changed since is not sent again', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const first = await client.pull(uri)
  const second = await client.pull(uri, first.resultId)
  assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId })
  client.change(uri, `${wrong}# a comment\n`)
  assert.equal((await client.pull(uri, first.resultId)).kind, 'full')
})

test('a constraint is told at the end of the message and in the data', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, right.replace('Name = "web"', 'Name = "web"\n    Namespace = "team"'))
  const [diagnostic] = await client.diagnostics(uri)
  assert.match(String(diagnostic?.message), /^C10: /)
  assert.deepEqual(diagnostic?.data, { category: 'preview', constraint: 'C10' })
})

test('a rule has its page where the client says', async (context) => {
  const client = await start(context, { initializationOptions: { rulePages: 'vscode://rules/{code}' } })
  client.open('file:///w/exports.hcl', wrong)
  const [diagnostic] = await client.diagnostics('file:///w/exports.hcl')
  assert.equal(diagnostic?.codeDescription?.href, 'vscode://rules/unknown-field')
})

test('closed files of the workspace are judged, and a document that is asked for too', async (context) => {
  const folder = createFolder(context, { 'a/exports.hcl': wrong, 'a/exports.json': '{"Kind":"exported-services"}', 'main.tf.json': '{}' })
  const client = await start(context, { folders: [folder.path] })
  const { items } = await client.pullWorkspace()
  const found = items.map((item) => [item.uri, item.version, item.kind === 'full' ? summarize(item.items) : item.kind])
  assert.deepEqual(found, [
    [folder.uri('a/exports.hcl'), null, [finding]],
    [folder.uri('a/exports.json'), null, ['0:1-7 error missing-field']],
  ])
  assert.deepEqual(summarize(await client.diagnostics(folder.uri('a/exports.hcl'))), [finding])
})

test('a workspace is told by what has changed since', async (context) => {
  const folder = createFolder(context, { 'a.hcl': wrong, 'b.hcl': wrong.replace('web', 'api') })
  const client = await start(context, { folders: [folder.path] })
  const first = await client.pullWorkspace()
  const ids = Object.fromEntries(first.items.map(({ uri, resultId }) => [uri, resultId ?? '']))
  folder.write('b.hcl', right)
  client.watched(folder.uri('b.hcl'), 'changed')
  const { items } = await client.pullWorkspace(ids)
  assert.deepEqual(items, [
    { uri: folder.uri('a.hcl'), version: null, kind: 'unchanged', resultId: ids[folder.uri('a.hcl')] },
    { uri: folder.uri('b.hcl'), version: null, kind: 'full', items: [] },
  ])
})

test('the answer for a workspace comes in parts when the client takes parts', async (context) => {
  const files = Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`e${String(i).padStart(3, '0')}.hcl`, wrong]))
  const folder = createFolder(context, files)
  const client = await start(context, { folders: [folder.path] })
  const params = { previousResultIds: [], partialResultToken: 'parts' }
  const last: { readonly items: readonly unknown[] } = await client.connection.sendRequest('workspace/diagnostic', params)
  const parts = client.pending('$/progress').map(({ params: part }) => JSON.stringify(part).split('"kind":"full"').length - 1)
  assert.deepEqual([...parts, last.items.length], [200, 200, 50])
})

test('an open document wins over its file, and the file counts again when it is closed', async (context) => {
  const folder = createFolder(context, { 'exports.hcl': wrong })
  const client = await start(context, { folders: [folder.path] })
  const uri = folder.uri('exports.hcl')
  client.open(uri, right)
  assert.deepEqual((await client.pullWorkspace()).items, [])
  folder.write('exports.hcl', wrong.replace('web', 'api'))
  client.watched(uri, 'changed')
  assert.deepEqual((await client.pullWorkspace()).items, [])
  client.close(uri)
  assert.deepEqual(summarize(await client.diagnostics(uri)), [finding])
})

test('the same file under another spelling of its URI is the same file', async (context) => {
  const folder = createFolder(context, { 'a:b/exports.hcl': right })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  const plain = folder.uri('a:b/exports.hcl')
  const encoded = plain.replace('a:b', 'a%3Ab')
  client.open(encoded, wrong)
  assert.deepEqual(summarize(await client.diagnostics(plain)), [finding])
  const { items } = await client.pullWorkspace()
  assert.deepEqual(
    items.map(({ uri }) => uri),
    [encoded],
  )
})

test('the client is asked to ask again when files on disk have changed', async (context) => {
  const folder = createFolder(context, { 'exports.hcl': right })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  while (client.pending('workspace/diagnostic/refresh').length > 0) await client.take('workspace/diagnostic/refresh')
  client.watched(folder.write('exports.hcl', wrong), 'changed')
  await client.take('workspace/diagnostic/refresh')
  assert.deepEqual(summarize(await client.diagnostics(folder.uri('exports.hcl'))), [finding])
})

test('files of other tools and other languages get nothing', async (context) => {
  const client = await start(context)
  const nomad = 'job "web" {\n  group "g" {\n    service { kind = "connect" }\n  }\n}\n'
  const terraform = 'resource "consul_config_entry" "e" {\n  kind = "exported-services"\n  name = "default"\n}\n'
  client.open('file:///w/job.hcl', nomad)
  client.open('file:///w/main.hcl', terraform)
  client.open('file:///w/settings.json', '{"kind": "Deployment"}')
  client.open('file:///w/commented.json', '// jsonc\n{"Kind": "exported-services"}', 'jsonc')
  for (const name of ['job.hcl', 'main.hcl', 'settings.json', 'commented.json']) {
    assert.deepEqual(await client.pull(`file:///w/${name}`), { kind: 'full', items: [] }, name)
  }
})

test('unknown documents and odd requests are answered with nothing', async (context) => {
  const client = await start(context)
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  for (const uri of ['file:///nowhere/x.hcl', 'untitled:Untitled-1', 'file://other-host/x.hcl', 'file:///a%2Fb.hcl', 'no uri']) {
    assert.deepEqual(await client.pull(uri), { kind: 'full', items: [] })
    assert.deepEqual(await client.codeActions(uri, range), [])
    assert.equal(await client.connection.sendRequest('consulPeering/statusOf', { uri }), null)
  }
  assert.equal(await client.connection.sendRequest('consulPeering/statusOf', null), null)
})

test('a request that is cancelled while the workspace is read ends as cancelled', async (context) => {
  const files = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`e${i}.hcl`, wrong]))
  const folder = createFolder(context, files)
  const client = await start(context, { folders: [folder.path] })
  // On a busy machine the answer may be there before the cancellation arrives; then it is asked for again.
  let outcome: unknown
  for (let attempt = 0; attempt < 20 && !isCancelled(outcome); attempt++) {
    const source = new AbortController()
    const answer = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, tokenOf(source.signal))
    source.abort()
    outcome = await answer.catch((error: unknown) => error)
  }
  assert.ok(isCancelled(outcome), 'one of the requests ended as cancelled')
  client.open('file:///w/exports.hcl', wrong)
  assert.deepEqual(summarize(await client.diagnostics('file:///w/exports.hcl')), [finding])
})

function isCancelled(outcome: unknown): boolean {
  return outcome instanceof Error && 'code' in outcome && outcome.code === -32800
}

function tokenOf(signal: AbortSignal) {
  return {
    get isCancellationRequested() {
      return signal.aborted
    },
    onCancellationRequested(listener: (event: unknown) => void) {
      signal.addEventListener('abort', listener)
      return { dispose: () => signal.removeEventListener('abort', listener) }
    },
  }
}
