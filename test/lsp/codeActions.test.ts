// Quick fixes, fix-all and the way to another target, through the protocol.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createFolder } from '../harness/folder.ts'
import { applyWorkspaceEdit, type ClientOptions, type LspClient, startLsp } from '../harness/lspClient.ts'

const wrong = `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ Peer = "cluster-02" }] }]
`
const right = wrong.replace('Peer =', 'peer_name =')
const atPeer = { start: { line: 2, character: 45 }, end: { line: 2, character: 45 } }
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
const judgeTitle = 'Judge this cluster as Consul 1.14'

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'pull', ...options })
  context.after(() => client.kill())
  return client
}

test('the preferred quick fix makes the entry right', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const [diagnostic] = await client.diagnostics(uri)
  const actions = await client.codeActions(uri, atPeer)
  const rename = actions.find(({ isPreferred }) => isPreferred)
  assert.deepEqual(
    actions.map(({ title, kind }) => [title, kind]),
    [
      ['Rename to `peer_name`', 'quickfix'],
      [judgeTitle, 'quickfix'],
      ['Ignore `unknown-field` on this line', 'quickfix'],
    ],
  )
  assert.deepEqual(rename?.diagnostics, [diagnostic])
  assert.deepEqual(rename?.edit?.documentChanges?.[0], {
    textDocument: { uri, version: 1 },
    edits: [{ range: { start: { line: 2, character: 43 }, end: { line: 2, character: 47 } }, newText: 'peer_name' }],
  })
  client.change(uri, applyWorkspaceEdit(rename?.edit, uri, wrong))
  assert.deepEqual(await client.diagnostics(uri), [])
})

test('nothing is offered away from the finding, or for a kind that nobody asked for', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  assert.deepEqual(await client.codeActions(uri, { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }), [])
  assert.deepEqual(await client.codeActions(uri, everywhere, ['refactor.extract']), [])
  assert.deepEqual(await client.codeActions(uri, everywhere, ['source.organizeImports']), [])
})

test('fix-all puts right all that is safe, in as many rounds as it takes', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  const text = `Kind = "exported-services"
Services = [
  { Name = "web", Consumers = [{ Peer = "cluster-02" }] }, # keep me
  { Nmae = "api", Consumers = [{ PeerNam = "cluster-02" }] },
]
`
  client.open(uri, text)
  const before = await client.diagnostics(uri)
  for (const only of ['source.fixAll', 'source.fixAll.consulPeering', 'source']) {
    const [action, ...others] = await client.codeActions(uri, everywhere, [only])
    assert.deepEqual([action?.kind, others], ['source.fixAll.consulPeering', []])
    client.change(uri, applyWorkspaceEdit(action?.edit, uri, text))
    assert.deepEqual(await client.diagnostics(uri), [], only)
    assert.deepEqual(await client.codeActions(uri, everywhere, [only]), [])
    client.change(uri, text)
  }
  assert.deepEqual(await client.diagnostics(uri), before, 'the document itself is left as it was')
})

test('a client that knows no document changes gets plain ones', async (context) => {
  const client = await start(context, { capabilities: 'few' })
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const [action] = await client.codeActions(uri, everywhere, ['source.fixAll'])
  assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [uri])
  assert.equal(applyWorkspaceEdit(action?.edit, uri, wrong), right)
})

test('to be judged by another release is a command for a client that runs it', async (context) => {
  const client = await start(context, { initializationOptions: { judgeByCommand: true } })
  const uri = 'file:///w/exports.hcl'
  client.open(uri, wrong)
  const action = (await client.codeActions(uri, atPeer)).find(({ title }) => title === judgeTitle)
  assert.deepEqual(action?.command, { title: judgeTitle, command: 'consulPeering.judgeBy', arguments: [uri, '1.14'] })
  assert.equal(action?.edit, undefined)
})

test('without the command it is a comment at the top, and the same comment changed the next time', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.hcl'
  const text = wrong.replaceAll('\n', '\r\n')
  client.open(uri, text)
  const action = (await client.codeActions(uri, atPeer)).find(({ title }) => title === judgeTitle)
  const after = applyWorkspaceEdit(action?.edit, uri, text)
  assert.equal(after, `# consul-peering: target=1.14\r\n${text}`)
  client.change(uri, after)
  assert.deepEqual(await client.diagnostics(uri), [])
  const older = `# why not\n#consul-peering: target = preview\n${wrong}`
  client.change(uri, older)
  const again = (await client.codeActions(uri, everywhere)).find(({ title }) => title === judgeTitle)
  assert.equal(applyWorkspaceEdit(again?.edit, uri, older), `# why not\n#consul-peering: target = 1.14\n${wrong}`)
})

