// The diagnostics of each file as the client knows them, each with an id that changes when they do.
import type { Diagnostic } from 'vscode-languageserver/node'
import type { Finding } from '../core/rules/rule.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Converter } from './convert.ts'
import type { OpenDocuments } from './session.ts'

export interface Report {
  /** `undefined` for a file without diagnostics. */
  readonly resultId: string | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export interface Reports {
  /** The diagnostics of a file as of now; the same object as before when nothing has changed. */
  of(uri: string): Report
}

/** Editors show no more for one file; the rest would cost time and be thrown away. */
const maxDiagnostics = 1000

/** A file without diagnostics. */
export const emptyReport: Report = { resultId: undefined, diagnostics: [] }

interface Known {
  readonly findings: readonly Finding[]
  readonly version: number | undefined
  readonly report: Report
}

/** Makes an empty table of reports. */
export function createReports(workspace: Workspace, documents: OpenDocuments, converter: Converter): Reports {
  const known = new Map<string, Known>()
  // Another start of the server must not take an id for one of its own.
  const start = `${process.pid}.${Date.now().toString(36)}`
  let count = 0
  return {
    of(uri) {
      const findings = workspace.findings(uri)
      if (findings.length === 0) {
        known.delete(uri)
        return emptyReport
      }
      const version = documents.get(uri)?.version
      const before = known.get(uri)
      if (before?.findings === findings && before.version === version) return before.report
      const diagnostics = findings.slice(0, maxDiagnostics).map((finding) => converter.diagnostic(finding))
      // What an editor shows moves with its text, so each version of an open document gets its diagnostics anew.
      const isSame = before !== undefined && before.version === version && sameText(before.report.diagnostics, diagnostics)
      const report = isSame ? before.report : { resultId: `${start}.${++count}`, diagnostics }
      known.set(uri, { findings, version, report })
      return report
    },
  }
}

function sameText(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b)
}
