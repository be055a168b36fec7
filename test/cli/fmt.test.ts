// `fmt`: what it writes, what it says, its exit codes, and the batch.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const wrong = 'Kind="mesh"\nTransparentProxy { MeshDestinationsOnly=true }\n'
const right = 'Kind = "mesh"\nTransparentProxy { MeshDestinationsOnly = true }\n'

test('files with an entry are laid out; others, YAML and what git ignores are left alone', async (context) => {
  const { path: folder } = createFolder(context, {
    'a.hcl': wrong,
    'b.hcl': right,
    'main.hcl': 'resource "a" "b" {c=1}\n',
    'c.json': '{"Kind":"mesh"}',
    'd.yaml': 'apiVersion:   consul.hashicorp.com/v1alpha1\nkind: Mesh\n',
  })
  assert.deepEqual(await runCli('fmt --check', { folder }), { code: 1, out: 'a.hcl\nc.json\n', said: [] })
  assert.equal(fs.readFileSync(path.join(folder, 'a.hcl'), 'utf8'), wrong)
  assert.deepEqual(await runCli('fmt', { folder }), { code: 0, out: 'a.hcl\nc.json\n', said: [] })
  assert.equal(fs.readFileSync(path.join(folder, 'a.hcl'), 'utf8'), right)
  assert.equal(fs.readFileSync(path.join(folder, 'c.json'), 'utf8'), '{\n  "Kind": "mesh"\n}')
  assert.deepEqual(await runCli('fmt --check', { folder }), { code: 0, out: '', said: [] })
})

test('a file that is named is laid out whatever it holds', async (context) => {
  const { path: folder } = createFolder(context, { 'main.hcl': 'job "web" {type="service"}\n' })
  assert.deepEqual(await runCli('fmt main.hcl', { folder }), { code: 0, out: 'main.hcl\n', said: [] })
  assert.equal(fs.readFileSync(path.join(folder, 'main.hcl'), 'utf8'), 'job "web" { type = "service" }\n')
})

test('the difference is shown and not written', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong })
  const { code, out } = await runCli('fmt --diff', { folder })
  assert.equal(code, 0)
  assert.match(out, /^--- a\/a\.hcl\n\+\+\+ b\/a\.hcl\n@@ -1,2 \+1,2 @@\n-Kind="mesh"\n/m)
  assert.equal((await runCli('fmt --diff --check', { folder })).code, 1)
  assert.equal(fs.readFileSync(path.join(folder, 'a.hcl'), 'utf8'), wrong)
})

test('an ill-formed file is left alone, told, and counts', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': 'Kind = "mesh"\nName = "x\n' })
  const { code, out, said } = await runCli('fmt', { folder })
  assert.deepEqual([code, out], [1, ''])
  assert.match(said.join('\n'), /^Left alone, as it is not well formed: a\.hcl: /)
})

test('standard input is laid out on standard output', async () => {
  assert.deepEqual(await runCli('fmt -', { input: wrong }), { code: 0, out: right, said: [] })
  assert.deepEqual(await runCli('fmt --check -', { input: wrong }), { code: 1, out: '', said: [] })
  assert.deepEqual(await runCli('fmt -', { input: '' }), { code: 0, out: '', said: [] })
  assert.equal((await runCli('fmt - a.hcl')).code, 2)
})

test('the batch answers in order, line by line', async () => {
  const lines = [
    JSON.stringify({ id: 1, format: 'hcl', text: 'a=1' }),
    JSON.stringify({ id: 'b', format: 'json', text: '{"a":1}' }),
    JSON.stringify({ id: 'c', format: 'hcl', text: 'a = "' }),
    JSON.stringify({ id: 'd', format: 'yaml', text: 'a:   1' }),
    'no json',
  ]
  const { code, out } = await runCli('fmt --batch', { input: lines.join('\n') })
  const answers: readonly { readonly id: unknown; readonly text?: string; readonly error?: string }[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(code, 0)
  assert.deepEqual(
    answers.map(({ id, text, error }) => [id, text ?? (error === undefined ? 'nothing' : 'error')]),
    [
      [1, 'a = 1'],
      ['b', '{\n  "a": 1\n}'],
      ['c', 'error'],
      ['d', 'a:   1'],
      [null, 'error'],
    ],
  )
  assert.equal((await runCli('fmt --batch a.hcl')).code, 2)
  assert.equal((await runCli('fmt --batch --check')).code, 2)
})
