// How everything of this project is bundled; the build and the benchmark share it.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'

/** VS Code and its extension host load CommonJS, while the package is an ES module. */
export const bundling: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The `main` of jsonc-parser is UMD, which cannot be bundled.
  mainFields: ['module', 'main'],
  // VS Code gives itself to what is required, not to what is imported.
  supported: { 'dynamic-import': false },
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
}

/** The command line tool, and what it loads only when it is needed. */
export const program: Readonly<Record<string, string>> = {
  cli: 'server/src/cli/main.ts',
  commands: 'server/src/cli/commands.ts',
  liveCommands: 'server/src/cli/liveCommands.ts',
  portability: 'server/src/portability/main.ts',
}

/** Leaves `import()` of a file that is a bundle of its own to the time when it runs, as a require of the bundle beside. */
export function loadLate(root: string, bundles: Readonly<Record<string, string>>): Plugin {
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

/**
 * Takes VS Code's API as it is. Of a namespace import esbuild makes a copy with a getter for each name of it, in each file that has
 * one, which takes half of the time that the extension needs to load.
 */
export const vscodeAsIs: Plugin = {
  name: 'vscode-as-is',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8')
      return { contents: text.replace(/^import \* as vscode from 'vscode'$/m, "const vscode = require('vscode')"), loader: 'ts' }
    })
  },
}
