// Opens a VS Code that has the extension: the desktop one where there is one, else the one from npm, served on loopback.
import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { install } from '../test/vscode/install.mts'
import { installExtension, startServer, writeUserSettings } from '../test/vscode/server.mts'

export interface EditorOptions {
  /** An absolute path. */
  readonly folder: string
  /** User settings. */
  readonly settings: Readonly<Record<string, unknown>>
  /** A folder of the caller's, who removes it at the end. */
  readonly scratch: string
}

export interface Editor {
  /** A line for people: where to find it. */
  readonly where: string
  stop(): Promise<void>
}

const root = path.dirname(import.meta.dirname)

/** The desktop's `code` on the PATH, where a display is there to show it; else `undefined`. */
export function desktopCode(): string | undefined {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
  if (!hasDisplay) return undefined
  const name = process.platform === 'win32' ? 'code.cmd' : 'code'
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file))
}

/** Opens the desktop VS Code in a profile of its own, with this repository as the extension under development. */
export async function openDesktop(code: string, { folder, settings, scratch }: EditorOptions): Promise<Editor> {
  runScript('scripts/build.mts', '--dev')
  const profile = path.join(scratch, 'profile')
  writeUserSettings(profile, settings)
  const args = [`--extensionDevelopmentPath=${root}`, `--user-data-dir=${profile}`, '--new-window', '--disable-workspace-trust', folder]
  const windows = process.platform === 'win32'
  const quote = (text: string) => (windows ? `"${text}"` : text)
  const child = spawn(quote(code), args.map(quote), { stdio: 'ignore', shell: windows })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', resolve)
  })
  return {
    where: 'The desktop VS Code opens in a new window, in a profile of its own.',
    async stop() {
      child.kill()
      await stopDesktop(profile)
    },
  }
}

/** Installs the packaged extension as a user would, and serves VS Code behind a secret token. */
export async function serveEditor({ folder, settings, scratch }: EditorOptions): Promise<Editor> {
  console.log('Preparing VS Code …')
  install()
  runScript('scripts/package.mts')
  const extensionsDir = path.join(scratch, 'extensions')
  installExtension(path.join(root, 'dist', 'consul-cluster-peering.vsix'), extensionsDir)
  const server = await startServer({ audience: 'person', folder, settings, extensionsDir })
  return { where: `VS Code: ${server.url}`, stop: server.stop }
}

/** The `code` command ends at once; VS Code itself leaves its process id in the profile. */
async function stopDesktop(profile: string): Promise<void> {
  const lock = path.join(profile, 'code.lock')
  const pid = fs.existsSync(lock) ? Number(fs.readFileSync(lock, 'utf8')) : 0
  for (let attempt = 0; attempt < 50 && pid > 0; attempt++) {
    try {
      process.kill(pid, attempt < 40 ? 'SIGTERM' : 'SIGKILL')
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Its output is shown only when it fails. */
function runScript(script: string, ...args: readonly string[]): void {
  const done = spawnSync(process.execPath, [path.join(root, script), ...args], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`\`${script}\` failed:\n${done.stdout}${done.stderr}`)
}
