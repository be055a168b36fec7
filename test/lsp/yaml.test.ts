// The language server with Kubernetes resources: several documents in a file, other APIs beside them, and Helm templates.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createFolder } from '../harness/folder.ts'
import { applyWorkspaceEdit, type ClientOptions, type LspClient, startLsp, summarize } from '../harness/lspClient.ts'

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
---
`
const wrong = `apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers:
        - peerName: cluster-02 # the other one
`
const right = wrong.replace('peerName', 'peer')

async function start(context: TestContext, options: Partial<ClientOptions> = {}): Promise<LspClient> {
  const client = await startLsp({ diagnostics: 'pull', ...options })
  context.after(() => client.kill())
  return client
}

test('a key that Kubernetes would drop has its diagnostic, and a fix that keeps the comment', async (context) => {
  const client = await start(context)
  const uri = 'file:///w/exports.yaml'
  client.open(uri, service + wrong, 'yaml')
  assert.deepEqual(summarize(await client.diagnostics(uri)), ['13:10-18 error unknown-field'])
  const actions = await client.codeActions(uri, { start: { line: 13, character: 12 }, end: { line: 13, character: 12 } })
  const rename = actions.find(({ isPreferred }) => isPreferred)
  assert.equal(rename?.title, 'Rename to `peer`')
  assert.equal(applyWorkspaceEdit(rename?.edit, uri, service + wrong), service + right)
})

test('documents of other APIs, templates and Helm files are left alone', async (context) => {
  const client = await start(context)
  client.open('file:///w/service.yaml', service, 'yaml')
  client.open('file:///w/template.yaml', wrong.replace('cluster-02', '{{ .Values.peer }}'), 'yaml')
  client.open('file:///w/templates/exports.yaml', wrong, 'helm')
  for (const name of ['service', 'template', 'templates/exports']) {
    assert.deepEqual(await client.diagnostics(`file:///w/${name}.yaml`), [], name)
  }
})

test('closed files of the workspace are judged as well, and stand beside those of other formats', async (context) => {
  const intentions = 'Kind = "service-intentions"\nName = "web"\nSources = [{ Name = "api", Peer = "cluster-02", Action = "allow" }]\n'
  const folder = createFolder(context, { 'a/exports.yml': wrong, 'b/other.yaml': service, 'c/web.hcl': intentions })
  const client = await start(context, { folders: [folder.path] })
  const { items } = await client.pullWorkspace()
  const found = items.flatMap((item) =>
    item.kind === 'full' ? summarize(item.items).map((line) => `${item.uri.slice(folder.uri('').length + 1)} ${line}`) : [],
  )
  assert.deepEqual(
    found.filter((line) => line.includes('unknown-field')),
    ['a/exports.yml 8:10-18 error unknown-field'],
  )
})
