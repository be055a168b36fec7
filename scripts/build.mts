// Bundles what VS Code and the tests load; `--dev` keeps names and adds source maps.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { bundling } from './bundling.mts'

const root = path.dirname(import.meta.dirname)
const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } })

/** The client, and what it loads only when it is needed: each a file of its own, since even reading one that large takes its time. */
const client = { client: 'client/src/extension.ts', languageClient: 'client/src/languageClient.ts', live: 'client/src/live.ts' }
const server = { server: 'server/src/lsp/main.ts', cli: 'server/src/cli/main.ts', portability: 'server/src/portability/main.ts' }
const hostTests = fs.globSync('test/host/suite/*.ts', { cwd: root })

const common: BuildOptions = {
  ...bundling,
  absWorkingDir: root,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
  sourcemap: values.dev,
}

/** Leaves `import()` of a file that is a bundle of its own to the time when it runs, as a require of the bundle beside. */
function loadLate(bundles: Readonly<Record<string, string>>): Plugin {
  const names = new Map(Object.entries(bundles).map(([name, file]) => [path.join(root, file), name]))
  return {
    name: 'load-late',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path: file, resolveDir }) => {
        const name = kind === 'dynamic-import' ? names.get(path.resolve(resolveDir, file)) : undefined
        return name === undefined ? undefined : { path: `./${name}.cjs`, external: true }
      })
    },
  }
}

// The test runner loads every file that it finds there.
fs.rmSync(path.join(root, 'dist', 'test'), { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: client,
    plugins: [loadLate(client)],
    // VS Code gives itself to what is required, not to what is imported.
    supported: { 'dynamic-import': false },
    minify: !values.dev,
  }),
  build({
    ...common,
    entryPoints: server,
    plugins: [loadLate(server)],
    supported: { 'dynamic-import': false },
    minify: !values.dev,
  }),
  build({ ...common, entryPoints: hostTests, outdir: 'dist/test/host', sourcemap: 'inline' }),
])
