// A checkout of another branch changes, moves and removes files under the editor's feet: no finding outlives its text.
import * as assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import * as vscode from 'vscode'
import { activateExtension, codeOf, exampleUri, openExample, until } from './steps.ts'

const entry = (name: string, more: string) => `Kind = "service-defaults"\nName = "${name}"\nProtocol = "http"\n${more}`

describe('a git switch', () => {
  const folder = () => exampleUri('switched').fsPath
  const git = (...args: readonly string[]) => {
    const person = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false']
    execFileSync('git', [...person, ...args], { cwd: folder(), stdio: 'ignore' })
  }
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder(), name), text)
  /** Without a look at the text: a document that is opened for that would live on without its file. */
  const found = () =>
    vscode.languages
      .getDiagnostics()
      .filter(([uri]) => uri.path.includes('/switched/'))
      .flatMap(([uri, all]) => all.map(({ code, range }) => `${path.basename(uri.path)}:${range.start.line + 1} ${codeOf(code)}`))
      .sort()
  const becomes = async (expected: readonly string[]) => {
    await until(async () => JSON.stringify(found()) === JSON.stringify(expected))
    assert.deepEqual(found(), expected)
  }

  after(() => fs.rmSync(folder(), { recursive: true, force: true }))

  it('leaves no stale finding, be the file open, closed, moved or gone', async () => {
    fs.mkdirSync(folder())
    write('consul-peering.json', '{ "cluster": "switched", "target": "1.16" }\n')
    for (const name of ['closed', 'gone', 'open']) write(`${name}.hcl`, entry(name, 'Bogus = 1\n'))
    git('init', '--quiet', '--initial-branch=main')
    git('add', '.')
    git('commit', '--quiet', '--message=Entries')
    git('switch', '--quiet', '--create=other')
    git('mv', 'closed.hcl', 'moved.hcl')
    git('rm', '--quiet', 'gone.hcl')
    write('open.hcl', entry('open', ''))
    write('moved.hcl', `# moved\n${entry('closed', 'Bogus = 1\n')}`)
    git('commit', '--quiet', '--all', '--message=Other entries')
    git('switch', '--quiet', 'main')

    await activateExtension()
    const document = await openExample('switched/open.hcl')
    const before = ['closed.hcl:4 unknown-field', 'gone.hcl:4 unknown-field', 'open.hcl:4 unknown-field']
    await becomes(before)
    git('switch', '--quiet', 'other')
    await becomes(['moved.hcl:5 unknown-field'])
    assert.ok(!document.getText().includes('Bogus'))
    git('switch', '--quiet', 'main')
    await becomes(before)
  })
})
