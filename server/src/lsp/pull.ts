// Diagnostics that the client asks for: of one document, and of the whole workspace.
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled, detach } from './guard.ts'
import type { Report, Reports } from './reports.ts'
import type { DiagnosticSink, Session } from './session.ts'
import type { StatusTeller } from './status.ts'

const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] }

/** How many reports go out at once while a workspace is being answered. */
const chunkSize = 200
/** How long the answer for a workspace may hold up other requests, in milliseconds. */
const sliceMs = 8

/** Answers requests for diagnostics, and tells the client when to ask again. */
export function servePull(session: Session, reports: Reports, status: StatusTeller): DiagnosticSink {
  const { connection, guard, features } = session
  connection.languages.diagnostics.on(
    (params, token) =>
      cancelled(token) ??
      guard('textDocument/diagnostic', nothing, () => {
        status.update()
        return documentReport(params, reports)
      }),
  )
  connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) =>
    workspaceReport(params.previousResultIds, { token, partial, session, reports }),
  )
  return {
    // A burst of changes is read once: when the client asks.
    documentChanged() {},
    documentClosed: status.update,
    everythingChanged() {
      status.update()
      if (features.refreshesDiagnostics)
        detach(connection.console, 'workspace/diagnostic/refresh', connection.languages.diagnostics.refresh())
    },
  }
}

function documentReport({ textDocument, previousResultId }: DocumentDiagnosticParams, reports: Reports): DocumentDiagnosticReport {
  const { resultId, diagnostics } = reports.of(normalizeUri(textDocument.uri))
  if (resultId === undefined) return nothing
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
}

interface WorkspaceRequest {
  readonly token: CancellationToken
  /** Absent when the client wants all at the end. */
  readonly partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined
  readonly session: Session
  readonly reports: Reports
}

/** All files with diagnostics, and all that the client believes to have some. Waits until the files have been read. */
async function workspaceReport(
  known: readonly PreviousResultId[],
  { token, partial, session, reports }: WorkspaceRequest,
): Promise<WorkspaceDiagnosticReport | ResponseError<never>> {
  await session.background.idle((stop) => token.onCancellationRequested(stop))
  const { workspace, guard } = session
  const previous = new Map(known.map((id) => [normalizeUri(id.uri), id]))
  let items: WorkspaceDocumentDiagnosticReport[] = []
  let sliceEnd = performance.now() + sliceMs
  for (const uri of guard('workspace/diagnostic', new Set<string>(), () => new Set([...workspace.uris(), ...previous.keys()]))) {
    if (performance.now() > sliceEnd) {
      await nextTurn()
      sliceEnd = performance.now() + sliceMs
    }
    const stopped = cancelled(token)
    if (stopped) return stopped
    const item = guard('workspace/diagnostic', undefined, () => itemOf(uri, reports.of(uri), previous.get(uri), session))
    if (item) items.push(item)
    if (partial && items.length === chunkSize) {
      partial.report({ items })
      items = []
    }
  }
  return { items }
}

function itemOf(
  uri: string,
  { resultId, diagnostics }: Report,
  previous: PreviousResultId | undefined,
  { documents }: Session,
): WorkspaceDocumentDiagnosticReport | undefined {
  // To say that a file has no diagnostics is of use only to a client that believes otherwise.
  if (resultId === undefined && !previous) return undefined
  const place = { uri: previous?.uri ?? documents.clientUri(uri), version: documents.get(uri)?.version ?? null }
  if (resultId === undefined) return { ...place, kind: DocumentDiagnosticReportKind.Full, items: [] }
  if (resultId === previous?.value) return { ...place, kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  return { ...place, kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
