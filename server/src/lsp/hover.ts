// Hover: what the core says about a place, as LSP wants it.
import { MarkupKind } from 'vscode-languageserver/node'
import { hoverAt } from '../core/features/hover.ts'
import type { ProjectFile } from '../core/model/project.ts'
import { cancelled } from './guard.ts'
import { placeOf } from './place.ts'
import { type ExplainPathArguments, explainPathCommand } from './protocol.ts'
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
        const value = hover.text + pathLink(hover.service, place.file, session)
        return { contents: { kind: MarkupKind.Markdown, value }, range: converter.range(place.file.document, hover.range) }
      }),
  )
}

/** A line that leads to the explanation of paths to a service, for a client that shows it; empty for others. */
function pathLink(service: string | undefined, file: ProjectFile, { workspace, explainsPaths }: Session): string {
  const clusters = service !== undefined && explainsPaths ? workspace.project.clusters() : []
  const own = clusters.find(({ folder }) => folder === file.scope)
  if (!own || clusters.length < 2) return ''
  const args: ExplainPathArguments = [{}, { service: service ?? '', cluster: own.name }]
  return `\n\n[Explain who can call it](command:${explainPathCommand}?${encodeURIComponent(JSON.stringify(args))})`
}
