// Walks through the product as a user does: `npm start`, a browser, clicks and keys, and a picture of each step.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { openPage } from '../vscode/browser.mts'
import { install } from '../vscode/install.mts'
import { opensTheExamples } from './ui/opensTheExamples.mts'
import type { Walk } from './ui/walk.mts'

/** In this order, in one window: each walk starts where the one before ended. */
const walks: readonly Walk[] = [opensTheExamples]

const root = path.resolve(import.meta.dirname, '..', '..')
const pictures = path.join(root, 'dist', 'pictures')
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-peering-ui-'))
const counts = { passed: 0, failed: 0 }
fs.rmSync(pictures, { recursive: true, force: true })
fs.mkdirSync(pictures, { recursive: true })
// Users change files, so they get a copy.
const folder = path.join(scratch, 'examples')
fs.cpSync(path.join(root, 'examples'), folder, { recursive: true })

install()
const args = [path.join(root, 'scripts', 'start.mts'), '--serve', '--folder', folder]
// The channel tells it when this process is gone.
const product = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
const ended = new Promise<number | null>((resolve) => product.once('exit', resolve))
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void product.kill('SIGINT'))

let url: string | undefined
try {
  url = await servedUrl()
  if (url === undefined) throw new Error('`npm start` ended before it served VS Code.')
  const workbench = await openPage()
  try {
    workbench.page.setDefaultTimeout(30_000)
    await workbench.page.goto(url)
    for (const walk of walks) {
      await check(
        walk.title,
        () => walk.run({ page: workbench.page, folder, picture }),
        () => picture(`failure-${counts.failed}`),
      )
    }
  } finally {
    await workbench.close()
  }

  async function picture(name: string): Promise<void> {
    await workbench.page.screenshot({ path: path.join(pictures, `${name}.png`) })
  }
} catch (error) {
  counts.failed++
  console.error(error)
} finally {
  await check('Ctrl-C ends all that `npm start` began', stopAll)
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
}
if (process.env['TEST_COUNTS'] !== undefined) fs.writeFileSync(process.env['TEST_COUNTS'], JSON.stringify(counts))
console.log(`   ${fs.readdirSync(pictures).length} pictures in ${path.relative(root, pictures)}`)
process.exit(counts.failed === 0 ? 0 : 1)

async function check(title: string, run: () => Promise<void>, afterFailure: () => Promise<void> = async () => {}): Promise<void> {
  try {
    await run()
    counts.passed++
    console.log(`   ✔ ${title}`)
  } catch (error) {
    counts.failed++
    console.error(`   ✖ ${title}\n`, error)
    await afterFailure().catch(() => undefined)
  }
}

/** What `npm start` prints for a person to open; `undefined` when it ends before. It limits its own steps in time. */
function servedUrl(): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = ''
    product.stdout?.on('data', (chunk: Buffer) => {
      output += chunk
      const found = /VS Code: (http\S+)\n/.exec(output)
      if (found !== null) resolve(found[1])
    })
    void ended.then(() => {
      if (url === undefined) console.error(output)
      resolve(undefined)
    })
  })
}

async function stopAll(): Promise<void> {
  product.kill('SIGINT')
  const limit = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 20_000).unref())
  const code = await Promise.race([ended, limit])
  if (code === 'late') product.kill('SIGKILL')
  if (code !== 0) throw new Error(`\`npm start\` ended with ${code}.`)
  const answer = url === undefined ? undefined : await fetch(url).catch(() => undefined)
  if (answer !== undefined) throw new Error(`VS Code still answers at ${url}.`)
}
