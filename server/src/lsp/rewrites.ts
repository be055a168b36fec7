// Rewrites of an entry as refactoring actions: a conversion renames the file and puts the new text into it.
import { type CodeAction, CodeActionKind, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver/node'
import { type Rewrite, rewritesOf, touchesKind } from '../core/features/rewrites.ts'
import type { ProjectFile } from '../core/model/project.ts'
import { isTaken } from '../workspace/readText.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { isLarge, isLong } from './limits.ts'
import type { Session } from './session.ts'

/** The rewrites of a file; unasked only where the cursor is on the kind of an entry, since editors ask at every move. */
export function rewriteActions({ textDocument, range, context }: CodeActionParams, session: Session): readonly CodeAction[] {
  const { workspace, converter } = session
  const file = workspace.project.file(normalizeUri(textDocument.uri))
  const isAsked = context.only !== undefined
  if (!file || isLarge(file.document) || (!isAsked && isLong(file.document))) return []
  if (!isAsked && !file.entries.some((entry) => touchesKind(entry, converter.offsets(file.document, range)))) return []
  return rewritesOf(file.document, file.entries, file.judgement).flatMap((rewrite) => {
    const edit = editOf(rewrite, file, session)
    return edit ? [{ title: rewrite.title, kind: CodeActionKind.RefactorRewrite, edit }] : []
  })
}

function editOf(rewrite: Rewrite, { document }: ProjectFile, session: Session): WorkspaceEdit | undefined {
  const { converter, documents, features } = session
  const uri = documents.clientUri(document.uri)
  if (rewrite.type === 'keys') return { changes: { [uri]: rewrite.edits.map((edit) => converter.textEdit(document, edit)) } }
  const renamed = renamedUri(uri, rewrite.extension)
  if (!features.renamesFiles || renamed === undefined || isTaken(renamed)) return undefined
  const all = converter.range(document, { start: 0, end: document.text.length })
  return {
    documentChanges: [
      { kind: 'rename', oldUri: uri, newUri: renamed, options: { overwrite: false } },
      { textDocument: { uri: renamed, version: null }, edits: [{ range: all, newText: rewrite.text }] },
    ],
  }
}

/** A document that is no file, such as one without a name, cannot be renamed. */
function renamedUri(uri: string, extension: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  const renamed = uri.replace(/\.(hcl|json|ya?ml)$/i, extension)
  return renamed === uri ? undefined : renamed
}