test('a file that says its own target gets the edit also from a client that runs the command', async (context) => {
  const client = await start(context, { initializationOptions: { judgeByCommand: true } })
  const uri = 'file:///w/exports.hcl'
  const text = `// consul-peering: target=1.13\n${wrong}`
  client.open(uri, text)
  const action = (await client.codeActions(uri, everywhere)).find(({ title }) => title === judgeTitle)
  assert.equal(applyWorkspaceEdit(action?.edit, uri, text), `// consul-peering: target=1.14\n${wrong}`)
})

test('without the command the target is written into the `consul-peering.json` of the scope', async (context) => {
  const settings = { 'cluster-01/consul-peering.json': '{\n  "cluster": "cluster-01",\n  "target": "preview"\n}\n' }
  const folder = createFolder(context, { ...settings, 'cluster-01/exports.hcl': wrong, 'cluster-02/consul-peering.json': '{}' })
  const client = await start(context, { folders: [folder.path] })
  await client.indexed()
  const uri = folder.uri('cluster-01/exports.hcl')
  client.open(uri, wrong)
  const action = (await client.codeActions(uri, atPeer)).find(({ title }) => title === judgeTitle)
  const file = folder.uri('cluster-01/consul-peering.json')
  const after = applyWorkspaceEdit(action?.edit, file, settings['cluster-01/consul-peering.json'])
  assert.equal(after, '{\n  "cluster": "cluster-01",\n  "target": "1.14"\n}\n')
  client.watched(folder.write('cluster-01/consul-peering.json', after), 'changed')
  await client.take<{ readonly target: string }>('consulPeering/status', () => true)
  assert.deepEqual((await client.pullWorkspace()).items, [])

  const second = folder.write(
    'cluster-02/exports.json',
    '{"Kind":"exported-services","Name":"default","Services":[{"Name":"a","Consumers":[{"Peer":"b"}]}]}',
  )
  client.watched(second, 'created')
  await client.pullWorkspace()
  const inJson = (await client.codeActions(second, everywhere)).find(({ title }) => title === judgeTitle)
  assert.match(applyWorkspaceEdit(inJson?.edit, folder.uri('cluster-02/consul-peering.json'), '{}'), /^\{\s*"target": "1\.14"\s*\}$/)
})

test('a fix that writes a file creates it, and nothing is offered over a file that is there or where the client cannot', async (context) => {
  const folder = createFolder(context, { 'taken/billing-intentions.hcl': '' })
  const text = 'consul intention create -allow peer:cluster-02/web billing\n'
  const titles = async (client: LspClient, uri: string) => {
    client.open(uri, text, 'shellscript')
    return (await client.codeActions(uri, everywhere)).map(({ title }) => title)
  }
  const client = await start(context)
  const uri = folder.uri('setup.sh')
  client.open(uri, text, 'shellscript')
  assert.deepEqual(
    (await client.diagnostics(uri)).map(({ code, range }) => [code, range.start.character]),
    [['intention-command', 31]],
  )
  const [create, inPlace] = await client.codeActions(uri, everywhere)
  const file = folder.uri('billing-intentions.hcl')
  const [made, written] = create?.edit?.documentChanges ?? []
  assert.deepEqual(made, { kind: 'create', uri: file, options: { overwrite: false, ignoreIfExists: false } })
  assert.ok(written && 'edits' in written && written.textDocument.uri === file && written.textDocument.version === null)
  assert.match(JSON.stringify(written.edits), /service-intentions/)
  assert.equal(applyWorkspaceEdit(create?.edit, uri, text), 'consul config write billing-intentions.hcl\n')
  assert.match(inPlace?.title ?? '', /^Replace by `consul config write`/)
  assert.equal((await titles(client, folder.uri('taken/setup.sh'))).length, 1)
  const few = await start(context, { capabilities: 'few' })
  assert.equal((await titles(few, uri)).length, 1)
})
