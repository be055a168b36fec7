// The server as a process: how it is started, spoken to, watched and ended.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import type { WorkspaceEdit } from 'vscode-languageserver/node'
import { createFolder } from '../harness/folder.ts'
import { bundle, type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

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

test('it speaks over the channel of Node as well', async (context) => {
  const client = await start(context, { transport: 'ipc' })
  client.open('file:///w/exports.hcl', wrong)
  assert.deepEqual(summarize(await client.diagnostics('file:///w/exports.hcl')), [finding])
  assert.equal(await client.stop(), 0)
})

test('it ends in good order when it is told to, and by itself when nobody is left', async (context) => {
  const first = await start(context)
  assert.equal(await first.stop(), 0)
  const second = await start(context)
  second.process.stdin?.end()
  const [code] = await once(second.process, 'exit')
  assert.equal(code, 1)
})

test('started without a way to speak it says what it needs', () => {
  const { status, stderr } = spawnSync(process.execPath, [bundle], { encoding: 'utf8' })
  assert.equal(status, 2)
  assert.match(stderr, /--stdio.*--node-ipc/)
})

test('after a restart the same documents and files have the same diagnostics', async (context) => {
  const folder = createFolder(context, { 'closed.hcl': wrong, 'consul-peering.json': '{"target": "1.13"}' })
  const open = folder.uri('open.hcl')
  const results: unknown[] = []
  for (let round = 0; round < 2; round++) {
    const client = await start(context, { folders: [folder.path] })
    client.open(open, `${wrong}Nmae = 1\n`)
    const { items } = await client.pullWorkspace()
    results.push(items.map((item) => ({ ...item, resultId: undefined })))
    client.process.kill('SIGKILL')
    await once(client.process, 'exit')
  }
  assert.deepEqual(results[1], results[0])
  const codes = JSON.stringify(results[0]).matchAll(/"code":"([\w-]+)"/g)
  assert.deepEqual([...codes].map(([, code]) => code).sort(), ['second-exports', 'unknown-field', 'unknown-field', 'unknown-field'])
})

test('the files that it needs are watched', async (context) => {
  const client = await start(context)
  const registered = await client.take<{
    readonly registrations: readonly { readonly method: string; readonly registerOptions: unknown }[]
  }>('client/registerCapability', ({ registrations }) => registrations.some(({ method }) => method === 'workspace/didChangeWatchedFiles'))
  assert.deepEqual(registered.registrations[0]?.registerOptions, {
    watchers: [
      { globPattern: '**/*.{hcl,json,yaml,yml,sh,bash,zsh,ctmpl,md,markdown}' },
      { globPattern: '**/.gitignore' },
      { globPattern: '**', kind: 4 },
    ],
  })
})

test('slow calls are told when that is asked for, without a word of the text', async (context) => {
  const client = await start(context, { environment: { CONSUL_PEERING_TRACE: '0' } })
  client.open('file:///w/exports.hcl', wrong)
  await client.diagnostics('file:///w/exports.hcl')
  const { message } = await client.take<{ readonly message: string }>('window/logMessage', (params) =>
    params.message.startsWith('textDocument/diagnostic'),
  )
  assert.match(message, /^textDocument\/diagnostic took \d+\.\d ms$/)
})

test('in a workspace that lies on no disk the open documents are served, and know of each other', async (context) => {
  const folder = 'vscode-vfs://github/shop/entries'
  const client = await start(context, { folders: [folder], settings: { target: '1.16' } })
  await client.indexed()
  const [exported, intention] = [`${folder}/exports.hcl`, `${folder}/intention.hcl`]
  client.open(exported, wrong)
  client.open(
    intention,
    'Kind = "service-intentions"\nName = "billing"\nSources = [{ Name = "api", Peer = "cluster-02", Action = "allow" }]\n',
  )
  assert.deepEqual(summarize(await client.diagnostics(exported)), [])
  assert.deepEqual(summarize(await client.diagnostics(intention)), ['2:34-46 warning intention-without-export'])
  const at = { textDocument: { uri: intention }, position: { line: 2, character: 36 } }
  const edit: WorkspaceEdit | null = await client.connection.sendRequest('textDocument/rename', { ...at, newName: 'cluster-03' })
  assert.deepEqual(Object.keys(edit?.changes ?? {}).sort(), [exported, intention])
})
