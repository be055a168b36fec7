// Paths over a peering, explained on request: the ends that can be chosen, and the page with the changes that would help.
import type { WorkspaceEdit } from 'vscode-languageserver/node'
import { hopTitles, lineOf, pathPage } from '../core/features/explainedPath.ts'
import { pathClusters, pathsIn } from '../core/model/paths/ends.ts'
import { explainPath } from '../core/model/paths/explain.ts'
import type { HopFix, PathEnd, PathHop } from '../core/model/paths/path.ts'
import type { ProjectFile } from '../core/model/project.ts'
import type { Range } from '../core/range.ts'
import { writeEdit } from '../core/syntax/write.ts'
import { isRecord } from '../workspace/looseObject.ts'
import { type ExplainedHop, type ExplainPathAnswer, type ExplainPathArguments, explainPathMethod, pathEndsMethod } from './protocol.ts'
import type { Session } from './session.ts'

/** Answers the requests for paths. */
export function answerExplainPath(session: Session): void {
  const { connection, guard, workspace } = session
  connection.onRequest(pathEndsMethod, () => guard(pathEndsMethod, [], () => pathClusters(workspace.project.clusters())))
  connection.onRequest<ExplainPathAnswer | null, void>(explainPathMethod, (params: unknown) =>
    guard<ExplainPathAnswer | null>(explainPathMethod, null, () => answer(params, session)),
  )
}

function answer(params: unknown, session: Session): ExplainPathAnswer | null {
  const from = isRecord(params) ? readEnd(params['from']) : undefined
  const to = isRecord(params) ? readEnd(params['to']) : undefined
  if (!from || !to) return null
  const explained = explainPath(session.workspace.project.clusters(), from, to)
  if (!explained.ok) return explained
  const { path } = explained
  const fixes = path.hops.flatMap(({ fix }) => (fix ? [{ title: fix.title, edit: editOf(fix, session) }] : []))
  const hops = path.hops.map((hop) => toHop(hop, session))
  return { ok: true, answer: path.answer, sentence: path.sentence, page: pathPage(path, shown), hops, fixes }
}

function toHop({ step, verdict, sentence, place }: PathHop, { documents }: Session): ExplainedHop {
  const hop = { title: hopTitles[step], verdict, sentence }
  if (!place) return hop
  const line = lineOf(place)
  return { ...hop, place: { uri: documents.clientUri(place.document.uri), line: line - 1, shown: `${shown(place.document.uri)}:${line}` } }
}

function readEnd(given: unknown): PathEnd | undefined {
  if (!isRecord(given)) return undefined
  const { service, cluster } = given
  return typeof service === 'string' && typeof cluster === 'string' ? { service, cluster } : undefined
}

function editOf({ entry, edit }: HopFix, { converter, documents }: Session): WorkspaceEdit {
  const { document } = entry
  return { changes: { [documents.clientUri(document.uri)]: writeEdit(document, edit).map((one) => converter.textEdit(document, one)) } }
}

/** The file with its folder, since each cluster has files of the same names. */
function shown(uri: string): string {
  return uri.split('/').slice(-2).map(decodeURIComponent).join('/')
}

/** A path that an entry of a file is about, as the client's command takes it. */
export interface OfferedPath {
  readonly range: Range
  readonly title: string
  readonly args: ExplainPathArguments
}

/** The paths that the entries of a file are about. */
export function offeredPaths(file: ProjectFile, { workspace }: Session): readonly OfferedPath[] {
  const clusters = workspace.project.clusters()
  const own = clusters.findLast(({ folder }) => folder === file.scope)
  if (!own || clusters.length < 2) return []
  return file.entries
    .flatMap((entry) => pathsIn(entry, own, clusters))
    .map(({ range, from, to }) => ({ range, title: 'explain', args: [from, to] }))
}
