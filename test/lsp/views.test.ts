// Folding, selections, links, symbols, colours, hints and lenses through the protocol, and what of it can be switched off.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type {
  CodeLens,
  DocumentLink,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceSymbol,
} from 'vscode-languageserver/node'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, startLsp } from '../harness/lspClient.ts'

const files = {
  'consul-peering.json': '{"cluster":"cluster-01"}',
  'exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [\n  { Name = "billing", Consumers = [{ Peer = "west" }] }\n]\n',
  'billing.hcl': 'Kind = "service-defaults"\nName = "billing"\nProtocol = "http"\n',
}

async function start(context: TestContext, options: Partial<ClientOptions> = {}) {
  const folder = createFolder(context, files)
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path], settings: { target: '1.16' }, ...options })
  context.after(() => client.kill())
  await client.indexed()
  const uri = folder.uri('exports.hcl')
  const ask = async <T>(method: string, params: object = {}) =>
    await client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, ...params })
  return { client, folder, uri, ask }
}

const all = { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }

test('the structure of a document is told', async (context) => {
  const { client, ask } = await start(context)
  assert.deepEqual(await ask<FoldingRange[]>('foldingRange'), [{ startLine: 2, endLine: 3 }])
  const [selection] = await ask<SelectionRange[]>('selectionRange', { positions: [{ line: 3, character: 14 }] })
  assert.deepEqual(selection?.range, { start: { line: 3, character: 12 }, end: { line: 3, character: 19 } })
  assert.equal(selection?.parent?.range.start.character, 11)
  const [link] = await ask<DocumentLink[]>('documentLink')
  assert.match(link?.target ?? '', /exported-services$/)
  const symbols = await client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'bil' })
  assert.deepEqual(
    symbols.map(({ name }) => name),
    ['service-defaults/billing'],
  )
})

test('words are coloured by what they are, and only what changed is sent again', async (context) => {
  const { client, uri, ask } = await start(context)
  client.open(uri, files['exports.hcl'])
  const first = await ask<SemanticTokens>('semanticTokens/full')
  assert.deepEqual(first.data.slice(0, 10), [0, 0, 4, 1, 0, 0, 7, 19, 0, 0])
  client.change(uri, files['exports.hcl'].replace('west', 'western'))
  const next = await ask<SemanticTokensDelta>('semanticTokens/full/delta', { previousResultId: first.resultId })
  assert.equal(next.edits.length, 1)
  const part = await ask<SemanticTokens>('semanticTokens/range', {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 26 } },
  })
  assert.equal(part.data.length, 10)
})

test('hints and lenses are shown, and go when they are switched off', async (context) => {
  const { client, folder, ask } = await start(context, { initializationOptions: { showPlacesCommand: true } })
  await client.connection.sendNotification('consulPeering/facts', {
    clusters: [{ cluster: 'cluster-01', readAt: Date.now(), peers: [{ name: 'west', state: 'FAILING' }] }],
  })
  const hints = await ask<InlayHint[]>('inlayHint', all)
  assert.deepEqual(
    hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value, location }) => `${value} ${location?.uri}`).join())),
    [`http ${folder.uri('billing.hcl')}`, 'FAILING'],
  )
  const [lens] = await ask<CodeLens[]>('codeLens')
  assert.equal(lens?.command?.title, 'exported to 1 peer · allowed from 0')
  assert.equal(lens?.command?.command, 'consulPeering.showPlaces')
  client.configure({ target: '1.16', inlayHints: { protocol: false, peerState: false }, codeLens: { shares: false } })
  // The client is asked for its settings, which takes a moment.
  while ((await ask<InlayHint[]>('inlayHint', all)).length > 0);
  assert.deepEqual(await ask('codeLens'), [])
})

test('a file without an entry gets nothing', async (context) => {
  const { client } = await start(context)
  const uri = 'file:///w/main.hcl'
  client.open(uri, 'resource "a" "b" {\n  c = 1\n}\n')
  for (const method of ['foldingRange', 'documentLink', 'codeLens'])
    assert.deepEqual(await client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri } }), [], method)
  const { data } = await client.connection.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } })
  assert.deepEqual(data, [])
})
