// The language features in a real VS Code, by the commands that keys and clicks run: type, look, follow, rename.
import * as assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { actionsAt, activateExtension, applyAction, exampleUri, openExample, until } from './steps.ts'

/** The first place of a text in a document, inside the text. */
function within(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text)
  assert.ok(offset >= 0, `${text} is in ${document.uri.path}`)
  return document.positionAt(offset + 1)
}

async function at<T>(command: string, document: vscode.TextDocument, text: string, ...more: readonly unknown[]): Promise<T> {
  return await vscode.commands.executeCommand<T>(command, document.uri, within(document, text), ...more)
}

const fileOf = (uri: vscode.Uri): string => uri.path.split('/').slice(-2).join('/')

describe('the language features', () => {
  before(activateExtension)

  it('write an entry from a few letters, with places to fill in', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'hcl', content: '' })
    const editor = await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('type', { text: 'exported' })
    await until(async () => {
      await vscode.commands.executeCommand('editor.action.triggerSuggest')
      await vscode.commands.executeCommand('acceptSelectedSuggestion')
      return document.getText().includes('Services')
    })
    assert.match(document.getText(), /^Kind = "exported-services"\nName = "default"\nServices = \[\n {2}\{\n {4}Name = ""\n/)
    assert.equal(document.offsetAt(editor.selection.active), document.getText().indexOf('Name = ""') + 'Name = "'.length)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('say at a name who gets it and who may call it', async () => {
    const document = await openExample('cluster-01/billing.hcl')
    await until(async () => {
      const hovers = await at<vscode.Hover[]>('vscode.executeHoverProvider', document, 'billing')
      const text = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n')
      return /Exported to \[`cluster-02`\]/.test(text) && /Allowed: \[`web`\].*`frontend of cluster-02`/.test(text)
    })
  })

  it('follow a name to its definition and find all its places', async () => {
    const document = await openExample('cluster-01/exported-services.hcl')
    const definitions = async () => await at<vscode.Location[]>('vscode.executeDefinitionProvider', document, '"billing"')
    await until(async () => (await definitions()).length === 2)
    const names = (await definitions()).map(({ uri }) => fileOf(uri)).sort()
    assert.deepEqual(names, ['cluster-01/billing-intentions.hcl', 'cluster-01/billing.hcl'])
    const references = await at<vscode.Location[]>('vscode.executeReferenceProvider', document, '"cluster-02"')
    assert.ok(references.some(({ uri }) => fileOf(uri) === 'cluster-01/billing-intentions.hcl'))
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)
    assert.equal(symbols[0]?.children[0]?.name, 'Services')
  })

  it('fold, colour, hint and lead to where a service is used', async () => {
    const document = await openExample('cluster-01/exported-services.hcl')
    const ask = async <T>(command: string, ...more: readonly unknown[]) =>
      await vscode.commands.executeCommand<T>(command, document.uri, ...more)
    await until(async () => (await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider')).length > 0)
    const lenses = await ask<vscode.CodeLens[]>('vscode.executeCodeLensProvider', 10)
    // What a cluster says is there once it was read.
    const titles = lenses.map(({ command }) => command?.title).filter((title) => !/cluster-01/.test(title ?? ''))
    assert.deepEqual([...new Set(titles)].sort(), ['explain', 'exported to 1 peer · allowed from 0', 'exported to 1 peer · allowed from 1'])
    assert.equal(lenses.find(({ command }) => command?.title.startsWith('exported'))?.command?.command, 'editor.action.showReferences')
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider')
    assert.ok(folds.some(({ start }) => document.lineAt(start).text.startsWith('Services')))
    const all = new vscode.Range(0, 0, document.lineCount, 0)
    const hints = await ask<vscode.InlayHint[]>('vscode.executeInlayHintProvider', all)
    assert.ok(hints.some(({ label }) => typeof label !== 'string' && label[0]?.value === 'http'))
    const tokens = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens')
    assert.ok(tokens.data.length > 0)
    const links = await ask<vscode.DocumentLink[]>('vscode.executeLinkProvider')
    assert.match(links[0]?.target?.toString() ?? '', /exported-services$/)
  })

  it('lay out a document', async () => {
    const document = await openExample('cluster-01/billing-intentions.hcl')
    await vscode.commands.executeCommand('editor.action.formatDocument')
    await until(async () => /\n {4}Name {3}= "web"\n/.test(document.getText()))
    await vscode.commands.executeCommand('undo')
    await until(async () => !document.isDirty)
  })

  it('convert an entry into a file of the other syntax', async () => {
    const document = await openExample('cluster-01/web.hcl')
    const before = await vscode.workspace.fs.readFile(document.uri)
    const actions = await actionsAt(document.uri, new vscode.Range(0, 0, 0, 0), vscode.CodeActionKind.Refactor)
    await applyAction(actions, 'Convert to JSON')
    const made = exampleUri('cluster-01/web.json')
    await until(async () => vscode.workspace.textDocuments.some(({ uri, isDirty }) => uri.path === made.path && !isDirty))
    assert.deepEqual(JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(made))), {
      Kind: 'service-defaults',
      Name: 'web',
      Protocol: 'tcp',
    })
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await vscode.workspace.fs.delete(made)
    await vscode.workspace.fs.writeFile(document.uri, before)
  })

  it('rename a peer in every file of its cluster and in no other', async () => {
    const document = await openExample('cluster-01/billing-intentions.hcl')
    const edit = await at<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document, '"cluster-02"', 'west')
    assert.deepEqual([...edit.entries()].map(([uri]) => fileOf(uri)).sort(), [
      'cluster-01/billing-intentions.hcl',
      'cluster-01/consul-peering.json',
      'cluster-01/exported-services.hcl',
    ])
  })
})
