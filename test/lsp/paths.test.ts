// Paths and changes to another release through the protocol: the ends, the explanation with its changes, the lens and action that lead there, and the plan.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeAction, CodeLens, Hover } from 'vscode-languageserver/node'
import type { ExplainPathAnswer, MigrateAnswer, PathEndsAnswer } from '../../server/src/lsp/protocol.ts'
import { createFolder } from '../harness/folder.ts'
import { startLsp } from '../harness/lspClient.ts'

test('a path is explained, with what would help and a lens that leads there', async (context) => {
  const folder = createFolder(context, {
    'one/consul-peering.json': '{"cluster":"cluster-01","target":"1.16","peers":{"east":"../two"}}',
    'one/web.hcl': 'Kind = "service-defaults"\nName = "web"\n',
    'two/consul-peering.json': '{"cluster":"cluster-02","target":"1.16","peers":{"west":"../one"}}',
    'two/exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }] }]\n',
    'two/billing.hcl': 'Kind = "service-intentions"\nName = "billing"\nSources = [{ Name = "api", Peer = "west", Action = "deny" }]\n',
  })
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path], initializationOptions: { explainPathCommand: true } })
  context.after(() => client.kill())
  await client.indexed()
  const { connection } = client
  assert.deepEqual(await connection.sendRequest<PathEndsAnswer>('consulPeering/pathEnds'), [
    { name: 'cluster-01', services: ['web'] },
    { name: 'cluster-02', services: ['billing'] },
  ])
  const explain = async (service: string) =>
    await connection.sendRequest<ExplainPathAnswer | null>('consulPeering/explainPath', {
      from: { service, cluster: 'cluster-01' },
      to: { service: 'billing', cluster: 'cluster-02' },
    })
  const denied = await explain('api')
  assert.ok(denied?.ok)
  assert.equal(denied.answer, 'no')
  assert.match(denied.page, /two\/billing\.hcl:3/)
  assert.deepEqual(denied.fixes, [
    {
      title: 'Let `api` of `west` call `billing`',
      edit: {
        changes: {
          [folder.uri('two/billing.hcl')]: [
            { range: { start: { line: 2, character: 51 }, end: { line: 2, character: 57 } }, newText: '"allow"' },
          ],
        },
      },
    },
  ])
  assert.equal(await connection.sendRequest('consulPeering/explainPath', { from: 1 }), null)
  const lenses = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: folder.uri('two/exports.hcl') } })
  const path = [{ cluster: 'cluster-01' }, { service: 'billing', cluster: 'cluster-02' }]
  assert.deepEqual(lenses.find(({ command }) => command?.title === 'explain')?.command, {
    title: 'explain',
    command: 'consulPeering.explainPath',
    arguments: path,
  })
  const hover = await connection.sendRequest<Hover | null>('textDocument/hover', {
    textDocument: { uri: folder.uri('two/exports.hcl') },
    position: { line: 2, character: 22 },
  })
  assert.match(JSON.stringify(hover), /\[Explain who can call it\]\(command:consulPeering\.explainPath\?%5B%7B%7D%2C%7B%22service/)
  const actions = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: folder.uri('two/exports.hcl') },
    range: { start: { line: 2, character: 22 }, end: { line: 2, character: 22 } },
    context: { diagnostics: [] },
  })
  assert.deepEqual(actions.find(({ title }) => title === 'Explain this path…')?.command?.arguments, path)
})

test('a change to another release is planned with unsaved texts, and nothing is written', async (context) => {
  const folder = createFolder(context, {
    'one/consul-peering.json': '{"cluster":"cluster-01","target":"preview"}',
    'one/exports.hcl': 'Kind = "mesh"\n',
    'two/mesh.hcl': 'Kind = "mesh"\n',
  })
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path] })
  context.after(() => client.kill())
  await client.indexed()
  const uri = folder.uri('one/exports.hcl')
  client.open(uri, 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "a", Consumers = [{ PeerName = "west" }] }]\n')
  const planned = await client.connection.sendRequest<MigrateAnswer | null>('consulPeering/migrate', { to: '1.16', uri })
  assert.equal(planned?.files, 2)
  assert.match(JSON.stringify(planned.edit.changes?.[uri]), /peer_name/)
  assert.match(JSON.stringify(planned.edit.changes?.[folder.uri('one/consul-peering.json')]), /1\.16/)
  assert.match(planned.page, /^# Ready for Consul 1\.16/)
  assert.match(JSON.stringify(await client.diagnostics(uri)), /^\[\]$/)
  assert.equal(await client.connection.sendRequest('consulPeering/migrate', { to: 'never' }), null)
})
