// One spelling for each URI: clients encode the same file differently (`c%3A`, `C:`), and files on disk have paths only.
import * as path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Most requests in a row are about one document, so the last answer is kept. */
let last = { uri: '', normalized: '' }

/** The spelling under which a document is known here; URIs that name no local file stay as they are. */
export function normalizeUri(uri: string): string {
  if (last.uri !== uri) {
    const file = pathOf(uri)
    last = { uri, normalized: file === undefined ? uri : uriOf(file) }
  }
  return last.normalized
}

/** The path of a `file:` URI; `undefined` for one that names no file of this machine. */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined
  try {
    const file = fileURLToPath(uri)
    return /^[A-Z]:/.test(file) ? file.charAt(0).toLowerCase() + file.slice(1) : file
  } catch (error) {
    // A host that this platform does not take, or an encoded slash.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** The URI of a path. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href
}

/** The URI of a folder, with a slash at its end. */
export function folderUriOf(folder: string): string {
  const uri = uriOf(folder)
  return uri.endsWith('/') ? uri : `${uri}/`
}

/** The folder that a URI lies in, with a slash at its end. */
export function parentOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1)
}

/** Says whether a path is the folder or lies below it. */
export function isInFolder(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative))
}
