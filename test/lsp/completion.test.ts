// Completion and hover through the protocol, in HCL, JSON and YAML, and by what the client was told of a live cluster.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { CompletionItem, Hover } from 'vscode-languageserver/node'
import { createFolder } from '../harness/folder.ts'
import { type ClientOptions, type LspClient, startLsp } from '../harness/lspClient.ts'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'pull', settings: { target: '1.16' }, ...options })
  context.after(() => client.kill())
  return client
}

/** The place of `|`, and the text without it. */
function marked(text: string) {
  const [before = ''] = text.split('|')
  const lines = before.split('\n')
  return { text: text.replace('|', ''), position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } }
}

async function ask<T>(client: LspClient, method: string, name: string, languageId: string, text: string): Promise<T> {
  const uri = `file:///w/${name}`
  const place = marked(text)
  client.open(uri, place.text, languageId)
  return await client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, position: place.position })
}

const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label)

test('keys and values are offered in each syntax', async (context) => {
  const client = await start(context)
  await client.indexed()
  const complete = (name: string, languageId: string, text: string) => ask<CompletionItem[]>(client, 'completion', name, languageId, text)
  const keys = await complete('a.hcl', 'hcl', 'Kind = "exported-services"\nName = "default"\nSer|')
  assert.deepEqual(labels(keys), ['Services', 'Meta', 'Partition'])
  assert.deepEqual(keys[0]?.textEdit, {
    range: { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } },
    newText: 'Services = [\n  {\n    Name = ""\n    Consumers = [\n      {\n        Peer = ""\n      }\n    ]\n  }\n]',
  })
  assert.deepEqual(labels(await complete('b.json', 'json', '{"Kind":"service-defaults","Name":"a","Protocol":"|"}')), [
    'tcp',
    'http',
    'http2',
    'grpc',
  ])
  const yaml = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nmetadata:\n  name: mesh\nspec:\n  peering:\n    |\n'
  assert.deepEqual(labels(await complete('c.yaml', 'yaml', yaml)), ['peerThroughMeshGateways'])
  assert.ok(labels(await complete('d.hcl', 'hcl', 'Kind = "|"')).includes('service-intentions'))
  assert.deepEqual(await complete('e.hcl', 'hcl', 'resource "x" "y" {\n  |\n}'), [])
})

test('the peers and services of a live cluster are offered by name', async (context) => {
  const folder = createFolder(context, { 'east/consul-peering.json': '{"cluster":"east"}' })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  const peers = [{ name: 'west', state: 'ACTIVE', imported: ['shop'] }]
  const services = [{ name: 'consul' }, { name: 'billing' }]
  await client.connection.sendNotification('consulPeering/facts', { clusters: [{ cluster: 'east', readAt: Date.now(), peers, services }] })
  const complete = async (text: string) => {
    const place = marked(`Kind = "service-intentions"\nName = "web"\nSources = [{ ${text} }]`)
    const uri = folder.uri(`east/${text.length}.hcl`)
    client.open(uri, place.text, 'hcl')
    return labels(
      await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: place.position }),
    )
  }
  assert.deepEqual(await complete('Peer = "|"'), ['west'])
  assert.deepEqual(await complete('Name   = "|"'), ['billing', 'shop', 'web'])
})

test('a hover tells what a key means', async (context) => {
  const client = await start(context)
  const hover = await ask<Hover | null>(client, 'hover', 'a.hcl', 'hcl', 'Kind = "service-defaults"\nName = "a"\nProto|col = "tcp"')
  assert.match(JSON.stringify(hover), /\*\*Protocol\*\*: tcp \| http \| http2 \| grpc, default tcp/)
  assert.equal(await ask<Hover | null>(client, 'hover', 'b.hcl', 'hcl', 'x| = 1'), null)
})

test('a blank file is offered whole entries; what a choice means is told when it is looked at', async (context) => {
  const client = await start(context, {
    textDocument: { completion: { completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation'] } } } },
  })
  await client.indexed()
  const items = await ask<CompletionItem[]>(client, 'completion', 'new.hcl', 'hcl', 'expo|')
  const [first] = items
  assert.equal(first?.label, 'exported-services')
  assert.match(JSON.stringify(first?.textEdit), /Peer = \\"\$2\\"/)
  assert.equal(first?.documentation, undefined)
  const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', first)
  assert.match(JSON.stringify(resolved.documentation), /Makes services of this cluster visible to peers/)
  assert.deepEqual(await client.connection.sendRequest('completionItem/resolve', { label: 'old', data: [0, 1] }), {
    label: 'old',
    data: [0, 1],
  })
})

test('where the editor describes the keys by our schema, they are not told twice', async (context) => {
  const client = await start(context, { initializationOptions: { entrySchema: true } })
  await client.indexed()
  const key = '{"Kind":"exported-services","Name":"default","Ser|"}'
  assert.deepEqual(await ask<CompletionItem[]>(client, 'completion', 'exports.consul.json', 'json', key), [])
  assert.ok(labels(await ask<CompletionItem[]>(client, 'completion', 'exports.json', 'json', key)).includes('Services'))
  const value = '{"Kind":"service-defaults","Name":"a","Protocol":"|"}'
  assert.ok(labels(await ask<CompletionItem[]>(client, 'completion', 'a.consul.json', 'json', value)).includes('http'))
  assert.equal(await ask<Hover | null>(client, 'hover', 'b.consul.json', 'json', '{"Ki|nd":"mesh"}'), null)
})
