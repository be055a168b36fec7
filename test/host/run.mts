// Runs the host tests through @vscode/test-electron: on this folder's extension, or with --vsix on the packaged one.
// The VS Code is the one from npm; with --desktop a downloaded one, which needs a display.
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
  options: { vsix: { type: 'boolean', default: false }, desktop: { type: 'boolean', default: false } },
})
const scratch = createScratch('consul-peering-host-')
let clusters: Clusters | undefined
let pairs: StartedPairs | undefined
let stopped = false

passSignalsOn()
try {
  if (!values.desktop) install()
  clusters = await startClusters({ report: console.log })
  pairs = await startPairs(fs.mkdtempSync(path.join(scratch.path, 'certificates-')))
  // Tests change files, so they get a copy.
  const workspace = path.join(scratch.path, 'examples')
  fs.cpSync(path.join(root, 'examples'), workspace, { recursive: true })
  if (stopped) throw new Error('Stopped before VS Code was started.')
  const extensionsDir = path.join(scratch.path, 'extensions')
  await runTests({
    ...(values.desktop ? {} : { vscodeExecutablePath: path.join(root, 'test', 'vscode', 'launch.mts') }),
    extensionDevelopmentPath: values.vsix ? installPackage(extensionsDir) : root,
    extensionTestsPath: path.join(root, 'dist', 'test', 'host', 'index.cjs'),
    extensionTestsEnv: {
      HOST_CLUSTERS: JSON.stringify(clusters.list),
      HOST_PAIRS: JSON.stringify(pairs.list),
      HOST_CONSUL: await consulBinary('1.16.1'),
    },
    launchArgs: [workspace, `--extensions-dir=${extensionsDir}`],
  })
} catch (error) {
  // The report is printed already; a stack of the launcher would bury it.
  if (!(error instanceof TestRunFailedError)) console.error(error)
  process.exitCode = 1
} finally {
  await Promise.all([clusters?.stop(), pairs?.stop()])
  scratch.remove()
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
