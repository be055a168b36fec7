// Hover: what the core says about a place, as LSP wants it.
import { MarkupKind } from 'vscode-languageserver/node'
import { hoverAt } from '../core/features/hover.ts'
import { cancelled } from './guard.ts'
import { placeOf } from './place.ts'
import { describesKeys, isOn, type Session } from './session.ts'

/** Answers what is said about a place. */
export function answerHover(session: Session): void {
  const { connection, guard, workspace, converter } = session
  connection.onHover(
    (params, token) =>
      cancelled(token) ??
      guard('textDocument/hover', null, () => {
        const place = isOn(session, 'hover.enabled') ? placeOf(params, session) : undefined
        const hover = place && hoverAt(place.file, workspace.project.scopeOf(place.file), place.offset, Date.now())
        if (!place || !hover) return null
        if (hover.sort === 'key' && describesKeys(session, params.textDocument.uri)) return null
        return { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: converter.range(place.file.document, hover.range) }
      }),
  )
}
