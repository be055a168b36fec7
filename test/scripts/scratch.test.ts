// Temporary folders go with the process that made them.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { createScratch } from '../harness/scratch.ts'

test('a folder is removed on demand', () => {
  const scratch = createScratch('consul-peering-scratch-')
  fs.writeFileSync(path.join(scratch.path, 'file'), '')
  scratch.remove()
  assert.ok(!fs.existsSync(scratch.path))
})

test('a folder is removed when the whole group of its process is killed outright', { timeout: 30_000 }, async () => {
  const module = path.join(import.meta.dirname, '..', 'harness', 'scratch.ts')
  const script = `import { createScratch } from '${module}'; console.log(createScratch('consul-peering-scratch-').path); setInterval(() => 0, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const folder = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())))
  assert.ok(fs.existsSync(folder))
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  while (fs.existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 50))
})
