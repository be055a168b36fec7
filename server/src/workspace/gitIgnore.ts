// Tells which paths git ignores, by the `.gitignore` files of all folders above them.
import * as fs from 'node:fs'
import * as path from 'node:path'
import ignore, { type Ignore } from 'ignore'

export interface FolderRules {
  readonly folder: string
  /** Absent for a folder without a `.gitignore`. */
  readonly patterns: Ignore | undefined
  readonly parent: FolderRules | undefined
}

/** The rules that hold in a workspace folder: its own, and those above it up to the root of its repository. */
export function rulesOfRoot(folder: string): FolderRules {
  const top = repositoryOf(folder) ?? folder
  const steps = path.relative(top, folder).split(path.sep).filter(Boolean)
  return steps.reduce((rules, step) => rulesBelow(rules, step), rulesIn(top, undefined))
}

/** The rules that hold in a folder of a folder. */
export function rulesBelow(parent: FolderRules, name: string): FolderRules {
  return rulesIn(path.join(parent.folder, name), parent)
}

/** Says whether the nearest pattern that speaks of a file or folder ignores it. */
export function isIgnored(rules: FolderRules, name: string, type: 'file' | 'folder'): boolean {
  const full = path.join(rules.folder, name)
  for (let at: FolderRules | undefined = rules; at; at = at.parent) {
    if (!at.patterns) continue
    const relative = path.relative(at.folder, full).split(path.sep).join('/')
    const verdict = at.patterns.test(type === 'folder' ? `${relative}/` : relative)
    if (verdict.ignored) return true
    if (verdict.unignored) return false
  }
  return false
}

function rulesIn(folder: string, parent: FolderRules | undefined): FolderRules {
  return { folder, parent, patterns: patternsIn(path.join(folder, '.gitignore')) }
}

function patternsIn(file: string): Ignore | undefined {
  try {
    return fs.existsSync(file) ? ignore().add(fs.readFileSync(file, 'utf8')) : undefined
  } catch (error) {
    // A folder of that name, or a file that is not ours to read.
    if (error instanceof Error) return undefined
    throw error
  }
}

function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return at
    if (path.dirname(at) === at) return undefined
  }
}
