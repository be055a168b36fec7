// The file with entries, settings or commands that a request is about, and where in it.
import type { TextDocumentPositionParams } from 'vscode-languageserver/node'
import type { ProjectFile } from '../core/model/project.ts'
import { normalizeUri } from '../workspace/uri.ts'
import type { Session } from './session.ts'

export interface FilePlace {
  readonly file: ProjectFile
  readonly offset: number
}

/** `undefined` for a file that is none of ours. */
export function placeOf({ textDocument, position }: TextDocumentPositionParams, session: Session): FilePlace | undefined {
  const file = session.workspace.project.file(normalizeUri(textDocument.uri))
  if (!file) return undefined
  return { file, offset: session.converter.offsets(file.document, { start: position, end: position }).start }
}
