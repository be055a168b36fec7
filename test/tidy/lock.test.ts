// The lock files install everywhere: whole, and tied to no registry.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { root } from './files.ts'

interface LockedPackage {
  readonly integrity?: string
  readonly resolved?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

for (const file of ['package-lock.json', 'test/vscode/package-lock.json', 'test/bench/neighbours/package-lock.json']) {
  const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'))
  const entries = Object.entries(lock.packages)

  test(`${file} names every package that another one may need, on any platform, as \`npm ci\` demands`, () => {
    const missing = entries.flatMap(([place, { dependencies, devDependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies, ...(place === '' ? devDependencies : {}) })
        .filter((name) => !isFound(lock.packages, place, name))
        .map((name) => `${place} needs ${name}`),
    )
    assert.deepEqual(missing, [])
  })

  test(`${file} has a hash for each package and no address`, () => {
    const loose = entries.filter(([place, { integrity, resolved }]) => place !== '' && (integrity === undefined || resolved !== undefined))
    assert.deepEqual(
      loose.map(([place]) => place),
      [],
    )
  })
}

/** Looks where Node would: in the package's own folder, then in those around it. */
function isFound(packages: Readonly<Record<string, LockedPackage>>, place: string, name: string): boolean {
  for (let at = place; ; at = at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (packages[path.posix.join(at, 'node_modules', name)] !== undefined) return true
    if (at === '') return false
  }
}
