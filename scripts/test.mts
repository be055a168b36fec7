// `npm test`: runs the stages that are named, else all, and ends with the count of what passed and failed.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { styleText } from 'node:util'
import { createScratch } from '../test/harness/scratch.ts'
import { type Counts, runNodeTests } from './nodeTests.mts'
import { notYet, type Stage, stages, type Work } from './stages.mts'

const root = path.dirname(import.meta.dirname)
const scratch = createScratch('consul-peering-test-')
const abort = new AbortController()
// A terminal signals the whole group, npm and the bootstrap pass it on again: all but the first are echoes.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => abort.abort(name))

process.chdir(root)
// Impossible states throw under test.
process.env['CONSUL_PEERING_STRICT'] = '1'
process.env['NODE_COMPILE_CACHE'] ??= path.join(root, 'node_modules', '.cache', 'node')

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => stages.every((stage) => stage.name !== name))
if (unknown.length > 0) {
  console.error(`No stage is named ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}.`)
  process.exit(2)
}
const total = { passed: 0, failed: 0 }
const failed: string[] = []
const leftOut: string[] = []
try {
  for (const stage of stages) {
    if (abort.signal.aborted || (asked.length > 0 && !asked.includes(stage.name))) continue
    const { passed, failed: missed } = await runStage(stage)
    total.passed += passed
    total.failed += missed
    if (missed > 0) failed.push(stage.name)
  }
} finally {
  scratch.remove()
}
if (abort.signal.aborted) console.log('\nStopped before the end.')
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`)
if (leftOut.length > 0) console.log(`Left out, because they need what failed: ${leftOut.join(', ')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || abort.signal.aborted ? 1 : 0)

async function runStage(stage: Stage): Promise<Counts> {
  console.log(styleText('bold', `\n── ${stage.name}: ${stage.title}`))
  const lacking = stage.needs?.filter((name) => failed.includes(name)) ?? []
  if (lacking.length > 0) {
    console.log(`   left out: ${lacking.join(' and ')} failed`)
    leftOut.push(stage.name)
    return { passed: 0, failed: 0 }
  }
  const started = performance.now()
  const counts = stage.work.type === 'tests' ? await runFolders(stage.work) : await runScript(stage)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`   ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`)
  return counts
}

/** A folder without tests fails, unless it is on the list of those that may still be empty. */
async function runFolders({ folders, together = [], limitMs, concurrency }: Work & { readonly type: 'tests' }): Promise<Counts> {
  const found = folders.map((folder) => ({
    folder,
    files: fs
      .globSync(`test/${folder}/**/*.test.ts`)
      .sort()
      .map((file) => path.resolve(file)),
  }))
  const empty = found.filter(({ files }) => files.length === 0).map(({ folder }) => folder)
  if (empty.length > 0) console.log(`   no tests in ${empty.map((folder) => `test/${folder}`).join(', ')}`)
  const missing = empty.filter((folder) => !notYet.includes(folder)).length
  const files = found.flatMap((each) => (together.includes(each.folder) ? gather(each.folder, each.files) : each.files))
  if (files.length === 0) return { passed: 0, failed: missing }
  const { passed, failed: missed } = await runNodeTests({ files, limitMs, concurrency, signal: abort.signal })
  return { passed, failed: missed + missing }
}

/** Deals the files of a folder out to as many as there are processors, each of which loads its share. */
function gather(folder: string, files: readonly string[]): readonly string[] {
  const count = Math.min(os.availableParallelism(), files.length)
  return Array.from({ length: count }, (_, share) => {
    const imports = files.filter((_file, i) => i % count === share).map((file) => `import ${JSON.stringify(pathToFileURL(file).href)}\n`)
    const gathered = path.join(scratch.path, `${folder}-${share + 1}.test.mts`)
    fs.writeFileSync(gathered, imports.join(''))
    return gathered
  })
}

/** A script may write its counts as JSON into the file that TEST_COUNTS names; one that fails without any counts as one. */
async function runScript({ name, work }: Stage): Promise<Counts> {
  if (work.type !== 'node') return { passed: 0, failed: 1 }
  if (!fs.existsSync(work.file)) {
    console.log(`   \`${work.file}\` is not there`)
    return { passed: 0, failed: 1 }
  }
  const file = path.join(scratch.path, `${name}.json`)
  const code = await finished(work, file)
  const reported: Counts | undefined = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
  if (code === 0) return reported ?? { passed: 1, failed: 0 }
  return { passed: reported?.passed ?? 0, failed: Math.max(1, reported?.failed ?? 0) }
}

function finished({ file, args = [] }: Work & { readonly type: 'node' }, counts: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit', env: { ...process.env, TEST_COUNTS: counts } })
    const stop = () => child.kill(abort.signal.reason)
    abort.signal.addEventListener('abort', stop)
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => {
      abort.signal.removeEventListener('abort', stop)
      resolve(code ?? 1)
    })
  })
}
