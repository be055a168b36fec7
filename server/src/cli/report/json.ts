// The report for programs.
import { recordOf } from '../records.ts'
import { type Report, shownPath } from './report.ts'

/** One JSON object, whose form is a contract: `version` goes up when it changes. */
export function writeJson({ target, edition, files, summary, places, terminal }: Report): string {
  const shown = files.map(({ path, findings }) => ({
    path: shownPath(path, terminal.folder),
    findings: findings.map((finding) => recordOf(finding, places)),
  }))
  return `${JSON.stringify({ version: 1, target, edition, files: shown, summary }, undefined, 2)}\n`
}
