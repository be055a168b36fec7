// A headless browser for the workbench: a given one, the one that npm carries, or an installed one.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { hostFolder, hostModules, makeOnce } from './install.mts'

export interface Browser {
  readonly executablePath: string
  readonly env?: Readonly<Record<string, string>>
}

/** `CHROME_PATH`, else the packaged Chromium (Linux x64), else an installed one. Throws when there is none. */
export function findBrowser(): Browser {
  const given = process.env['CHROME_PATH']
  if (given) return { executablePath: given }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser()
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file))
  if (found !== undefined) return { executablePath: found }
  throw new Error('No browser was found, and these tests need one: install Chromium or Chrome, or name one in `CHROME_PATH`.')
}

/** Unpacks the packaged Chromium on first use, with the few libraries that a bare Linux lacks. */
function packagedBrowser(): Browser {
  const cache = path.join(hostFolder, 'chromium')
  makeOnce(cache, (folder) => {
    // The package unpacks into TMPDIR, and its libraries only where it believes to run on Amazon's Linux.
    const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }
    const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()`
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: hostFolder, env, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`Chromium could not be unpacked from ${hostModules}:\n${done.stderr}`)
  })
  const fonts = fs.existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(cache, 'fonts') }
  return {
    executablePath: path.join(cache, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(cache, 'al2023', 'lib'), ...fonts },
  }
}

/** Opens a headless page fit for the workbench; pictures of it look like the desktop. */
export async function openPage(): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const { executablePath, env } = findBrowser()
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
  // Our own signal handlers close it, after what must come first.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args, ...signals })
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  return { page, close: () => browser.close() }
}
