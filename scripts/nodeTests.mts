// Runs `node:test` files and prints what a person needs: each failure in full, what tests report as figures, and nothing else.
import * as os from 'node:os'
import * as path from 'node:path'
import { run } from 'node:test'
import { inspect, styleText } from 'node:util'

export interface Counts {
  readonly passed: number
  readonly failed: number
}

export interface TestRun {
  readonly files: readonly string[]
  /** For all files together, in milliseconds. */
  readonly limitMs: number
  /** How many files run at once; as many as there are processors when absent. */
  readonly concurrency?: number | undefined
  readonly signal: AbortSignal
}

/** For one test. */
const testLimitMs = 120_000

type Failure = { readonly name: string; readonly file?: string; readonly line?: number; readonly details: { readonly error: Error } }

/** Skipped tests count as failed: a skipped test proves nothing and hides. So does a file whose process does not end. */
export async function runNodeTests({ files, limitMs, concurrency, signal }: TestRun): Promise<Counts> {
  let counts: Counts = { passed: 0, failed: 1 }
  const running = new Set<string>()
  const limit = new AbortController()
  const timer = setTimeout(() => {
    const names = [...running].map((file) => path.relative(process.cwd(), file))
    console.log(`Not ended after ${limitMs / 1000} s, and stopped: ${names.join(', ')}`)
    limit.abort()
  }, limitMs)
  const stop = AbortSignal.any([signal, limit.signal])
  const events = run({ files: [...files], concurrency: concurrency ?? os.availableParallelism(), timeout: testLimitMs, signal: stop })
  for await (const { type, data } of events) {
    if (type === 'test:stdout') process.stdout.write(data.message)
    if (type === 'test:stderr') process.stderr.write(data.message)
    if (type === 'test:dequeue' && files.includes(data.name)) running.add(data.name)
    if (type === 'test:complete') running.delete(data.name)
    // Those without a file are the runner's own summary.
    if (type === 'test:diagnostic' && data.file !== undefined) console.log(`   ${data.message}`)
    if (type === 'test:fail' && !isConsequence(data)) console.log(describe(data))
    if (type === 'test:summary' && data.file === undefined) {
      const { tests, passed } = data.counts
      counts = { passed, failed: tests - passed }
    }
  }
  clearTimeout(timer)
  return stop.aborted ? { passed: counts.passed, failed: Math.max(1, counts.failed) } : counts
}

/** A suite fails because of its tests, a file because of what it printed. */
function isConsequence({ details }: Failure): boolean {
  const { error } = details
  return 'failureType' in error && error.failureType === 'subtestsFailed'
}

function describe({ name, file, line, details }: Failure): string {
  const place = file === undefined ? '' : ` (${path.relative(process.cwd(), file)}:${line ?? 1})`
  const cause = details.error.cause ?? details.error
  // An assertion says all in its message; its fields repeat it.
  const text = isAssertion(cause) ? cause.stack : inspect(cause, { depth: 6 })
  return `${styleText('red', `✖ ${name}`)}${place}\n${String(text).replace(/^/gm, '  ')}\n`
}

/** It comes from another process, so its class is not the one of this process. */
function isAssertion(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_ASSERTION'
}
