// Finds the real Consul that the live tests run against, or builds it from pinned modules.
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** The versions that tests run: the first line with cluster peering and a later one. */
export type ConsulVersion = '1.13.9' | '1.16.1'

/** All of them. */
export const consulVersions: readonly ConsulVersion[] = ['1.13.9', '1.16.1']

interface Recipe {
  readonly modules: string
  readonly linkerFlags: string
}

const recipes: Readonly<Record<ConsulVersion, Recipe>> = {
  // One of its modules links to the insides of Go's net package, which Go 1.23 forbids unless told.
  '1.13.9': { modules: '1.13', linkerFlags: '-s -w -checklinkname=0' },
  '1.16.1': { modules: '1.16', linkerFlags: '-s -w' },
}

/**
 * Path of a Consul binary of this version: from the cache (`$XDG_CACHE_HOME` or `~/.cache`, `consul-cluster-peering/consul`),
 * else built there by Go, which takes some minutes the first time. Fails with one line when there is no Go.
 */
export async function consulBinary(version: ConsulVersion, report: (line: string) => void = console.error): Promise<string> {
  const binary = path.join(cacheFolder(), `consul-${version}`)
  if (isExecutable(binary)) return binary
  if (programOnPath('go') === undefined) throw new Error(noGo(version))
  report(`Building Consul ${version} into ${path.dirname(binary)}, once; this takes some minutes.`)
  fs.mkdirSync(path.dirname(binary), { recursive: true })
  // Built aside and renamed, so that two processes may build at once and nobody runs half a binary.
  const unfinished = `${binary}.${randomUUID()}.building`
  try {
    await buildGo(version, 'github.com/hashicorp/consul', unfinished)
    fs.renameSync(unfinished, binary)
  } finally {
    fs.rmSync(unfinished, { force: true })
  }
  return binary
}

/**
 * The user's own Consul: `CONSUL_BIN`, else the first `consul` on the PATH; `undefined` without one. Throws one line when the
 * program there does not say that it is Consul.
 */
export function consulOnPath(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment['CONSUL_BIN'] || undefined
  const found = chosen ?? programOnPath('consul', environment)
  if (found === undefined) return undefined
  const place = chosen === undefined ? `\`consul\` on the PATH is ${found}` : `\`CONSUL_BIN\` names ${found}`
  if (!isExecutable(found)) throw new Error(`${place}, which is no program that can be run. Correct the path, or unset the variable.`)
  const { stdout } = spawnSync(found, ['version'], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, CHECKPOINT_DISABLE: '1' } })
  if (/^Consul v\d/m.test(stdout ?? '')) return found
  throw new Error(`${place}, which does not answer \`version\` as Consul does. Name a Consul in \`CONSUL_BIN\`, or take that one away.`)
}

function programOnPath(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => path.join(folder, file)).find(isExecutable)
}

/** Where built programs are kept: `$XDG_CACHE_HOME` or `~/.cache`, `consul-cluster-peering/consul`. */
export function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'consul-cluster-peering', 'consul')
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}

function noGo(version: ConsulVersion): string {
  return `Consul ${version} is needed and not in the cache: install Go 1.24 or later, which builds it (https://go.dev/dl).`
}

/** Builds a package, or a file of Go, with the modules of this version. Fails with one line when there is no Go. */
export function buildGo(version: ConsulVersion, what: string, target: string): Promise<void> {
  const { modules, linkerFlags } = recipes[version]
  const args = ['build', '-trimpath', `-ldflags=${linkerFlags}`, '-o', target, what]
  const cwd = path.join(import.meta.dirname, '..', 'consul', modules)
  return new Promise((resolve, reject) => {
    const go = spawn('go', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    go.stderr.on('data', (chunk) => {
      words = (words + chunk).slice(-2_000)
    })
    go.once('error', () => reject(new Error(noGo(version))))
    go.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`Go could not build Consul ${version}: ${words.trim().split('\n').at(-1) ?? ''}`)),
    )
  })
}
