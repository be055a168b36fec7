// Formatting through the protocol: a document, some lines, a brace that was just typed, and where nothing is done.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TextEdit } from 'vscode-languageserver/node'
import { startLsp } from '../harness/lspClient.ts'

const text = 'Kind="mesh"\nName = "x"\nMeta {\na="b"\n}\n'
const options = { tabSize: 8, insertSpaces: false }

test('a document, its lines and a block are laid out; other files and ill-formed ones are not', async (context) => {
  const client = await startLsp({ diagnostics: 'pull', settings: { target: '1.16' } })
  context.after(() => client.kill())
  await client.indexed()
  const uri = 'file:///w/mesh.hcl'
  const ask = async (method: string, of: string, more: object = {}) =>
    await client.connection.sendRequest<TextEdit[] | null>(`textDocument/${method}`, { textDocument: { uri: of }, options, ...more })
  const shown = (edits: TextEdit[] | null) =>
    edits?.map(({ range, newText }) => `${range.start.line}:${range.start.character} "${newText}"`)
  client.open(uri, text)
  assert.deepEqual(shown(await ask('formatting', uri)), ['0:4 " "', '0:5 " "', '3:0 "  "', '3:1 " "', '3:2 " "'])
  const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 2 } }
  assert.deepEqual(shown(await ask('rangeFormatting', uri, { range })), ['3:0 "  "', '3:1 " "', '3:2 " "'])
  const typed = { position: { line: 4, character: 1 }, ch: '}' }
  assert.deepEqual(shown(await ask('onTypeFormatting', uri, typed)), ['3:0 "  "', '3:1 " "', '3:2 " "'])
  client.open('file:///w/main.hcl', 'resource "a" "b" {\nc=1}\n')
  assert.equal(await ask('formatting', 'file:///w/main.hcl'), null)
  client.open('file:///w/broken.hcl', 'Kind="mesh"\nName = "x\n')
  assert.equal(await ask('formatting', 'file:///w/broken.hcl'), null)
  assert.equal(await ask('formatting', 'file:///w/closed.hcl'), null)
})

test('formatting can be switched off', async (context) => {
  const client = await startLsp({ diagnostics: 'pull', settings: { format: { enabled: false } } })
  context.after(() => client.kill())
  await client.indexed()
  client.open('file:///w/mesh.hcl', text)
  assert.equal(
    await client.connection.sendRequest('textDocument/formatting', { textDocument: { uri: 'file:///w/mesh.hcl' }, options }),
    null,
  )
})

test('a client that can be told later is offered formatting while it is switched on', async (context) => {
  const client = await startLsp({ diagnostics: 'pull', textDocument: { formatting: { dynamicRegistration: true } } })
  context.after(() => client.kill())
  assert.equal(client.capabilities['documentFormattingProvider'], undefined)
  const isFormatting = (params: unknown) => JSON.stringify(params).includes('textDocument/formatting')
  await client.take('client/registerCapability', isFormatting)
  client.configure({ format: { enabled: false } })
  await client.take('client/unregisterCapability', isFormatting)
  client.configure({})
  await client.take('client/registerCapability', isFormatting)
})
