// The counts of `npm test` are true: what fails, is skipped, or does not even load is not counted as passed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { test } from 'node:test'

const runner = path.resolve(import.meta.dirname, '..', '..', 'scripts', 'nodeTests.mts')

/** Runs a test file of this text in a process of its own, as the runner cannot run inside itself. */
function countsOf(text: string, limitMs = 30_000): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'node-tests-'))
  const file = path.join(folder, 'a.test.mts')
  fs.writeFileSync(file, `import { test, describe } from 'node:test'\n${text}`)
  const script = path.join(folder, 'run.mts')
  fs.writeFileSync(
    script,
    `const { runNodeTests } = await import(${JSON.stringify(runner)})
    const { signal } = new AbortController()
    const counts = await runNodeTests({ files: [${JSON.stringify(file)}], limitMs: ${limitMs}, signal })
    console.log(JSON.stringify(counts))`,
  )
  // Under `node --test` this variable would make the inner runner report to the outer one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8', env })
  fs.rmSync(folder, { recursive: true })
  return stdout.trim().split('\n').at(-1) ?? ''
}

test('passed and failed tests are counted, suites are not', () => {
  const text = `describe('a', () => { test('b', () => {}); test('c', () => { throw new Error('no') }) })`
  assert.equal(countsOf(text), '{"passed":1,"failed":1}')
})

test('a skipped test counts as failed', () => {
  assert.equal(countsOf(`test.${'skip'}('a', () => {})`), '{"passed":0,"failed":1}')
})

test('a file that does not load counts as failed', () => {
  assert.equal(countsOf(`throw new Error('no')`), '{"passed":0,"failed":1}')
})

test('a file whose process does not end is stopped and counts as failed', () => {
  assert.match(countsOf(`test('a', () => {}); setInterval(() => {}, 1000)`, 1000), /"failed":1/)
  assert.match(countsOf(`for (;;);`, 1000), /"failed":1/)
})
