// Folding, growing selections, links, and entries of the workspace by name.
import { FoldingRangeKind, type SelectionRange, SymbolKind } from 'vscode-languageserver/node'
import { foldsOf, selectionsAt } from '../core/features/folding.ts'
import { linksOf } from '../core/features/links.ts'
import { workspaceSymbols } from '../core/features/workspaceSymbols.ts'
import type { ProjectFile } from '../core/model/project.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled } from './guard.ts'
import type { Session } from './session.ts'

/** Answers what follows from the structure of texts. */
export function answerStructure(session: Session): void {
  const { connection, guard, workspace, converter, documents } = session
  connection.onFoldingRanges(
    ({ textDocument }, token) => cancelled(token) ?? guard('textDocument/foldingRange', [], () => foldingRanges(textDocument.uri, session)),
  )
  connection.onSelectionRanges(
    ({ textDocument, positions }, token) =>
      cancelled(token) ??
      guard('textDocument/selectionRange', null, () => {
        const file = fileOf(textDocument.uri, session)
        return file
          ? positions.map((position) =>
              selectionAt(file, converter.offsets(file.document, { start: position, end: position }).start, session),
            )
          : null
      }),
  )
  connection.onDocumentLinks(
    ({ textDocument }, token) =>
      cancelled(token) ??
      guard('textDocument/documentLink', [], () => {
        const file = fileOf(textDocument.uri, session)
        return file ? linksOf(file.entries).map((link) => ({ ...link, range: converter.range(file.document, link.range) })) : []
      }),
  )
  connection.onWorkspaceSymbol(
    ({ query }, token) =>
      cancelled(token) ??
      guard('workspace/symbol', [], () =>
        workspaceSymbols(workspace.project, query).map(({ name, document, range }) => ({
          name,
          kind: SymbolKind.Object,
          location: { uri: documents.clientUri(document.uri), range: converter.range(document, range) },
        })),
      ),
  )
}

/** A file with an entry; others are none of ours. */
function fileOf(uri: string, { workspace }: Session): ProjectFile | undefined {
  const file = workspace.project.file(normalizeUri(uri))
  return file && file.entries.length > 0 ? file : undefined
}

function foldingRanges(uri: string, session: Session) {
  const file = fileOf(uri, session)
  if (!file) return []
  return foldsOf(file.document).flatMap(({ range, sort, closes }) => {
    const { start, end } = session.converter.range(file.document, range)
    // At the start of a line, the line before is the last one.
    const last = closes || end.character === 0 ? end.line - 1 : end.line
    if (last <= start.line) return []
    return [{ startLine: start.line, endLine: last, ...(sort === 'comment' ? { kind: FoldingRangeKind.Comment } : {}) }]
  })
}

function selectionAt(file: ProjectFile, offset: number, { converter }: Session): SelectionRange {
  const outermost: SelectionRange = { range: converter.range(file.document, { start: 0, end: file.document.text.length }) }
  return selectionsAt(file.document, offset).reduceRight<SelectionRange>(
    (parent, range) => ({ range: converter.range(file.document, range), parent }),
    outermost,
  )
}
