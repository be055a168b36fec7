// Packages the extension, minified, into dist/consul-cluster-peering.vsix, and says how large it became and why.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'

const root = path.dirname(import.meta.dirname)
const vsix = path.join('dist', 'consul-cluster-peering.vsix')
const vsce = path.join('node_modules', '@vscode', 'vsce', 'vsce')

runNode(['scripts/build.mts'])
// Everything is bundled, so no dependency ships; the links of the README stay as they are, since all that they name ships too.
runNode([
  vsce,
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--allow-missing-repository',
  '--allow-unused-files-pattern',
  '--out',
  vsix,
])
console.log(`${vsix}: ${kilobytes(fs.statSync(path.join(root, vsix)).size)}, unpacked largest:`)
for (const { file, size } of shipped().slice(0, 5)) console.log(`  ${kilobytes(size).padStart(8)}  ${file}`)

/** Prints what the tool said only when it failed. */
function runNode(args: readonly string[]): string {
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (done.status === 0) return done.stdout
  console.error(`${done.stdout}${done.stderr}`)
  process.exit(1)
}

/** Largest first. */
function shipped(): readonly { readonly file: string; readonly size: number }[] {
  const files = runNode([vsce, 'ls', '--no-dependencies']).split('\n').filter(Boolean)
  const sized = files.map((file) => ({ file, size: fs.statSync(path.join(root, file)).size }))
  return sized.sort((a, b) => b.size - a.size)
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`
}
