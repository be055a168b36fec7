// The least that must hold inside a real VS Code: the extension is there, and it starts for a Consul file.
import * as assert from 'node:assert/strict'
import * as vscode from 'vscode'

describe('the extension', () => {
  it('is active once an .hcl file is open', async () => {
    const extension = vscode.extensions.getExtension('consul-cluster-peering.consul-cluster-peering')
    assert.ok(extension, 'the extension is installed')
    const [file] = await vscode.workspace.findFiles('**/*.hcl', undefined, 1)
    assert.ok(file, 'the workspace has an .hcl file')
    const document = await vscode.workspace.openTextDocument(file)
    await vscode.window.showTextDocument(document)
    assert.equal(document.languageId, 'hcl')
    await extension.activate()
    assert.equal(extension.isActive, true)
  })
})
