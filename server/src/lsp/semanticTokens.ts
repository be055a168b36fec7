// Semantic tokens, whole and as the difference to what was sent before.
import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver/node'
import { semanticTokensOf, tokenTypes } from '../core/features/semanticTokens.ts'
import type { Range } from '../core/range.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled } from './guard.ts'
import { isLarge } from './limits.ts'
import type { Session } from './session.ts'

/** Answers what the words of a document are. */
export function answerSemanticTokens(session: Session): void {
  const { connection, guard, converter } = session
  const builders = new Map<string, SemanticTokensBuilder>()
  const empty: SemanticTokens = { data: [] }
  connection.languages.semanticTokens.on(
    ({ textDocument }, token) =>
      cancelled(token) ??
      guard('textDocument/semanticTokens/full', empty, () => {
        const builder = new SemanticTokensBuilder()
        builders.set(textDocument.uri, builder)
        push(textDocument.uri, builder, session)
        return builder.build()
      }),
  )
  connection.languages.semanticTokens.onDelta(
    ({ textDocument, previousResultId }, token) =>
      cancelled(token) ??
      guard('textDocument/semanticTokens/full/delta', empty, () => {
        const builder = builders.get(textDocument.uri) ?? new SemanticTokensBuilder()
        builders.set(textDocument.uri, builder)
        builder.previousResult(previousResultId)
        push(textDocument.uri, builder, session)
        return builder.canBuildEdits() ? builder.buildEdits() : builder.build()
      }),
  )
  connection.languages.semanticTokens.onRange(
    ({ textDocument, range }, token) =>
      cancelled(token) ??
      guard('textDocument/semanticTokens/range', empty, () => {
        const builder = new SemanticTokensBuilder()
        const file = session.workspace.project.file(normalizeUri(textDocument.uri))
        if (file) push(textDocument.uri, builder, session, converter.offsets(file.document, range))
        return { data: builder.build().data }
      }),
  )
  session.documents.synchronised.onDidClose(({ document }) => builders.delete(document.uri))
}

function push(uri: string, builder: SemanticTokensBuilder, { workspace, converter }: Session, within?: Range): void {
  const file = workspace.project.file(normalizeUri(uri))
  if (!file || isLarge(file.document)) return
  for (const { range, type, isDeclaration } of semanticTokensOf(file.document, file.entries)) {
    if (within && (range.end < within.start || range.start > within.end)) continue
    const { start, end } = converter.range(file.document, range)
    builder.push(start.line, start.character, end.character - start.character, tokenTypes.indexOf(type), isDeclaration ? 1 : 0)
  }
}
