// Which files a check looks at: those that are named, and those that lie in the folders that are named.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { walkFolders } from '../workspace/files.ts'
import type { Read } from './terminal.ts'

export interface Inputs {
  /** Files that were named: they are looked at whatever their size, and whether or not git ignores them. */
  readonly named: readonly string[]
  /** Candidates in the folders that were named; none of them is among the named. */
  readonly found: readonly string[]
  readonly hasFolders: boolean
  /** Files and folders that git ignores. */
  readonly ignored: readonly string[]
  readonly readsInput: boolean
}

/** Finds the files; all paths that come out are absolute. One that cannot be read is told. */
export function findInputs(paths: readonly string[], folder: string): Read<Inputs> {
  const named = new Set<string>()
  const folders = new Set<string>()
  for (const given of paths) {
    if (given === '-') continue
    const file = path.resolve(folder, given)
    const type = typeOf(file)
    if (type === undefined) return { ok: false, problem: `\`${given}\` cannot be read.` }
    if (type === 'folder') folders.add(file)
    else named.add(file)
  }
  const ignored: string[] = []
  const found: string[] = []
  for (const files of walkFolders([...folders], (left) => ignored.push(left))) found.push(...files.filter((file) => !named.has(file)))
  return { ok: true, value: { named: [...named], found, hasFolders: folders.size > 0, ignored, readsInput: paths.includes('-') } }
}

function typeOf(file: string): 'file' | 'folder' | undefined {
  try {
    fs.accessSync(file, fs.constants.R_OK)
    const stat = fs.statSync(file)
    return stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : undefined
  } catch (error) {
    // Gone, or not ours to read.
    if (error instanceof Error) return undefined
    throw error
  }
}
