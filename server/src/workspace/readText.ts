// Reads a file as Consul would see it, or says why it is left alone.
import * as fs from 'node:fs'
import { pathOf } from './uri.ts'

export type ReadText =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'too-large' }
  /** Not UTF-8, or with a NUL: no text that a person edits. */
  | { readonly type: 'binary' }
  /** Gone, a folder, or not ours to read. */
  | { readonly type: 'unreadable' }

// A byte order mark stays in the text, since Consul refuses it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads a file of at most `maxBytes`. */
export function readText(file: string, maxBytes: number): ReadText {
  try {
    const stat = fs.statSync(file, { throwIfNoEntry: false })
    if (!stat?.isFile()) return { type: 'unreadable' }
    if (stat.size > maxBytes) return { type: 'too-large' }
    return decodeText(fs.readFileSync(file))
  } catch (error) {
    if (error instanceof Error) return { type: 'unreadable' }
    throw error
  }
}

/** Decodes the bytes of a file. */
export function decodeText(bytes: Uint8Array): ReadText {
  if (bytes.includes(0)) return { type: 'binary' }
  try {
    return { type: 'text', text: decoder.decode(bytes) }
  } catch (error) {
    if (error instanceof TypeError) return { type: 'binary' }
    throw error
  }
}

/** Says whether something lies at a URI already; one that names no file of this machine may be free. */
export function isTaken(uri: string): boolean {
  const file = pathOf(uri)
  return file !== undefined && fs.existsSync(file)
}

/** U+FEFF, which editors hide from their users and language servers, and Consul refuses. */
export const byteOrderMark = '\uFEFF'

/** Says whether a file on disk begins with a byte order mark. */
export function beginsWithByteOrderMark(file: string): boolean {
  try {
    const handle = fs.openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(3)
      return fs.readSync(handle, bytes) === 3 && bytes.toString('utf8') === byteOrderMark
    } finally {
      fs.closeSync(handle)
    }
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
