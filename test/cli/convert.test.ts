// `convert`: what it writes, what it says is lost, its exit codes, and the batch.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const mesh = '# all of it\nKind = "mesh"\nMeta = { team = "net" }\n'

test('an entry comes out in another syntax, and what is lost is said', async (context) => {
  const { path: folder } = createFolder(context, { 'mesh.hcl': mesh })
  assert.deepEqual(await runCli('convert --to crd mesh.hcl', { folder }), {
    code: 0,
    out: 'apiVersion: consul.hashicorp.com/v1alpha1\n# all of it\nkind: Mesh\nmetadata:\n  name: mesh\nspec: {}\n',
    said: ['Left out, as the format cannot say it: Meta.'],
  })
  const { out, said } = await runCli('convert --to json -', { input: mesh })
  assert.deepEqual(JSON.parse(out), { Kind: 'mesh', Meta: { team: 'net' } })
  assert.deepEqual(said, ['Left out, as the format cannot say it: comments.'])
  const yaml = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nmetadata:\n  name: mesh\nspec: {}\n'
  assert.equal((await runCli('convert --to hcl --from yaml -', { input: yaml })).out, 'Kind = "mesh"\n')
})

test('what cannot be converted says why', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': 'Kind = "mesh"\nBogus = 1\n' })
  const { code, out, said } = await runCli('convert --to json a.hcl', { folder })
  assert.deepEqual([code, out], [1, ''])
  assert.match(said.join('\n'), /Consul cannot read `Bogus`/)
  for (const line of [
    'convert a.hcl',
    'convert --to xml a.hcl',
    'convert --to json',
    'convert --to json b.hcl',
    'convert --to json --target 0.9 a.hcl',
  ])
    assert.equal((await runCli(line, { folder })).code, 2, line)
})

test('the batch answers in order, line by line', async () => {
  const lines = [
    { id: 1, format: 'hcl', text: 'Kind = "mesh"', to: 'json' },
    { id: 'b', format: 'json', text: '{"Kind":"mesh"}', to: 'crd', target: '1.16' },
    { id: 'c', format: 'hcl', text: 'Kind = "', to: 'json' },
    { id: 'd', format: 'hcl', text: 'Kind = "mesh"', to: 'toml' },
    { id: 'e', format: 'hcl', text: 'Kind = "mesh"', to: 'json', target: 'x' },
  ]
  const { code, out } = await runCli('convert --batch', { input: lines.map((line) => JSON.stringify(line)).join('\n') })
  const answers: readonly Readonly<Record<string, unknown>>[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(code, 0)
  assert.deepEqual(answers[0], { id: 1, text: '{\n  "Kind": "mesh"\n}\n', lost: [] })
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error !== undefined]),
    [
      [1, false],
      ['b', false],
      ['c', true],
      ['d', true],
      ['e', true],
    ],
  )
  assert.equal((await runCli('convert --batch a.hcl')).code, 2)
})
