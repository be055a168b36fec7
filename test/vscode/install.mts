// Installs a real VS Code from npm packages into the user's cache, once for each lock file and for all clones together.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

const here = import.meta.dirname
const sources = ['package.json', 'package-lock.json', '.npmrc']

/** The folder that holds `node_modules` of the host; it exists once `install` has returned. */
export const hostFolder = path.join(cacheFolder(), `vscode-${lockHash()}`)
export const hostModules = path.join(hostFolder, 'node_modules')
/** VS Code itself, without code-server's own wrapper. */
export const vscodeFolder = path.join(hostModules, 'code-server', 'lib', 'vscode')

/** Installs the host unless it is there. Throws when npm fails. */
export function install(): void {
  makeOnce(hostFolder, (folder) => {
    console.log('Installing VS Code from npm (once for this machine, 560 MB, about 20 s) …')
    for (const name of sources) fs.copyFileSync(path.join(here, name), path.join(folder, name))
    // Scripts are off: code-server's own would build native modules that we do without.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
    if (done.status !== 0) throw new Error('`npm ci` could not install VS Code; the lines above say why. Run the command again afterwards.')
  })
  linkModules()
}

/**
 * Makes `folder` by `fill` unless it exists, so that nobody ever sees it half made: it is filled under another name
 * beside, then renamed. When two processes do so at once, the first one's work is kept.
 */
export function makeOnce(folder: string, fill: (temporary: string) => void): void {
  if (fs.existsSync(folder)) return
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  removeAbandoned(folder)
  const temporary = `${folder}.${process.pid}.partial`
  fs.mkdirSync(temporary)
  try {
    fill(temporary)
    fs.renameSync(temporary, folder)
  } catch (error) {
    fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
    if (!fs.existsSync(folder)) throw error
  }
}

/** Removes what processes that were killed half way have left. */
function removeAbandoned(folder: string): void {
  const name = path.basename(folder)
  for (const entry of fs.readdirSync(path.dirname(folder))) {
    const process = /^\.(\d+)\.partial$/.exec(entry.slice(name.length))
    if (!entry.startsWith(name) || process === null || isRunning(Number(process[1]))) continue
    fs.rmSync(path.join(path.dirname(folder), entry), { recursive: true, force: true, maxRetries: 5 })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The workbench asks for its modules by URL under lib/vscode/node_modules; ours lie flat beside code-server. */
function linkModules(): void {
  const link = path.join(vscodeFolder, 'node_modules')
  if (fs.existsSync(link)) return
  // Relative, so that the cache may be moved; Windows has absolute junctions only.
  const target = process.platform === 'win32' ? hostModules : path.relative(vscodeFolder, hostModules)
  try {
    fs.symlinkSync(target, link, 'junction')
  } catch (error) {
    if (!fs.existsSync(link)) throw error
  }
}

function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'consul-cluster-peering')
}

function lockHash(): string {
  const hash = createHash('sha256')
  for (const name of sources) hash.update(fs.readFileSync(path.join(here, name)))
  return hash.digest('hex').slice(0, 12)
}
