// Runs a task of this project straight after `git clone`: installs the packages of the lock file, then hands over to Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const modules = path.join(root, 'node_modules')
const windows = process.platform === 'win32'
const text = { encoding: 'utf8' }
const major = Number(process.versions.node.split('.')[0])

if (major < 20) fail(`Node ${process.versions.node} is too old to install the packages: version 20 or later is needed.`)
const [task, ...args] = process.argv.slice(2)
const script = path.join(root, 'scripts', `${task}.mts`)
if (task === undefined || !existsSync(script)) fail('Usage: node scripts/run.mjs <task>, where scripts/<task>.mts exists.')
if (!isInstalled()) install()
handOver(findNode())

/** Compares the lock file with npm's own record of what it installed, which it writes last. */
function isInstalled() {
  try {
    const wanted = packages(path.join(root, 'package-lock.json'))
    const found = packages(path.join(modules, '.package-lock.json'))
    const names = new Set([...Object.keys(wanted), ...Object.keys(found)].filter((name) => name !== ''))
    return [...names].every((name) => {
      const there = found[name]
      // What another platform needs is in the lock file and not installed.
      if (there === undefined) return wanted[name].optional === true
      return wanted[name]?.version === there.version && wanted[name].integrity === there.integrity
    })
  } catch {
    return false
  }
}

function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function install() {
  console.error('Installing the npm packages of package-lock.json (first run or a changed lock file, about 20 s) …')
  const started = Date.now()
  // Inside `npm run`, npm names itself: the same npm does the work, whatever PATH says.
  const npm = process.env.npm_execpath
  const options = ['ci', '--loglevel=error', '--no-audit', '--no-fund']
  const settings = { cwd: root, stdio: 'inherit', shell: windows && !npm }
  const done = npm ? spawnSync(process.execPath, [npm, ...options], settings) : spawnSync('npm', options, settings)
  if (done.status !== 0) {
    fail(
      '`npm ci` failed, so nothing was started; the lines above say why (often no network, or a proxy). Run the command again afterwards.',
    )
  }
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function findNode() {
  const carried = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(carried)) return carried
  if (major >= 24) return process.execPath
  return fail(
    'The package `node` has not placed Node 24: npm did not run its install script. Allow it with `npm rebuild node`, then run again.',
  )
}

/** Signals and the exit code pass through; should this process be killed outright, the task sees its channel close. */
function handOver(node) {
  const PATH = [path.join(modules, '.bin'), process.env.PATH ?? ''].join(path.delimiter)
  const child = spawn(node, [script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event !== undefined) followParent(child)
  child.once('error', (error) => fail(`Node 24 did not start: ${error.message}`))
  child.once('exit', (code) => process.exit(code ?? 1))
}

/** npm passes a signal on to its shell only, which ends without a word to us; and killed outright it leaves that shell behind. */
function followParent(child) {
  const parent = process.ppid
  const npm = parentOfShell(parent)
  const isOver = () => process.ppid !== parent || (npm !== undefined && !isRunning(npm))
  setInterval(() => isOver() && child.kill('SIGTERM'), 1000).unref()
}

/** Who runs the shell with this process id; `undefined` where it is no shell, or cannot be told. */
function parentOfShell(pid) {
  if (windows) return undefined
  const { stdout } = existsSync('/proc/self/stat')
    ? { stdout: statusOf(pid) }
    : spawnSync('ps', ['-o', 'ppid=,comm=', '-p', `${pid}`], text)
  const [, parent, name] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout ?? '') ?? []
  return name !== undefined && /(^|[/-])(ba|da|z|k|a)?sh$/.test(name) ? Number(parent) : undefined
}

/** As `ps` says it, which not every Linux has. */
function statusOf(pid) {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return `${parent} ${name}`
  } catch {
    return ''
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
