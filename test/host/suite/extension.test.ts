// What the extension does in a real VS Code beside the main job: it starts for our files, restarts, explains, and listens to settings.
import * as assert from 'node:assert/strict'
import * as vscode from 'vscode'
import {
  activateExtension,
  exampleUri,
  findingsOf,
  openExample,
  realClusters,
  serverProcess,
  setClusters,
  typeAtEnd,
  until,
} from './steps.ts'

describe('the extension', () => {
  it('colours an .hcl file in a VS Code that has no other extension for it, and starts for it', async () => {
    const document = await openExample('cluster-01/exported-services.hcl')
    assert.equal(document.languageId, 'hcl')
    await activateExtension()
  })

  it('has every command of its manifest', async () => {
    await activateExtension()
    const extension = vscode.extensions.getExtension('consul-cluster-peering.consul-cluster-peering')
    const promised: readonly { readonly command: string }[] = extension?.packageJSON.contributes.commands
    const known = new Set(await vscode.commands.getCommands(true))
    assert.deepEqual(
      promised.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    )
  })

  it('answers language models by its tools, and starts its server for them', async () => {
    await activateExtension()
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('consul_peering_'))
    assert.deepEqual(names.sort(), ['consul_peering_check_entry', 'consul_peering_explain_rule', 'consul_peering_list_peerings'])
    const ask = async (name: string, input: object) => {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined })
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('')
    }
    const text = 'Kind = "mesh"\nColour = "red"\n'
    const chat = vscode.workspace.getConfiguration('chat')
    // In the tests' VS Code they are switched off.
    const isSwitchedOff = (error: Error) => /does not have an implementation registered/.test(error.message)
    await assert.rejects(ask('consul_peering_list_peerings', {}), isSwitchedOff)
    await chat.update('disableAIFeatures', false, vscode.ConfigurationTarget.Global)
    await until(() =>
      ask('consul_peering_list_peerings', {}).then(
        () => true,
        () => false,
      ),
    )
    const told = await ask('consul_peering_check_entry', { text, format: 'hcl', target: '1.16' })
    assert.match(told, /^Judged by Consul 1\.16, .*\n- line 2, column 1: error \(unknown-field\): /)
    assert.match(await ask('consul_peering_explain_rule', { code: 'unknown-field' }), /^# `?unknown-field/)
    assert.match(await ask('consul_peering_list_peerings', {}), /cluster/i)
    await chat.update('disableAIFeatures', true, vscode.ConfigurationTarget.Global)
  })

  it('goes on finding after a restart of the language server, in what is typed but not saved too', async () => {
    const document = await openExample('cluster-01/exported-services.hcl')
    const found = () => findingsOf([[document.uri, vscode.languages.getDiagnostics(document.uri)]])
    await until(async () => (await found()).length === 3)
    const before = await found()
    await typeAtEnd(document, '\nBogus = 1\n')
    await vscode.commands.executeCommand('consulPeering.restartServer')
    await until(async () => (await found()).length === 4)
    await vscode.commands.executeCommand('undo')
    await until(async () => (await found()).length === 3)
    assert.deepEqual(await found(), before)
  })

  it('links each finding to a page that opens without network', async () => {
    const { uri } = await openExample('cluster-01/exported-services.hcl')
    await until(async () => vscode.languages.getDiagnostics(uri).length > 0)
    const [finding] = vscode.languages.getDiagnostics(uri)
    assert.ok(finding && typeof finding.code === 'object')
    const { value, target } = finding.code
    assert.ok(target.scheme === 'file' && target.path.endsWith(`/docs/rules/${value}.md`))
    assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(target)), /^# /)
    await vscode.commands.executeCommand('consulPeering.explainRule', value)
    await until(async () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(`${value}.md`))))
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
  })

  it('judges by another release once the setting of the cluster says so, and back', async () => {
    const { uri } = await openExample('cluster-02/exported-services.json')
    const errors = async () => (await findingsOf([[uri, vscode.languages.getDiagnostics(uri)]])).filter((line) => line.includes(' Error '))
    await until(async () => (await errors()).length === 2)
    await vscode.commands.executeCommand('consulPeering.judgeBy', uri.toString(), '1.16')
    await until(async () => (await errors()).length === 1)
    assert.deepEqual(await errors(), ['cluster-02/exported-services.json:2 Error missing-field «"Kind"»'])
    const file = await vscode.workspace.fs.readFile(exampleUri('cluster-02/consul-peering.json'))
    assert.match(new TextDecoder().decode(file), /"target": "1\.16",\n {2}"peers"/)
    await vscode.commands.executeCommand('consulPeering.judgeBy', uri.toString(), 'preview')
    await until(async () => (await errors()).length === 2)
  })

  it('shows the clusters of the settings with their real state', async () => {
    const { clusters, tree } = await activateExtension()
    await setClusters(realClusters())
    await until(async () => clusters.list().length === realClusters().length)
    await vscode.commands.executeCommand('consulPeering.clusters.focus')
    await until(async () => tree.roots().every(({ tone }) => tone === 'good'))
    assert.deepEqual(
      tree.roots().map(({ label, description }) => `${label}: ${description}`),
      ['cluster-01: dc1 · 1.16.1', 'cluster-02: dc2 · 1.16.1'],
    )
  })

  it('judges by the version of the connected clusters where nothing else says one', async () => {
    await setClusters(realClusters())
    const content = 'Kind = "exported-services"\nName = "default"\nBogus = 1\nServices = [{ Name = "web", Consumers = [{ Peer = "x" }] }]\n'
    const document = await vscode.workspace.openTextDocument({ language: 'hcl', content })
    await vscode.window.showTextDocument(document)
    // `Peer` is a key since 1.14.
    await until(async () => {
      const found = vscode.languages.getDiagnostics(document.uri).map(({ range }) => document.getText(range))
      return found.length === 1 && found[0] === 'Bogus'
    })
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })

  it('is there again after its language server has crashed', async () => {
    const document = await openExample('cluster-01/exported-services.hcl')
    const errors = () =>
      vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).length
    await until(async () => errors() === 1)
    process.kill(await serverProcess(), 'SIGKILL')
    await typeAtEnd(document, '\nBogus = 1\n')
    await until(async () => errors() === 2)
    await vscode.commands.executeCommand('workbench.action.files.revert')
    await until(async () => errors() === 1)
  })

  it('leaves a file alone that holds no entry', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'hcl', content: 'job "web" {\n  type = "service"\n}\n' })
    await vscode.window.showTextDocument(document)
    // Once another document of the same moment was judged, this one was as well.
    const wrong = await vscode.workspace.openTextDocument({ language: 'hcl', content: 'Kind = "exported-services"\n' })
    await vscode.window.showTextDocument(wrong)
    await until(async () => vscode.languages.getDiagnostics(wrong.uri).length > 0)
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), [])
    for (let i = 0; i < 2; i++) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  })
})
