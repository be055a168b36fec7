// Installs the language servers of others into the user's cache, once for each lock file.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { makeOnce } from '../../vscode/install.mts'

const here = import.meta.dirname
const sources = ['package.json', 'package-lock.json', '.npmrc']

/** The path of a program of theirs, by its place below `node_modules`. Throws when npm fails. */
export function neighbour(program: string): string {
  const cache = path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'consul-cluster-peering')
  const hash = createHash('sha256')
  for (const name of sources) hash.update(fs.readFileSync(path.join(here, name)))
  const folder = path.join(cache, `neighbours-${hash.digest('hex').slice(0, 12)}`)
  makeOnce(folder, (temporary) => {
    console.log('Installing language servers of others from npm (once for this machine, 145 MB) …')
    for (const name of sources) fs.copyFileSync(path.join(here, name), path.join(temporary, name))
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync('npm', args, { cwd: temporary, stdio: 'inherit', shell: process.platform === 'win32' })
    if (done.status !== 0) throw new Error('`npm ci` could not install them; the lines above say why. Run the command again afterwards.')
  })
  return path.join(folder, 'node_modules', program)
}
