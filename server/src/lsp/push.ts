// Diagnostics for clients that do not ask: published when they change, for open and closed files, and cleared when fixed.

import { detach } from './guard.ts'
import type { Report, Reports } from './reports.ts'
import { emptyReport } from './reports.ts'
import type { DiagnosticSink, Session } from './session.ts'
import type { StatusTeller } from './status.ts'

/** Publishes diagnostics. */
export function servePush(session: Session, reports: Reports, status: StatusTeller): DiagnosticSink {
  const { connection, workspace, documents, background, guard } = session
  const published = new Map<string, Report>()

  const send = (uri: string, report: Report): void => {
    if (report === emptyReport) published.delete(uri)
    else published.set(uri, report)
    const version = documents.get(uri)?.version
    const params = { uri: documents.clientUri(uri), diagnostics: [...report.diagnostics] }
    detach(
      connection.console,
      'textDocument/publishDiagnostics',
      connection.sendDiagnostics(version === undefined ? params : { ...params, version }),
    )
  }
  const sendChanged = (uri: string): void => {
    const report = reports.of(uri)
    if (report !== (published.get(uri) ?? emptyReport)) send(uri, report)
  }
  /** What has changed in one file may be felt in any other. */
  const sweep = (): void => {
    status.update()
    background.run('publish', function* () {
      for (const uri of new Set([...workspace.uris(), ...published.keys()])) {
        sendChanged(uri)
        yield
      }
    })
  }
  return {
    documentChanged(uri) {
      guard('textDocument/publishDiagnostics', undefined, () => {
        const report = reports.of(uri)
        // An open entry without findings is told of too, so that a client knows that its version was judged.
        if (workspace.project.file(uri) || published.has(uri)) send(uri, report)
      })
      sweep()
    },
    documentClosed: sweep,
    everythingChanged: sweep,
  }
}
