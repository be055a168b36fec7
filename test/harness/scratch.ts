// A folder for temporary files that goes with the process that made it, however that ends.
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

export interface Scratch {
  readonly path: string
  /** Removes the folder at once. */
  remove(): void
}

/** Makes a folder whose name begins so, among the system's temporary files. */
export function createScratch(prefix: string): Scratch {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), prefix))
  const release = guardFolder(folder)
  return {
    path: folder,
    remove() {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
      release()
    },
  }
}

/**
 * Should this process be killed outright, its pipe closes, and a shell in a group of its own removes the folder; more than once,
 * since others that are being killed may still write into it. Windows has no such shell. Gives what ends the guard.
 */
function guardFolder(folder: string): () => void {
  if (process.platform === 'win32') return () => undefined
  const script = 'cat >/dev/null; for i in 1 2 3 4 5; do rm -rf "$1"; sleep 1; [ -e "$1" ] || exit 0; done'
  const guard = spawn('sh', ['-c', script, 'guard', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.once('error', () => undefined)
  guard.unref()
  return () => guard.stdin.destroy()
}
