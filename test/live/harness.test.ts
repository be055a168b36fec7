// No agent outlives the process that started it, however that ends.
import * as assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { eventually } from '../harness/liveClusters.ts'

const file = path.join(import.meta.dirname, '..', 'harness', 'leavesAgentsBehind.ts')

/** Starts a process that starts two agents; its folders for temporary files are its own. */
function start(way: string, temporary: string): ChildProcess {
  // Without this variable it is a test process of its own and not one of this runner's.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  const env = { ...environment, WAY_TO_END: way, TMPDIR: temporary }
  return fork(file, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env, detached: true })
}

function pidsOf(child: ChildProcess): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const pids = typeof message === 'object' && 'pids' in message && Array.isArray(message.pids) ? message.pids.map(Number) : []
      resolve(pids)
    })
    let words = ''
    child.stderr?.on('data', (chunk) => {
      words += chunk
    })
    child.once('close', () => reject(new Error(`it ended before it had started agents: ${words}`)))
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('agents end with the process that started them', { concurrency: true }, () => {
  for (const way of ['fail', 'exit', 'crash', 'SIGINT', 'SIGTERM', 'SIGKILL', 'SIGKILL of the group']) {
    it(`by ${way}`, async () => {
      const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-harness-'))
      const child = start(way, temporary)
      const ended = new Promise((resolve) => child.once('exit', resolve))
      const pids = await pidsOf(child)
      assert.ok(pids.length === 2 && pids.every((pid) => pid > 0))
      if (way.startsWith('SIG')) assert.ok(pids.every(isAlive))
      if (way === 'SIGINT' || way === 'SIGTERM' || way === 'SIGKILL') child.kill(way)
      if (way === 'SIGKILL of the group') process.kill(-(child.pid ?? 0), 'SIGKILL')
      await ended
      await eventually(
        async () => pids.filter(isAlive),
        (alive) => alive.length === 0,
      )
      await eventually(
        async () => fs.readdirSync(temporary),
        (left) => left.length === 0,
      )
      fs.rmSync(temporary, { recursive: true })
    })
  }
})
