#!/usr/bin/env node
// What @vscode/test-electron starts in the place of VS Code's executable: VS Code's server and a headless browser.
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { format, parseArgs } from 'node:util'
import { openPage } from './browser.mts'
import { startServer } from './server.mts'

/** A run that does not end by itself ends after so many milliseconds: `runTests` knows no limit. */
const limitMs = Number(process.env['HOST_TEST_TIMEOUT_MS'] ?? 300_000)
/** Marks the lines of the report among all that the workbench logs; invisible should it ever be shown. */
const mark = '\u2063'

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
})
const { extensionTestsPath: tests, extensionDevelopmentPath: developed, 'extensions-dir': extensionsDir } = values
if (typeof tests !== 'string' || !Array.isArray(developed)) throw new Error('launch.mts is started by `runTests` of @vscode/test-electron')

const server = await startServer({
  audience: 'test',
  env: { HOST_REPORT_MARK: mark },
  extensionsDir: typeof extensionsDir === 'string' ? extensionsDir : undefined,
  settings: JSON.parse(process.env['HOST_SETTINGS'] ?? '{}'),
})
let closeBrowser = async () => {}
let ending = false

/** Tear-down comes after the last line of output: `runTests` drops what it has not read when this process exits. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await closeBrowser().catch(() => undefined)
  await server.stop()
  process.exit(code)
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end(130))

try {
  const { page, close } = await openPage()
  closeBrowser = close
  const log: string[] = []
  let reported = false
  const finished = new Promise<number>((resolve) => {
    const giveUp = (why: string) => {
      if (!ending) console.error(why)
      resolve(1)
    }
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code))
    page.once('crash', () => giveUp('The browser page crashed.'))
    page.once('close', () => giveUp('The browser page was closed.'))
    setTimeout(() => giveUp(`The tests gave no result within ${limitMs / 1000} s.`), limitMs).unref()
  })
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    const line = format(...args)
    log.push(`${type}: ${line}`)
    if (!line.startsWith(mark)) return
    reported = true
    console.log(line.slice(mark.length))
  })
  await page.goto(workbenchUrl())
  const code = await finished
  // Without a report the tests did not even load: then the whole log is what helps.
  if (code !== 0 && !reported && !ending) console.log(log.join('\n'))
  await end(code)
} catch (error) {
  if (!ending) console.error(error)
  await end(1)
}

function workbenchUrl(): string {
  const remote = (file: string) => `vscode-remote://${new URL(server.origin).host}${pathToFileURL(path.resolve(file)).pathname}`
  const payload = [
    ...(developed ?? []).map((folder) => ['extensionDevelopmentPath', remote(String(folder))]),
    ['extensionTestsPath', remote(String(tests))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]
  const folder = positionals[0]
  const opened = folder === undefined ? { ew: 'true' } : { folder: path.resolve(folder) }
  return `${server.origin}/?${new URLSearchParams({ ...opened, payload: JSON.stringify(payload) })}`
}
