// Applies all safe fixes of a file, again and again until none is left, and gives the outcome as one set of edits.
import type { TextEdit } from '../core/edit.ts'
import { safeEditsOf } from '../core/features/fixes.ts'
import { applyEdits } from '../core/syntax/applyEdits.ts'
import type { Workspace } from './workspace.ts'

/** One fix may uncover the next; more rounds than this mean that two fixes undo each other. */
const maxRounds = 10

/** The edits of all safe fixes of a file; empty when there are none. The workspace is left as it was. */
export function fixAll(workspace: Workspace, uri: string): readonly TextEdit[] {
  const original = workspace.project.file(uri)?.document
  if (!original) return []
  let pieces: readonly Piece[] = [{ type: 'kept', start: 0, end: original.text.length }]
  try {
    for (let round = 0; round < maxRounds; round++) {
      const findings = workspace.findings(uri)
      const document = workspace.project.file(uri)?.document
      const edits = document ? safeEditsOf(document, findings) : []
      if (!document || edits.length === 0) break
      pieces = applyToPieces(pieces, edits)
      workspace.project.setFile(uri, applyEdits(document.text, edits), original.format)
    }
  } finally {
    if (workspace.project.file(uri)?.document !== original) workspace.project.setFile(uri, original.text, original.format)
  }
  return editsOf(pieces, original.text.length)
}

/** A text as what is left of the original and what was added to it, so that rounds of edits become one. */
type Piece = { readonly type: 'kept'; readonly start: number; readonly end: number } | { readonly type: 'added'; readonly text: string }

function applyToPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = []
  let at = 0
  for (const { range, newText } of edits) {
    result.push(...slice(pieces, at, range.start), { type: 'added', text: newText })
    at = range.end
  }
  return [...result, ...slice(pieces, at, Number.POSITIVE_INFINITY)]
}

/** The pieces of a stretch of the text that the pieces make up. */
function slice(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = []
  let at = 0
  for (const piece of pieces) {
    const length = piece.type === 'kept' ? piece.end - piece.start : piece.text.length
    const from = Math.max(start - at, 0)
    const to = Math.min(end - at, length)
    if (from < to) {
      if (piece.type === 'kept') result.push({ type: 'kept', start: piece.start + from, end: piece.start + to })
      else result.push({ type: 'added', text: piece.text.slice(from, to) })
    }
    at += length
  }
  return result
}

function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = []
  let at = 0
  let newText = ''
  const close = (start: number): void => {
    if (start > at || newText !== '') edits.push({ range: { start: at, end: start }, newText })
    newText = ''
  }
  for (const piece of pieces) {
    if (piece.type === 'added') newText += piece.text
    else {
      close(piece.start)
      at = piece.end
    }
  }
  close(length)
  return edits
}
