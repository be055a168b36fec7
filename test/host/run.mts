// Runs the host tests through @vscode/test-electron: on this folder's extension, or with --vsix on the packaged one.
// The VS Code is the one from npm; with --desktop a downloaded one, which needs a display. With --neighbours it is an empty
// window, beside extensions that stand in for those of others.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { runTests, TestRunFailedError } from '@vscode/test-electron'
import { type Clusters, startClusters } from '../../scripts/clusters.mts'
import { consulBinary } from '../harness/consulBinary.ts'
import { createScratch } from '../harness/scratch.ts'
import { install } from '../vscode/install.mts'
import { installExtension } from '../vscode/server.mts'
import { type StartedPairs, startPairs } from './pairs.mts'

const root = path.resolve(import.meta.dirname, '..', '..')
const { values } = parseArgs({
  options: {
    vsix: { type: 'boolean', default: false },
    desktop: { type: 'boolean', default: false },
    neighbours: { type: 'boolean', default: false },
  },
})
const scratch = createScratch('consul-peering-host-')
let clusters: Clusters | undefined
let pairs: StartedPairs | undefined
let stopped = false

passSignalsOn()
try {
  if (!values.desktop) install()
  if (values.neighbours) await runBesideOthers()
  else await runOnExamples()
} catch (error) {
  // The report is printed already; a stack of the launcher would bury it.
  if (!(error instanceof TestRunFailedError)) console.error(error)
  process.exitCode = 1
} finally {
  await Promise.all([clusters?.stop(), pairs?.stop()])
  scratch.remove()
}

async function runOnExamples(): Promise<void> {
  clusters = await startClusters({ report: console.log })
  pairs = await startPairs(fs.mkdtempSync(path.join(scratch.path, 'certificates-')))
  // Tests change files, so they get a copy.
  const workspace = path.join(scratch.path, 'examples')
  fs.cpSync(path.join(root, 'examples'), workspace, { recursive: true })
  if (stopped) throw new Error('Stopped before VS Code was started.')
  const extensionsDir = path.join(scratch.path, 'extensions')
  await runTests({
    ...common(),
    extensionDevelopmentPath: values.vsix ? installPackage(extensionsDir) : root,
    extensionTestsEnv: {
      HOST_CLUSTERS: JSON.stringify(clusters.list),
      HOST_PAIRS: JSON.stringify(pairs.list),
      HOST_CONSUL: await consulBinary('1.16.1'),
    },
    launchArgs: [workspace, `--extensions-dir=${extensionsDir}`],
  })
}

async function runBesideOthers(): Promise<void> {
  const workspace = path.join(scratch.path, 'empty')
  fs.mkdirSync(workspace)
  const extensionsDir = path.join(scratch.path, 'extensions')
  for (const name of ['yaml', 'hcl']) installExtension(packNeighbour(name), extensionsDir)
  await runTests({
    ...common(),
    extensionDevelopmentPath: root,
    extensionTestsEnv: { HOST_WINDOW: 'neighbours' },
    launchArgs: [workspace, `--extensions-dir=${extensionsDir}`],
  })
}

/** Packs a stand-in as its makers would; VS Code takes no folder for an extension. */
function packNeighbour(name: string): string {
  const packed = path.join(scratch.path, `${name}.vsix`)
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce')
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packed]
  const done = spawnSync(process.execPath, args, { cwd: path.join(root, 'test', 'host', 'neighbours', name), encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${name} could not be packed:\n${done.stdout}${done.stderr}`)
  return packed
}

function common() {
  return {
    ...(values.desktop ? {} : { vscodeExecutablePath: path.join(root, 'test', 'vscode', 'launch.mts') }),
    extensionTestsPath: path.join(root, 'dist', 'test', 'host', 'index.cjs'),
  }
}

/** Gives the development path that VS Code asks for: here an empty extension, which brings nothing but the tests. */
function installPackage(extensionsDir: string): string {
  installExtension(path.join(root, 'dist', 'consul-cluster-peering.vsix'), extensionsDir)
  const folder = path.join(scratch.path, 'tests')
  fs.mkdirSync(folder)
  const manifest = { name: 'tests', publisher: 'tests', version: '0.0.0', engines: { vscode: '*' } }
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

/**
 * `runTests` ends VS Code on the first SIGINT and kills it on the second. A terminal, npm and our own scripts each send
 * one for a single Ctrl-C, so only the first may reach it.
 */
function passSignalsOn(): void {
  process.on('SIGINT', () => {
    if (stopped) return
    stopped = true
    process.exitCode = 1
    process.nextTick(() => {
      process.removeAllListeners('SIGINT')
      process.on('SIGINT', () => undefined)
    })
  })
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.on(name, () => process.emit('SIGINT'))
}
