// All ten constraints of the technical preview, told in the examples inside a real VS Code, each with its fix where one is safe.
import * as assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { actionsAt, activateExtension, applyAction, exampleUri, openExample, until } from './steps.ts'

/** Where each constraint shows itself, and the fix that is offered there; without one where none is safe. */
const expected = [
  ['C1', 'agent.hcl'],
  ['C2', 'mesh.hcl', 'Judge this cluster as Consul 1.14'],
  ['C3', 'exported-services.hcl'],
  ['C4', 'orders-router.hcl'],
  ['C5', 'allow-web.sh', 'Create `payments-intentions.hcl`'],
  ['C6', 'orders-intentions.yaml', 'Replace `permissions` by `action: allow`'],
  ['C7', 'payments-resolver.hcl'],
  ['C8', 'allow-web.sh'],
  ['C9', 'agent.hcl'],
  ['C10', 'exported-services.hcl', 'Remove `Namespace`'],
] as const

describe('the constraints of the technical preview', () => {
  before(async () => {
    await activateExtension()
    await openExample('constraints/agent.hcl')
  })

  it('are all told, in files that are not open too', async () => {
    await until(async () => expected.every(([constraint, name]) => findingOf(name, constraint) !== undefined))
  })

  it('come with a fix where one is safe', async () => {
    for (const [constraint, name, title] of expected) {
      const { uri } = await openExample(`constraints/${name}`)
      const finding = findingOf(name, constraint)
      assert.ok(finding, `${constraint} in ${name}`)
      if (title === undefined) continue
      const titles = (await actionsAt(uri, finding.range, vscode.CodeActionKind.QuickFix)).map((action) => action.title)
      assert.ok(
        titles.some((each) => each.startsWith(title)),
        `${constraint}: ${title} among ${titles.join('; ')}`,
      )
    }
  })

  it('are gone where a fix has been applied', async () => {
    const { uri } = await openExample('constraints/exported-services.hcl')
    const finding = findingOf('exported-services.hcl', 'C10')
    assert.ok(finding)
    await applyAction(await actionsAt(uri, finding.range, vscode.CodeActionKind.QuickFix), 'Remove `Namespace`')
    await until(async () => findingOf('exported-services.hcl', 'C10') === undefined)
  })

  it('have a command of the shell turned into an entry of its own file', async () => {
    const { uri } = await openExample('constraints/allow-web.sh')
    const finding = findingOf('allow-web.sh', 'C5')
    assert.ok(finding)
    await applyAction(await actionsAt(uri, finding.range, vscode.CodeActionKind.QuickFix), 'Create `payments-intentions.hcl`')
    const entry = await openExample('constraints/payments-intentions.hcl')
    assert.match(entry.getText(), /Peer\s*=\s*"cluster-02"/)
    await until(async () => findingOf('allow-web.sh', 'C5') === undefined)
  })
})

function findingOf(name: string, constraint: string): vscode.Diagnostic | undefined {
  return vscode.languages.getDiagnostics(exampleUri(`constraints/${name}`)).find(({ message }) => message.startsWith(`${constraint}: `))
}
