// Keeps the `consul-peering.json` files: which there are, what they say, and in which scope a file lies.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { ScopeSettings } from '../core/model/project.ts'
import { isPeeringFile, type PeeringFile, peeringFileName, readPeeringFile } from './peeringFile.ts'
import { folderUriOf, pathOf, uriOf } from './uri.ts'

export interface Scopes {
  /** Takes the text of a peering file; `undefined` when the file is gone. */
  set(uri: string, text: string | undefined): void
  get(uri: string): PeeringFile | undefined
  /** The peering file of the nearest folder upwards. */
  of(uri: string): PeeringFile | undefined
  uris(): readonly string[]
  /** The URIs of peering files that lie in the folders above, found on disk. Each folder is looked at once. */
  above(folder: string): readonly string[]
  /** Forgets which folders were looked at. */
  lookAgain(): void
  /** The scopes of all peering files, and one for each workspace folder without such a file. */
  settings(folders: readonly string[]): readonly ScopeSettings[]
}

/** Makes an empty registry. */
export function createScopes(): Scopes {
  const files = new Map<string, PeeringFile>()
  const climbed = new Set<string>()
  return {
    set(uri, text) {
      if (text === undefined) files.delete(uri)
      else files.set(uri, readPeeringFile(uri, text))
    },
    get: (uri) => files.get(uri),
    of: (uri) => nearest(files.values(), uri),
    uris: () => [...files.keys()],
    above: (folder) => peeringFilesAbove(folder, climbed),
    lookAgain: () => climbed.clear(),
    settings(folders) {
      const own = [...files.values()].map(({ scope }) => scope)
      const plain = folders.map((folder) => ({ folder: folderUriOf(folder) }))
      return [...own, ...plain.filter(({ folder }) => own.every((scope) => scope.folder !== folder))]
    },
  }
}

function nearest(files: Iterable<PeeringFile>, uri: string): PeeringFile | undefined {
  let found: PeeringFile | undefined
  for (const file of files) {
    const { folder } = file.scope
    if (uri.startsWith(folder) && folder.length > (found?.scope.folder.length ?? -1)) found = file
  }
  return found
}

function peeringFilesAbove(folder: string, climbed: Set<string>): readonly string[] {
  const found: string[] = []
  for (let at = folder; !climbed.has(at); at = path.dirname(at)) {
    climbed.add(at)
    const file = path.join(at, peeringFileName)
    if (fs.existsSync(file)) found.push(uriOf(file))
  }
  return found
}

/** The folder that a document lies in, for those on disk. */
export function folderOf(uri: string): string | undefined {
  const file = pathOf(uri)
  return file === undefined || isPeeringFile(uri) ? undefined : path.dirname(file)
}
