// The bootstrap of all tasks ends its task with whoever started it, however that ends.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { test } from 'node:test'
import { root } from '../tidy/files.ts'

/** Writes its number, and ends only when it is told to. */
const task = `
import * as fs from 'node:fs'
fs.writeFileSync('pid', String(process.pid))
setInterval(() => undefined, 1000)
`
/** Runs its script in a shell, as npm does. */
const npm = `
const { spawn } = require('node:child_process')
const env = { ...process.env, npm_lifecycle_event: 'hold' }
spawn('sh', ['-c', '"$NODE" scripts/run.mjs hold; exit $?'], { stdio: 'ignore', env: { ...env, NODE: process.execPath } })
`

test('a task ends when npm is killed outright, although the shell of npm lives on', { timeout: 30_000 }, async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-peering-run-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  fs.mkdirSync(path.join(folder, 'scripts'))
  fs.mkdirSync(path.join(folder, 'node_modules'))
  fs.copyFileSync(path.join(root, 'scripts', 'run.mjs'), path.join(folder, 'scripts', 'run.mjs'))
  fs.writeFileSync(path.join(folder, 'scripts', 'hold.mts'), task)
  for (const name of ['package-lock.json', 'node_modules/.package-lock.json']) fs.writeFileSync(path.join(folder, name), '{"packages":{}}')

  const child = spawn(process.execPath, ['-e', npm], { cwd: folder, stdio: 'ignore' })
  const pid = Number(await until(() => (fs.existsSync(path.join(folder, 'pid')) ? fs.readFileSync(path.join(folder, 'pid'), 'utf8') : '')))
  t.after(() => isRunning(pid) && process.kill(pid, 'SIGKILL'))
  assert.ok(isRunning(pid))
  child.kill('SIGKILL')
  await until(() => !isRunning(pid))
})

async function until<T>(ask: () => T): Promise<T> {
  for (;;) {
    const answer = ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
