// Names through the protocol: followed, found and renamed across files, with a reason where that is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentSymbol, Location, WorkspaceEdit } from 'vscode-languageserver/node'
import { createFolder } from '../harness/folder.ts'
import { startLsp } from '../harness/lspClient.ts'

test('a service is followed, found and renamed across files that are open or not', async (context) => {
  const folder = createFolder(context, {
    'billing.hcl': 'Kind = "service-defaults"\nName = "billing"\n',
    'exports.json': '{"Kind":"exported-services","Name":"default","Services":[{"Name":"billing","Consumers":[{"Peer":"west"}]}]}',
  })
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path], settings: { target: '1.16' } })
  context.after(() => client.kill())
  await client.indexed()
  const place = { textDocument: { uri: folder.uri('billing.hcl') }, position: { line: 1, character: 10 } }
  const inDefaults = { uri: folder.uri('billing.hcl'), range: { start: { line: 1, character: 7 }, end: { line: 1, character: 16 } } }
  const inExports = { uri: folder.uri('exports.json'), range: { start: { line: 0, character: 65 }, end: { line: 0, character: 74 } } }
  const { connection } = client
  assert.deepEqual(await connection.sendRequest<Location[]>('textDocument/definition', place), [inDefaults])
  const references = await connection.sendRequest<Location[]>('textDocument/references', {
    ...place,
    context: { includeDeclaration: true },
  })
  assert.deepEqual(references, [inExports, inDefaults])
  assert.deepEqual(await connection.sendRequest('textDocument/prepareRename', place), { range: inDefaults.range, placeholder: 'billing' })
  const edit = await connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'invoices' })
  assert.deepEqual(edit.changes, {
    [inExports.uri]: [{ range: inExports.range, newText: '"invoices"' }],
    [inDefaults.uri]: [{ range: inDefaults.range, newText: '"invoices"' }],
  })
  await assert.rejects(connection.sendRequest('textDocument/rename', { ...place, newName: 'a b' }), /cannot be a name/)
  const [symbol] = await connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: inExports.uri } })
  assert.deepEqual([symbol?.name, symbol?.detail, symbol?.children?.[0]?.children?.[0]?.name], ['default', 'exported-services', 'billing'])
})

test('a rename has a title in the preview, and what of a live cluster keeps the old name is said', async (context) => {
  const folder = createFolder(context, {
    'consul-peering.json': '{"cluster":"cluster-01"}',
    'billing.hcl': 'Kind = "service-defaults"\nName = "billing"\n',
    'exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }] }]\n',
  })
  const client = await startLsp({
    diagnostics: 'pull',
    folders: [folder.path],
    settings: { target: '1.16' },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  })
  context.after(() => client.kill())
  await client.indexed()
  const rename = async (line: number, character: number, newName: string) =>
    await client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: folder.uri('exports.hcl') },
      position: { line, character },
      newName,
    })
  const service = await rename(2, 23, 'invoices')
  assert.deepEqual(service.changeAnnotations, { rename: { label: 'Rename service "billing" to "invoices"' } })
  assert.equal(service.documentChanges?.length, 2)
  await client.connection.sendNotification('consulPeering/facts', {
    clusters: [{ cluster: 'cluster-01', readAt: Date.now(), peers: [{ name: 'west', state: 'ACTIVE' }] }],
  })
  const peer = await rename(2, 55, 'east')
  const said = 'The peering in `cluster-01` keeps the name `west`: to rename it there, peer again under the new name.'
  assert.deepEqual(peer.changeAnnotations, { rename: { label: 'Rename peer "west" to "east"', description: said } })
  assert.equal((await client.take<{ message: string }>('window/showMessage')).message, said.replaceAll('`', '"'))
})

test('the name of a peer is defined by the `consul-peering.json` of its cluster, and renamed there too', async (context) => {
  const folder = createFolder(context, {
    'consul-peering.json': '{\n  "cluster": "cluster-01",\n  "peers": { "west": "../two" }\n}\n',
    'exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }] }]\n',
  })
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path], settings: { target: '1.16' } })
  context.after(() => client.kill())
  await client.indexed()
  const place = { textDocument: { uri: folder.uri('exports.hcl') }, position: { line: 2, character: 55 } }
  const key = { uri: folder.uri('consul-peering.json'), range: { start: { line: 2, character: 13 }, end: { line: 2, character: 19 } } }
  assert.deepEqual(await client.connection.sendRequest<Location[]>('textDocument/definition', place), [key])
  const references = await client.connection.sendRequest<Location[]>('textDocument/references', {
    ...place,
    context: { includeDeclaration: true },
  })
  assert.deepEqual(references[0], key)
  assert.equal(references.length, 2)
  const edit = await client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'east' })
  assert.deepEqual(edit.changes?.[key.uri], [{ range: key.range, newText: '"east"' }])
})
