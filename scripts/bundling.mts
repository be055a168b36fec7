// How everything of this project is bundled; the build and the benchmark share it.
import type { BuildOptions } from 'esbuild'

/** VS Code and its extension host load CommonJS, while the package is an ES module. */
export const bundling: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The `main` of jsonc-parser is UMD, which cannot be bundled.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
}
