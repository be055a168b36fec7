// Refactoring actions through the protocol: a conversion renames the file, and none is offered where a file is in the way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CodeAction } from 'vscode-languageserver/node'
import { createFolder } from '../harness/folder.ts'
import { startLsp } from '../harness/lspClient.ts'

test('an entry is converted into a file of its new syntax, unless there is one', async (context) => {
  const folder = createFolder(context, { 'mesh.hcl': 'Kind = "mesh"\n', 'mesh.json': '{}' })
  const client = await startLsp({ diagnostics: 'pull', folders: [folder.path], settings: { target: '1.16' } })
  context.after(() => client.kill())
  await client.indexed()
  const uri = folder.uri('mesh.hcl')
  const actions = async (line: number, only?: string[]) =>
    await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    })
  const offered = await actions(0)
  assert.deepEqual(
    offered.map(({ title }) => title),
    ['Write the keys in snake_case', 'Convert to a Kubernetes resource'],
  )
  assert.deepEqual(offered[1]?.edit?.documentChanges, [
    { kind: 'rename', oldUri: uri, newUri: folder.uri('mesh.yaml'), options: { overwrite: false } },
    {
      textDocument: { uri: folder.uri('mesh.yaml'), version: null },
      edits: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
          newText: 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nmetadata:\n  name: mesh\nspec: {}\n',
        },
      ],
    },
  ])
  assert.deepEqual(await actions(1), [])
  assert.equal((await actions(1, ['refactor'])).length, 2)
})
