// Packages the extension, minified, into dist/consul-cluster-peering.vsix, and says how large it became and why.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { program } from './bundling.mts'

const root = path.dirname(import.meta.dirname)
const vsix = path.join('dist', 'consul-cluster-peering.vsix')
const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce')
const staged = path.join(root, 'dist', 'extension')

/** What the command line tool needs, and the editor never loads: more than half of it all. */
const notForEditors = Object.keys(program).map((name) => `dist/${name}.cjs`)

runNode(['scripts/build.mts'], root)
stage()
// Everything is bundled, so no dependency ships; the links of the README stay as they are, since all that they name ships too.
runNode(
  [
    vsce,
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '--allow-unused-files-pattern',
    '--out',
    path.join(root, vsix),
  ],
  staged,
)
console.log(`${vsix}: ${kilobytes(fs.statSync(path.join(root, vsix)).size)}, unpacked largest:`)
for (const { file, size } of shipped().slice(0, 5)) console.log(`  ${kilobytes(size).padStart(8)}  ${file}`)

/** Copies what ships in an extension into a folder of its own, with a manifest that promises no more. */
function stage(): void {
  const { bin: _, ...manifest }: { readonly bin: object; readonly files: readonly string[] } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  )
  fs.rmSync(staged, { recursive: true, force: true })
  for (const file of fs.globSync([...manifest.files], { cwd: root })) {
    if (notForEditors.includes(file.replaceAll(path.sep, '/'))) continue
    fs.cpSync(path.join(root, file), path.join(staged, file), { recursive: true })
  }
  fs.writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
}

/** Prints what the tool said only when it failed. */
function runNode(args: readonly string[], cwd: string): string {
  const done = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  if (done.status === 0) return done.stdout
  console.error(`${done.stdout}${done.stderr}`)
  process.exit(1)
}

/** Largest first. */
function shipped(): readonly { readonly file: string; readonly size: number }[] {
  const files = runNode([vsce, 'ls', '--no-dependencies'], staged).split('\n').filter(Boolean)
  const sized = files.map((file) => ({ file, size: fs.statSync(path.join(staged, file)).size }))
  return sized.sort((a, b) => b.size - a.size)
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`
}
