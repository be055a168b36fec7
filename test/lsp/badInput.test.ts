// Texts that no one would hope for: half-typed, binary, empty, huge, with odd line breaks and marks.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Status } from '../../server/src/lsp/protocol.ts'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

const wrong = `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`
const finding = '2:43-47 error unknown-field'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'pull', ...options })
  context.after(() => client.kill())
  return client
}

test('every half-typed state of an entry is answered', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, '')
  for (let length = 0; length <= wrong.length; length++) {
    client.change(uri, wrong.slice(0, length))
    assert.equal((await client.pull(uri)).kind, 'full')
    await client.codeActions(uri, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, ['quickfix', 'source.fixAll'])
  }
  assert.deepEqual(summarize(await client.diagnostics(uri)), [finding])
  assert.deepEqual(errorsOf(client), [])
})

/** Every request about a document, with what else it asks for. */
const requests: Readonly<Record<string, object>> = {
  completion: {},
  hover: {},
  definition: {},
  references: { context: { includeDeclaration: true } },
  documentHighlight: {},
  documentSymbol: {},
  prepareRename: {},
  rename: { newName: 'other' },
  codeAction: { context: { diagnostics: [] } },
  codeLens: {},
  documentLink: {},
  foldingRange: {},
  selectionRange: {},
  formatting: { options: { tabSize: 2, insertSpaces: true } },
  rangeFormatting: { options: { tabSize: 2, insertSpaces: true } },
  onTypeFormatting: { ch: '}', options: { tabSize: 2, insertSpaces: true } },
  inlayHint: {},
  'semanticTokens/full': {},
  'semanticTokens/full/delta': { previousResultId: 'none' },
  'semanticTokens/range': {},
}

async function askAll(client: LspClient, uri: string, position: { line: number; character: number }): Promise<readonly unknown[]> {
  const place = { textDocument: { uri }, position, positions: [position], range: { start: position, end: position } }
  const answers = Object.entries(requests).map(([method, more]) =>
    client.connection.sendRequest(`textDocument/${method}`, { ...place, ...more }).catch(String),
  )
  return await Promise.all(answers)
}

test('every request about a document that is closed, deleted or none of ours is answered by nothing', async (context) => {
  const folder = createFolder(context, { 'gone.hcl': wrong })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  fs.rmSync(path.join(folder.path, 'gone.hcl'))
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri('gone.hcl'), type: 3 }] })
  client.open('file:///w/main.hcl', 'resource "a" "b" {\n  c = 1\n}\n')
  for (const uri of [folder.uri('gone.hcl'), 'file:///w/never.hcl', 'file:///w/main.hcl', 'untitled:a', 'no uri']) {
    for (const answer of await askAll(client, uri, { line: 1, character: 3 })) {
      const isNothing =
        answer === null ||
        (Array.isArray(answer) && answer.length === 0) ||
        /^\{"data":\[\]|^\{"resultId":"\d+","(data|edits)":\[\]/.test(JSON.stringify(answer))
      assert.ok(isNothing, `${uri}: ${JSON.stringify(answer)}`)
    }
  }
  assert.deepEqual(errorsOf(client), [])
})

test('every request is answered at every place of a document, also far outside of it', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  for (const [line, text] of wrong.split('\n').entries())
    for (let character = 0; character <= text.length; character += 5) await askAll(client, uri, { line, character })
  for (const position of [
    { line: 99, character: 0 },
    { line: 0, character: 9_999 },
  ])
    await askAll(client, uri, position)
  assert.deepEqual(errorsOf(client), [])
})

test('a large document has what is cheap, and its status says what it has not', async (context) => {
  const client = await start(context, { settings: { target: '1.16' } })
  await client.indexed()
  const uri = 'file:///w/large.hcl'
  const source = '  { Name = "web", Peer = "cluster-02", Action = "allow" },\n'
  client.open(uri, `Kind = "service-intentions"\nName = "billing"\nSources = [\n${source.repeat(20_000)}]\n`)
  const status = await client.connection.sendRequest<Status | null>('consulPeering/statusOf', { uri })
  assert.match(status?.problem ?? '', /larger than 1 MB/)
  const place = { textDocument: { uri }, position: { line: 4, character: 12 } }
  assert.notEqual(await client.connection.sendRequest('textDocument/hover', place), null)
  assert.deepEqual(await client.connection.sendRequest('textDocument/codeLens', place), [])
})

