// Inlay hints and code lenses: what an entry comes to, shown in and above its text. Each can be switched off.
import { type CodeLens, CodeLensRefreshRequest, type InlayHint, InlayHintKind, type Location, MarkupKind } from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import { type Hint, hintsOf } from '../core/features/inlayHints.ts'
import { lensesOf } from '../core/features/lenses.ts'
import type { ProjectFile } from '../core/model/project.ts'
import type { Range } from '../core/range.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { offeredPaths } from './explainPath.ts'
import { cancelled, detach } from './guard.ts'
import { isLarge } from './limits.ts'
import { explainPathCommand, showPlacesCommand } from './protocol.ts'
import { isOn, type Session } from './session.ts'

/** Answers what is shown in and above the text of a document. */
export function answerHints(session: Session): void {
  const { connection, guard, converter } = session
  connection.languages.inlayHint.on(
    ({ textDocument, range }, token) =>
      cancelled(token) ??
      guard('textDocument/inlayHint', [], () => {
        const file = session.workspace.project.file(normalizeUri(textDocument.uri))
        return file && !isLarge(file.document) ? hintsIn(file, converter.offsets(file.document, range), session) : []
      }),
  )
  connection.onCodeLens(
    ({ textDocument }, token) =>
      cancelled(token) ?? guard('textDocument/codeLens', [], () => lensesIn(normalizeUri(textDocument.uri), session)),
  )
}

/** Asks the client to ask again, where it can: something that hints rest on has changed. */
export function refreshHints({ connection, features }: Session): void {
  if (features.refreshesInlayHints) detach(connection.console, 'workspace/inlayHint/refresh', connection.languages.inlayHint.refresh())
  if (features.refreshesCodeLenses)
    detach(connection.console, 'workspace/codeLens/refresh', connection.sendRequest(CodeLensRefreshRequest.type))
}

function hintsIn({ document, entries, ...file }: ProjectFile, { start, end }: Range, session: Session): InlayHint[] {
  const scope = session.workspace.project.scopeOf({ document, entries, ...file })
  return entries
    .filter(({ root }) => root.range.start <= end && start <= root.range.end)
    .flatMap((entry) => hintsOf(entry, scope, Date.now()))
    .filter(({ sort, offset }) => start <= offset && offset <= end && isOn(session, `inlayHints.${sort}`))
    .map((hint) => toHint(hint, document, session))
}

function toHint({ offset, label, tooltip, place, sort }: Hint, document: Document, session: Session): InlayHint {
  const text = { kind: MarkupKind.Markdown, value: tooltip }
  return {
    position: session.converter.range(document, { start: offset, end: offset }).start,
    label: place ? [{ value: label, tooltip: text, location: toLocation(place, session) }] : label,
    tooltip: text,
    paddingLeft: true,
    ...(sort === 'protocol' ? { kind: InlayHintKind.Type } : {}),
  }
}

function lensesIn(uri: string, session: Session): CodeLens[] {
  const file = session.workspace.project.file(uri)
  return file && !isLarge(file.document) ? [...shareLenses(file, session), ...pathLenses(file, session)] : []
}

function shareLenses(file: ProjectFile, session: Session): readonly CodeLens[] {
  if (!isOn(session, 'codeLens.shares')) return []
  const scope = session.workspace.project.scopeOf(file)
  return file.entries
    .flatMap((entry) => lensesOf(entry, scope))
    .map(({ range, title, places }) => {
      const lensRange = session.converter.range(file.document, range)
      const locations = places.map((place) => toLocation(place, session))
      const args = [session.documents.clientUri(file.document.uri), lensRange.start, locations]
      return { range: lensRange, command: { title, command: session.showsPlaces ? showPlacesCommand : '', arguments: args } }
    })
}

function pathLenses(file: ProjectFile, session: Session): readonly CodeLens[] {
  if (!isOn(session, 'codeLens.explain') || !session.explainsPaths) return []
  return offeredPaths(file, session).map(({ range, title, args }) => ({
    range: session.converter.range(file.document, range),
    command: { title, command: explainPathCommand, arguments: [...args] },
  }))
}

function toLocation({ document, range }: { readonly document: Document; readonly range: Range }, session: Session): Location {
  return { uri: session.documents.clientUri(document.uri), range: session.converter.range(document, range) }
}
