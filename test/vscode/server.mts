// Starts and stops VS Code's own server, and installs packaged extensions for it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { vscodeFolder } from './install.mts'

const serverMain = path.join(vscodeFolder, 'out', 'server-main.js')

export interface Server {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** What a person opens: the origin with the folder and the connection token, where there are some. */
  readonly url: string
  /** Ends the server and its extension hosts, and removes its folder. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Extensions installed into this folder are loaded; absent means none. */
  readonly extensionsDir?: string | undefined
  /** User settings beyond the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly folder?: string
  /**
   * `test`: honours a payload in the URL, and ends by itself soon after its last client, should nobody stop it.
   * `person`: asks each browser for a secret token, and lives on while no browser is connected.
   */
  readonly audience: 'test' | 'person'
  readonly env?: NodeJS.ProcessEnv
}

/** Starts VS Code's server on loopback, on a free port. Rejects after 60 s, or when it exits early. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'))
  writeUserSettings(path.join(folder, 'data'), options.settings ?? {})
  const child = spawn(process.execPath, serverArguments(folder, options), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...ownTemporary(folder), ...options.env },
    detached: process.platform !== 'win32',
  })
  const guard = guardGroup(child, folder)
  const stop = async () => {
    await stopTree(child)
    guard?.stdin?.destroy()
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const { port, token } = await listening(child)
    const origin = `http://127.0.0.1:${port}`
    const query = new URLSearchParams({
      ...(token === undefined ? {} : { tkn: token }),
      ...(options.folder === undefined ? {} : { folder: options.folder }),
    })
    return { origin, url: `${origin}/?${query}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Installs a packaged extension into `extensionsDir`, as a user would. Throws with VS Code's own words. */
export function installExtension(vsix: string, extensionsDir: string): void {
  const args = ['--install-extension', vsix, '--force', '--extensions-dir', extensionsDir, '--server-data-dir', extensionsDir]
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}' }
  const done = spawnSync(process.execPath, [serverMain, ...args], { encoding: 'utf8', env, timeout: 60_000 })
  if (done.status === 0 && done.stdout.includes('successfully installed')) return
  throw new Error(`VS Code did not install ${vsix}:\n${done.stdout}${done.stderr}`)
}

/** Writes the user settings of a VS Code whose data folder is `dataFolder`: no news, no tips, no telemetry, and the given ones. */
export function writeUserSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(dataFolder, 'User')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...quiet, ...settings }, undefined, 2))
}

/** The longest path of a socket on macOS; Linux has four more. */
const longestSocket = 103
const socketName = 'vscode-ipc-00000000-0000-0000-0000-000000000000.sock'

/** VS Code leaves sockets and folders among the temporary files: here they go with the folder of the run, where the path is short enough. */
function ownTemporary(folder: string): NodeJS.ProcessEnv {
  const temporary = path.join(folder, 'tmp')
  if (path.join(temporary, socketName).length > longestSocket) return {}
  fs.mkdirSync(temporary)
  return { TMPDIR: temporary, XDG_RUNTIME_DIR: temporary }
}

const quiet = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  // As on the desktop; in a browser VS Code saves by itself.
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  'window.commandCenter': false,
  'remote.autoForwardPorts': false,
}

function serverArguments(folder: string, { extensionsDir, audience }: ServerOptions): readonly string[] {
  const always = ['--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms', '--telemetry-level', 'off']
  const folders = ['--server-data-dir', folder, '--extensions-dir', extensionsDir ?? path.join(folder, 'extensions')]
  const calm = ['--disable-workspace-trust', '--disable-experiments', '--disable-getting-started-override']
  const driver = ['--without-connection-token', '--enable-smoke-test-driver']
  const shutdown = ['--enable-remote-auto-shutdown', '--remote-auto-shutdown-without-delay', '--reconnection-grace-time', '5']
  return [serverMain, ...always, ...folders, ...calm, ...(audience === 'test' ? [...driver, ...shutdown] : [])]
}

interface Listening {
  readonly port: number
  readonly token: string | undefined
}

function listening(child: ChildProcess): Promise<Listening> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (why: string) => {
      clearTimeout(timer)
      reject(new Error(`VS Code's server ${why}\n${output}`))
    }
    const timer = setTimeout(() => fail('did not listen within 60 s'), 60_000)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`exited with ${code}`))
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /Web UI available at http:\/\/[^:]+:(\d+)\S*\n/.exec(output)
      if (ready === null) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      // From here on nobody reads it: what it says must not be kept.
      child.stdout?.removeAllListeners('data').resume()
      resolve({ port: Number(ready[1]), token: /tkn=([^&\s]+)/.exec(ready[0])?.[1] })
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      if (output.length < 100_000) output += chunk.toString()
      if (process.env['HOST_DEBUG']) process.stderr.write(chunk)
    })
  })
}

/**
 * Should this process be killed outright, its pipe closes, and a shell that waits for that ends the server's whole group and
 * removes its folder. Windows has neither groups nor this shell.
 */
function guardGroup({ pid }: ChildProcess, folder: string): ChildProcess | undefined {
  if (process.platform === 'win32' || pid === undefined) return undefined
  const script = 'cat >/dev/null; kill -9 -"$1" 2>/dev/null; for i in 1 2 3; do rm -rf "$2"; sleep 1; [ -e "$2" ] || exit 0; done'
  const guard = spawn('sh', ['-c', script, 'guard', String(pid), folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.unref()
  return guard
}

/** Ends the server and its extension hosts: a signal to its process group, and a kill after 5 s. */
async function stopTree(child: ChildProcess): Promise<void> {
  const { pid } = child
  if (pid === undefined) return
  const target = process.platform === 'win32' ? pid : -pid
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    signal(target, 'SIGTERM')
    const timer = setTimeout(() => signal(target, 'SIGKILL'), 5000)
    await gone
    clearTimeout(timer)
  }
  // Extension hosts belong to the group and may outlive the server.
  signal(target, 'SIGKILL')
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name)
  } catch {
    // Already gone, as it should be.
  }
}