test('an empty text and noise in an open document get nothing', async (context) => {
  const client = await start(context)
  for (const [i, text] of ['', '\n\n', '\u0000\u0001\uFFFD', '}}}}', '{"Kind', '\uD800'].entries()) {
    client.open(`file:///w/${i}.hcl`, text)
    assert.deepEqual(await client.diagnostics(`file:///w/${i}.hcl`), [])
  }
  assert.deepEqual(errorsOf(client), [])
})

test('JSON in an HCL document and HCL in a JSON document are judged, and stay so while they are typed', async (context) => {
  const client = await start(context)
  const json = '{"Kind": "exported-services", "Name": "default", "Services": [{"Name": "web", "Consumers": [{"Peer": "a"}]}]}'
  for (const uri of ['file:///w/hcl/exports.hcl', 'file:///w/json/exports.json']) {
    client.open(uri, json)
    assert.deepEqual(summarize(await client.diagnostics(uri)), ['0:93-99 error unknown-field'])
    client.change(uri, wrong)
    assert.deepEqual(summarize(await client.diagnostics(uri)), [finding])
    client.close(uri)
  }
})

test('binary and empty files of the workspace are passed over', async (context) => {
  const folder = createFolder(context, {
    'latin1.hcl': Buffer.from(wrong.replace('web', 'caf\u00E9'), 'latin1'),
    'utf16.hcl': Buffer.from(wrong, 'utf16le'),
    'nul.json': Buffer.from('{"Kind":"exported-services"}\0'),
    'empty.hcl': '',
    'exports.hcl': wrong,
  })
  const client = await start(context, { folders: [folder.path] })
  const { items } = await client.pullWorkspace()
  assert.deepEqual(
    items.map(({ uri }) => uri),
    [folder.uri('exports.hcl')],
  )
  assert.deepEqual(errorsOf(client), [])
})

test('positions are right with every kind of line break', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.json'
  const lines = ['{', '"Kind": "exported-services",', '"Name": "default", "\u{1F600}": 1, "Naem": 2', '}']
  client.open(uri, '')
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    client.change(uri, lines.join(lineBreak))
    const found = summarize(await client.diagnostics(uri)).filter((line) => line.endsWith('unknown-field'))
    assert.deepEqual(found, ['2:19-23 error unknown-field', '2:28-34 error unknown-field'], JSON.stringify(lineBreak))
  }
})

test('a file with a byte order mark is refused as Consul refuses it, open or closed, and its positions are the editor’s', async (context) => {
  const folder = createFolder(context, { 'exports.hcl': `\uFEFF${wrong}` })
  const client = await start(context, { folders: [folder.path] })
  const uri = folder.uri('exports.hcl')
  const [item] = (await client.pullWorkspace()).items
  const closed = item?.kind === 'full' ? summarize(item.items) : []
  assert.match(closed.join(), /^0:0-\d+ error syntax-error/)
  // An editor hides the mark, but it is in the file all the same.
  client.open(uri, wrong)
  assert.deepEqual(summarize(await client.diagnostics(uri)), closed)
  folder.write('exports.hcl', wrong)
  client.watched(uri, 'changed')
  assert.equal((await client.pullWorkspace()).items.length, 1)
  assert.deepEqual(summarize(await client.diagnostics(uri)), [finding])
})

test('a file of 5 MB is answered, and its edits too', { timeout: 120_000 }, async (context) => {
  const client = await start(context)
  const service = '  { Name = "web", Consumers = [{ Peer = "cluster-02" }] },\n'
  const text = `Kind = "exported-services"\nName = "default"\nServices = [\n${service.repeat(Math.ceil((5 * 2 ** 20) / service.length))}]\n`
  const uri = 'file:///w/large.hcl'
  client.open(uri, text)
  assert.equal((await client.diagnostics(uri)).length, 1000)
  client.change(uri, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# ' })
  assert.deepEqual(await client.diagnostics(uri), [])
})

test('a change that arrives for a document that was never opened does no harm', async (context) => {
  const client = await start(context)
  client.change('file:///w/never.hcl', wrong)
  client.close('file:///w/never.hcl')
  client.open('file:///w/exports.hcl', wrong)
  assert.deepEqual(summarize(await client.diagnostics('file:///w/exports.hcl')), [finding])
})

function errorsOf(client: LspClient): readonly unknown[] {
  return client.pending('window/logMessage').filter(({ params }) => JSON.stringify(params).includes('"type":1'))
}
