// A change to another release, planned on request: the edits for the editor to make, and the page that says what they mean.
import type { TextEdit } from 'vscode-languageserver/node'
import { knownTarget } from '../core/schema/target.ts'
import { isRecord } from '../workspace/looseObject.ts'
import { type Migration, migrate } from '../workspace/migrate.ts'
import { migrationPage } from '../workspace/migrationPage.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { type MigrateAnswer, migrateMethod } from './protocol.ts'
import type { Session } from './session.ts'

/** Answers the request for a plan; unsaved texts count. */
export function answerMigrate(session: Session): void {
  const { connection, guard } = session
  connection.onRequest<MigrateAnswer | null, void>(migrateMethod, (params: unknown) =>
    guard<MigrateAnswer | null>(migrateMethod, null, () => answer(params, session)),
  )
}

function answer(params: unknown, session: Session): MigrateAnswer | null {
  const given = isRecord(params) ? params : {}
  const to = typeof given['to'] === 'string' ? knownTarget(given['to']) : undefined
  if (to === undefined) return null
  const { project } = session.workspace
  // Of a document, all files of its cluster; else all files.
  const about = typeof given['uri'] === 'string' ? project.file(normalizeUri(given['uri'])) : undefined
  const uris = project.uris().filter((uri) => about === undefined || project.file(uri)?.scope === about.scope)
  const planned = migrate(session.workspace, uris, to)
  const [first] = uris
  const from = about?.judgement ?? (first === undefined ? undefined : project.file(first)?.judgement)
  return {
    files: planned.changes.length,
    isUnsaid: planned.unsaid.length > 0,
    page: migrationPage(planned, from ?? { target: 'preview', edition: session.workspace.settings.edition }, shown),
    edit: { changes: Object.fromEntries(planned.changes.map((change) => editOf(change, session))) },
  }
}

function editOf({ document, text }: Migration['changes'][number], { converter, documents }: Session): readonly [string, TextEdit[]] {
  const range = converter.range(document, { start: 0, end: document.text.length })
  return [documents.clientUri(document.uri), [{ range, newText: text }]]
}

/** The file with its folder, since each cluster has files of the same names. */
function shown(uri: string): string {
  return uri.split('/').slice(-2).map(decodeURIComponent).join('/')
}
