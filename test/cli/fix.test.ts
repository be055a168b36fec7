// `check --fix`: what it writes, what it leaves, and that twice is as good as once.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const wrong = 'Kind = "proxy-defaults"\nNmae = "global" # all of them\n'
const fixed = 'Kind = "proxy-defaults"\nName = "global" # all of them\n'
const other = 'Kind = "service-defaults"\nNmae = "web"\n'
const mesh = 'Kind = "mesh"\n'

test('safe fixes are written, and the exit code tells of what is left', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong, 'b.hcl': `${other}Surely = 1\n`, 'c.hcl': mesh })
  const { code, out, said } = await runCli('check --fix --format json', { folder })
  assert.equal(code, 1)
  assert.deepEqual(said, ['Fixed 2 files.'])
  assert.deepEqual(readFiles(folder), { 'a.hcl': fixed, 'b.hcl': `${other.replace('Nmae', 'Name')}Surely = 1\n`, 'c.hcl': mesh })
  const { files }: { readonly files: readonly { readonly path: string }[] } = JSON.parse(out)
  assert.deepEqual(
    files.map((file) => file.path),
    ['b.hcl'],
  )
})

test('when everything could be fixed the exit code is 0', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong })
  assert.deepEqual(await runCli('check --fix', { folder }), { code: 0, out: '', said: ['Fixed 1 file.'] })
  assert.deepEqual(await runCli('check --fix', { folder }), { code: 0, out: '', said: [] })
})

test('on the examples, twice equals once', async (context) => {
  const { path: folder } = createFolder(context)
  fs.cpSync(path.join(import.meta.dirname, '..', '..', 'examples'), folder, { recursive: true })
  const before = readFiles(folder)
  const first = await runCli('check --fix --format json', { folder })
  const once = readFiles(folder)
  const second = await runCli('check --fix --format json', { folder })
  assert.notDeepEqual(once, before)
  assert.deepEqual(readFiles(folder), once)
  assert.deepEqual([second.code, second.out, second.said], [first.code, first.out, []])
})

test('line breaks, a missing last one and everything else stay as they are', async (context) => {
  const text = wrong.replaceAll('\n', '\r\n').trimEnd()
  const { path: folder } = createFolder(context, { 'a.hcl': text })
  await runCli('check --fix', { folder })
  assert.deepEqual(readFiles(folder), { 'a.hcl': fixed.replaceAll('\n', '\r\n').trimEnd() })
})

test('a byte order mark stays where no fix takes it away', async (context) => {
  const json = '\uFEFF{"target": "1.16"}'
  const { path: folder } = createFolder(context, { 'a.hcl': `\uFEFF${wrong}`, 'consul-peering.json': json })
  await runCli('check --fix --severity syntax-error=off', { folder })
  assert.deepEqual(readFiles(folder), { 'a.hcl': `\uFEFF${fixed}`, 'consul-peering.json': json })
})

test('a file that nothing was fixed in is not written', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': fixed, 'b.hcl': wrong })
  fs.utimesSync(path.join(folder, 'a.hcl'), 1, 1)
  await runCli('check --fix', { folder })
  assert.equal(fs.statSync(path.join(folder, 'a.hcl')).mtimeMs, 1000)
})

test('a text that is taken as an entry is fixed, too', async (context) => {
  const { path: folder } = createFolder(context, { 'a.txt': wrong })
  assert.deepEqual(await runCli('check --fix --as entry a.txt', { folder }), { code: 0, out: '', said: ['Fixed 1 file.'] })
  assert.deepEqual(readFiles(folder), { 'a.txt': fixed })
})

function readFiles(folder: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]))
}
