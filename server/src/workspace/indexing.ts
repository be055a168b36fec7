// Reads the files of the workspace: all of them at first, then those that have changed. Each step is short, so that
// whoever drives the generators can answer requests in between.
import { candidateTest, walkFolders } from './files.ts'
import { isPeeringFile } from './peeringFile.ts'
import { folderOf } from './scopes.ts'
import type { EditorSettings } from './settings.ts'
import { forget, noteMark, readFile, reconfigure, type State, type Unread } from './texts.ts'
import { pathOf, uriOf } from './uri.ts'

/** What happened to files on disk, by URI. A deleted folder stands for all files in it. */
export interface FileChanges {
  readonly changed: readonly string[]
  readonly deleted: readonly string[]
}

/** A file that was left out, and why. */
export interface LeftOut {
  readonly uri: string
  readonly reason: Unread
}

/** Reads these files, wherever they lie, with the peering files above them. */
export function read(state: State, uris: readonly string[]): readonly LeftOut[] {
  const folders = new Set(uris.flatMap((uri) => folderOf(uri) ?? []))
  const above = [...folders].flatMap((folder) => state.scopes.above(folder))
  // Scopes first, so that no file is judged twice.
  const peeringFiles = new Set([...above, ...uris.filter(isPeeringFile)])
  const leftOut = readAll(state, [...peeringFiles])
  reconfigure(state)
  return [
    ...leftOut,
    ...readAll(
      state,
      [...new Set(uris)].filter((uri) => !peeringFiles.has(uri)),
    ),
  ]
}

function readAll(state: State, uris: readonly string[]): readonly LeftOut[] {
  return uris.flatMap((uri) => {
    const reason = readFile(state, uri)
    return reason === undefined ? [] : [{ uri, reason }]
  })
}

/** Reads all files of the folders. */
export function* index(state: State): Generator<void> {
  const found = new Set<string>()
  let isCut = false
  state.scopes.lookAgain()
  const documentFolders = [...state.open.keys()].flatMap((uri) => folderOf(uri) ?? [])
  for (const folder of [...state.folders, ...documentFolders]) for (const uri of state.scopes.above(folder)) found.add(uri)
  for (const files of walkFolders(state.folders)) {
    for (const file of files) {
      if (found.size < state.settings.maxFiles) found.add(uriOf(file))
      else isCut = true
    }
    yield
  }
  forgetAllBut(state, found)
  // Scopes first, so that no file is judged twice.
  for (const uri of found) if (isPeeringFile(uri)) readFile(state, uri)
  reconfigure(state)
  const large: string[] = []
  for (const uri of found) {
    if (!isPeeringFile(uri) && readFile(state, uri) === 'too-large') large.push(uri)
    yield
  }
  state.problems = [...cutProblem(isCut, state.settings), ...largeProblem(large, state.settings)]
}

function forgetAllBut(state: State, found: ReadonlySet<string>): void {
  for (const uri of [...state.project.uris(), ...state.scopes.uris()]) {
    if (!found.has(uri) && !state.open.has(uri)) forget(state, uri)
  }
}

function cutProblem(isCut: boolean, { maxFiles }: EditorSettings): readonly string[] {
  if (!isCut) return []
  return [
    `The workspace has more than ${maxFiles} files to look at; the rest is left out. Raise \`consulPeering.index.maxFiles\` to take them in.`,
  ]
}

function largeProblem(large: readonly string[], { maxFileSizeKb }: EditorSettings): readonly string[] {
  const [first] = large
  if (first === undefined) return []
  const which = large.length === 1 ? `\`${pathOf(first)}\` is` : `\`${pathOf(first)}\` and ${large.length - 1} more files are`
  return [`${which} larger than ${maxFileSizeKb} KB and left out. Raise \`consulPeering.index.maxFileSizeKb\`, or open the file.`]
}

/** Reads what has changed on disk. */
export function* refresh(state: State, { changed, deleted }: FileChanges): Generator<void> {
  if (deleted.length > 0) for (const uri of goneUris(state, new Set(deleted))) forget(state, uri)
  const isCandidate = candidateTest(state.folders)
  for (const uri of changed) {
    const file = pathOf(uri)
    if (state.open.has(uri)) reopen(state, uri)
    else if (file !== undefined && isCandidate(file)) readFile(state, uri)
    else if (state.scopes.get(uri)) readFile(state, uri)
    yield
  }
  reconfigure(state)
}

/** The file of an open document was written: its text is the editor's, but a byte order mark is seen on disk only. */
function reopen(state: State, uri: string): void {
  const before = state.marked.has(uri)
  noteMark(state, uri)
  if (before !== state.marked.has(uri)) state.dirty.add(uri)
}

function goneUris(state: State, deleted: ReadonlySet<string>): readonly string[] {
  const isGone = (uri: string): boolean => {
    for (let at = uri; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) if (deleted.has(at)) return true
    return false
  }
  return [...state.project.uris(), ...state.scopes.uris()].filter((uri) => !state.open.has(uri) && isGone(uri))
}
