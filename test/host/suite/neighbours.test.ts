// In a window without an entry, and beside the extensions of others for the same languages: nothing is loaded, doubled or fought over.
import * as assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import * as vscode from 'vscode'
import { activateExtension, until } from './steps.ts'

const entry = 'Kind = "service-defaults"\nName = "web"\nProtocol = "http"\nBogus = 1\n'
const resource =
  'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceDefaults\nmetadata:\n  name: web\nspec:\n  protocol: http\n  bogus: 1\n'

async function show(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content })
  await vscode.window.showTextDocument(document)
  return document
}

function loaded(name: string): boolean {
  return Object.keys(require.cache).some((file) => file.endsWith(name))
}

/** Milliseconds, the middle one of some loads: each of a text that differs, so that nothing of it has been compiled before. They
 * lie in the extension, since VS Code looks who requires it. */
function timeToLoad(file: string): number {
  const folder = fs.mkdtempSync(path.join(path.dirname(file), 'load-'))
  const text = fs.readFileSync(file, 'utf8')
  const times = Array.from({ length: 9 }, (_, i) => {
    const copy = path.join(folder, `client-${i}.cjs`)
    fs.writeFileSync(copy, `${text}\n// ${i}\n`)
    const started = performance.now()
    require(copy)
    return performance.now() - started
  })
  fs.rmSync(folder, { recursive: true })
  return times.sort((a, b) => a - b)[4] ?? Number.NaN
}

describe('beside others', () => {
  // At the end, when the window has come to rest: at its start everything else in it would be measured, too.
  after(async () => {
    // VS Code activates an extension under test at once, so the extension itself says what that took; its code is loaded again.
    const { activatedInMs } = await activateExtension()
    const loadedInMs = timeToLoad(Object.keys(require.cache).find((name) => name.endsWith('dist/client.cjs')) ?? '')
    const mark = process.env['HOST_REPORT_MARK'] ?? ''
    console.log(`${mark}      loaded in ${loadedInMs.toFixed(1)} ms, activated in ${activatedInMs.toFixed(1)} ms`)
  })

  it('lie beside it', () => {
    for (const id of ['redhat.vscode-yaml', 'hashicorp.hcl']) assert.ok(vscode.extensions.getExtension(id), id)
  })

  it('starts in a window without an entry and loads no language client', async () => {
    await activateExtension()
    await show('plaintext', 'nothing of ours')
    await show('hcl', 'resource "aws_vpc" "a" {}\n')
    assert.ok(loaded('client.cjs'))
    assert.ok(!loaded('languageClient.cjs'))
    assert.ok(!loaded('live.cjs'))
  })

  for (const [language, content] of [
    ['hcl', entry],
    ['yaml', resource],
  ] as const) {
    it(`finds, completes and hovers in ${language} once, with the other extension at work as well`, async () => {
      const document = await show(language, content)
      assert.equal(document.languageId, language)
      await until(async () => vscode.languages.getDiagnostics(document.uri).length > 0)
      const found = vscode.languages.getDiagnostics(document.uri).map(({ code, range }) => `${JSON.stringify(code)} ${range.start.line}`)
      assert.deepEqual(found, [...new Set(found)])
      const place = document.positionAt(content.indexOf('http') + 1)
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, place)
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
      assert.ok(labels.includes('of-the-neighbour') && labels.includes('grpc'))
      assert.deepEqual(labels, [...new Set(labels)])
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place)
      assert.equal(hovers.length, 2)
    })
  }

  it('leaves the formatting to the other extension where it is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('consulPeering')
    await settings.update('format.enabled', false, vscode.ConfigurationTarget.Global)
    const document = await show('hcl', entry)
    const options = { tabSize: 2, insertSpaces: true }
    const edits = async () =>
      (await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        options,
      )) ?? []
    await until(async () => (await edits()).some(({ newText }) => newText.includes('by the neighbour')))
    await settings.update('format.enabled', undefined, vscode.ConfigurationTarget.Global)
  })
})
