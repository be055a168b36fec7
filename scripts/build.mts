// Bundles what VS Code and the tests load; `--dev` keeps names and adds source maps.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { type BuildOptions, build } from 'esbuild'
import { bundling, loadLate, program, vscodeAsIs } from './bundling.mts'

const root = path.dirname(import.meta.dirname)
const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } })

/** The client, and what it loads only when it is needed: each a file of its own, since even reading one that large takes its time. */
const client = {
  client: 'client/src/extension.ts',
  clientCommands: 'client/src/commands/index.ts',
  languageClient: 'client/src/languageClient.ts',
  live: 'client/src/live.ts',
  clientTools: 'client/src/tools.ts',
}
const server = { server: 'server/src/lsp/main.ts', ...program }
const hostTests = fs.globSync('test/host/suite/*.ts', { cwd: root })

const common: BuildOptions = {
  ...bundling,
  absWorkingDir: root,
  outdir: 'dist',
  external: ['vscode', 'mocha'],
  sourcemap: values.dev,
}

// The test runner loads every file that it finds there.
fs.rmSync(path.join(root, 'dist', 'test'), { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: client,
    plugins: [loadLate(root, client), vscodeAsIs],
    minify: !values.dev,
  }),
  build({
    ...common,
    entryPoints: server,
    plugins: [loadLate(root, server)],
    minify: !values.dev,
  }),
  build({ ...common, entryPoints: hostTests, outdir: 'dist/test/host', sourcemap: 'inline' }),
])
