// The files that belong to the repository, as the checks of the house rules see them.
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
}

export const root = path.resolve(import.meta.dirname, '..', '..')

/** All text files that git tracks or would track; those with a NUL are not text. */
export function repositoryFiles(): readonly SourceFile[] {
  const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return names
    .split('\0')
    .filter((name) => name !== '' && fs.existsSync(path.join(root, name)))
    .map((name) => ({ path: name, text: fs.readFileSync(path.join(root, name), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
}

/** Whether the file is TypeScript or a script of ours. */
export function isSource({ path: name }: SourceFile): boolean {
  return /\.(ts|mts|mjs)$/.test(name)
}
