// Finds the files of a workspace that may hold an entry, folder by folder, without waiting and without following loops.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { formatOfName } from './formats.ts'
import { type FolderRules, isIgnored, rulesBelow, rulesOfRoot } from './gitIgnore.ts'
import { isInFolder } from './uri.ts'

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform'])

interface Walk {
  /** The folders that were read, by their real paths. */
  readonly seen: Set<string>
  /** What links lead to is walked last, and only where no real folder has led there: so a loop ends, and nothing counts twice. */
  readonly links: FolderRules[]
  readonly onIgnored: (path: string) => void
}

/**
 * The paths of the candidate files in and below the folders, one list for each folder that was read. `onIgnored` is told of
 * each candidate file and each folder that git ignores.
 */
export function* walkFolders(folders: readonly string[], onIgnored: Walk['onIgnored'] = () => undefined): Generator<readonly string[]> {
  const walk: Walk = { seen: new Set(), links: [], onIgnored }
  for (const folder of folders) yield* walkFolder(rulesOfRoot(folder), walk)
  for (let link = walk.links.shift(); link; link = walk.links.shift()) yield* walkFolder(link, walk)
}

function* walkFolder(rules: FolderRules, walk: Walk): Generator<readonly string[]> {
  const real = realPathOf(rules.folder)
  if (real === undefined || walk.seen.has(real)) return
  walk.seen.add(real)
  const files: string[] = []
  const folders: string[] = []
  for (const entry of entriesOf(rules.folder)) {
    const type = typeOf(rules.folder, entry)
    if (type === undefined || !isCandidate(entry.name, type)) continue
    if (isIgnored(rules, entry.name, type)) walk.onIgnored(path.join(rules.folder, entry.name))
    else if (type === 'file') files.push(path.join(rules.folder, entry.name))
    else if (entry.isSymbolicLink()) walk.links.push(rulesBelow(rules, entry.name))
    else folders.push(entry.name)
  }
  yield files
  for (const name of folders) yield* walkFolder(rulesBelow(rules, name), walk)
}

function isCandidate(name: string, type: 'file' | 'folder'): boolean {
  return type === 'folder' ? !skippedFolders.has(name) : formatOfName(name) !== undefined
}

function isWanted(rules: FolderRules, name: string, type: 'file' | 'folder'): boolean {
  return isCandidate(name, type) && !isIgnored(rules, name, type)
}

function entriesOf(folder: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    // Gone since, or not ours to read.
    if (error instanceof Error) return []
    throw error
  }
}

function typeOf(folder: string, entry: fs.Dirent): 'file' | 'folder' | undefined {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (!entry.isSymbolicLink()) return undefined
  const real = realPathOf(path.join(folder, entry.name))
  const target = real === undefined ? undefined : fs.statSync(real, { throwIfNoEntry: false })
  return target?.isFile() ? 'file' : target?.isDirectory() ? 'folder' : undefined
}

function realPathOf(folder: string): string | undefined {
  try {
    return fs.realpathSync.native(folder)
  } catch (error) {
    // A link to nothing, or one that leads back to itself.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** Makes a test whether a walk of the folders would come upon a file, were it there. It reads each `.gitignore` once. */
export function candidateTest(folders: readonly string[]): (file: string) => boolean {
  const known = new Map<string, FolderRules | undefined>()
  const rulesFor = (folder: string, root: string): FolderRules | undefined => {
    if (known.has(folder)) return known.get(folder)
    const rules = folder === root ? rulesOfRoot(root) : below(rulesFor(path.dirname(folder), root), path.basename(folder))
    known.set(folder, rules)
    return rules
  }
  return (file) => {
    const root = folders.find((folder) => isInFolder(file, folder))
    const rules = root === undefined ? undefined : rulesFor(path.dirname(file), root)
    return rules !== undefined && isWanted(rules, path.basename(file), 'file')
  }
}

function below(parent: FolderRules | undefined, name: string): FolderRules | undefined {
  return parent && isWanted(parent, name, 'folder') ? rulesBelow(parent, name) : undefined
}
