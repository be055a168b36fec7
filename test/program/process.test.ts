// The program as a process: its exit code, its streams, and that a long stream does not make it grow.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import * as path from 'node:path'
import { test } from 'node:test'
import { createFolder } from '../harness/folder.ts'

const program = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs')
const wrong = 'Kind = "proxy-defaults"\nName = "global"\nNmae = 1\n'

function start(args: readonly string[], input: string, folder = '.'): ReturnType<typeof spawnSync> {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', input, cwd: folder, env: { ...process.env, NO_COLOR: '' } })
}

test('results go to stdout, talk to stderr, and the exit code says how it went', (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong, '.gitignore': 'b.hcl', 'b.hcl': wrong })
  const found = start(['check', '--severity', 'unknown-field=warning'], '', folder)
  assert.deepEqual([found.status, found.stderr], [1, 'Left out, as git ignores it: b.hcl.\n'])
  assert.match(`${found.stdout}`, /^a\.hcl:3:1 warning unknown-field \(rejected\)\n/)
  const unknown = start(['nonsense'], '')
  assert.deepEqual([unknown.status, unknown.stdout], [2, ''])
  assert.equal(start(['--version'], '').status, 0)
})

test('colours come when they are asked for, and never into a pipe by themselves', (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong })
  assert.doesNotMatch(`${start(['check'], '', folder).stdout}`, /\u001B/)
  assert.match(`${start(['check', '--color'], '', folder).stdout}`, /\u001B\[31m/)
})

test('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [program, 'check', '--batch'], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdout.destroy()
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${JSON.stringify({ id: 1, format: 'hcl', text: wrong })}\n`.repeat(1000))
  const [[code], said] = await Promise.all([once(child, 'exit'), child.stderr.setEncoding('utf8').toArray()])
  assert.deepEqual([code, said.join('')], [0, ''])
})

test('a batch waits for its reader, and answers all 100,000 records in constant memory', async (context) => {
  const child = spawn(process.execPath, ['--max-old-space-size=64', program, 'check', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  context.after(() => child.kill())
  const count = 100_000
  const feed = async (): Promise<void> => {
    const record = JSON.stringify({ id: 0, format: 'hcl', text: `${wrong}# ${'x'.repeat(400)}\n` })
    for (let id = 0; id < count; id += 500) {
      const chunk = Array.from({ length: 500 }, (_, i) => `${record.replace('0', `${id + i}`)}\n`).join('')
      if (!child.stdin.write(chunk)) await once(child.stdin, 'drain')
    }
    child.stdin.end()
  }
  const exit = once(child, 'exit')
  const fed = feed()
  let lines = 0
  for await (const chunk of child.stdout) for (const byte of chunk) if (byte === 10) lines++
  await fed
  assert.deepEqual([(await exit)[0], lines], [0, count])
})
