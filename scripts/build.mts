// Bundles what VS Code and the tests load; `--dev` keeps names and adds source maps.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { bundling } from './bundling.mts'

const root = path.dirname(import.meta.dirname)
const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } })
const exists = (file: string) => fs.existsSync(path.join(root, file))

/** The client, and what it loads only when it is needed: each a file of its own, since even reading one that large takes its time. */
const client = { client: 'client/src/extension.ts', languageClient: 'client/src/languageClient.ts', live: 'client/src/live.ts' }
const product = { server: 'server/src/lsp/main.ts' }
const optional = { cli: 'server/src/cli/main.ts', portability: 'server/src/portability/main.ts' }
const found = Object.fromEntries(Object.entries(optional).filter(([, file]) => exists(file)))
const hostTests = fs.globSync('test/host/suite/*.ts', { cwd: root })

const common: BuildOptions = {
  ...bundling,
  absWorkingDir: root,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
  sourcemap: values.dev,
}

/** Leaves `import('./live.ts')` to the time when it runs, as a require of the bundle beside. */
const loadLate: Plugin = {
  name: 'load-late',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/\w+\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: file.replace(/\.ts$/, '.cjs'), external: true } : undefined,
    )
  },
}

// The test runner loads every file that it finds there.
fs.rmSync(path.join(root, 'dist', 'test'), { recursive: true, force: true })
await Promise.all([
  build({
    ...common,
    entryPoints: client,
    plugins: [loadLate],
    // VS Code gives itself to what is required, not to what is imported.
    supported: { 'dynamic-import': false },
    minify: !values.dev,
  }),
  build({ ...common, entryPoints: { ...product, ...found }, minify: !values.dev }),
  build({ ...common, entryPoints: hostTests, outdir: 'dist/test/host', sourcemap: 'inline' }),
])
