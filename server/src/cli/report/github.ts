// The report as commands to GitHub's runner, which shows them as annotations of a pull request.
import * as path from 'node:path'
import type { Severity } from '../../core/model/project.ts'
import type { Finding } from '../../core/rules/rule.ts'
import type { Terminal } from '../terminal.ts'
import { type Report, shownPath } from './report.ts'

/** One line for each finding. */
export function writeGithub({ files, places, terminal }: Report): string {
  const folder = repositoryFolder(terminal)
  return files
    .flatMap(({ path: file, findings }) =>
      findings.map((finding) => {
        const { start, end } = places.of(finding.document, finding.range)
        // The runner takes columns only where the annotation stays within one line.
        const endColumn = start.line === end.line ? { endColumn: `${end.character + 1}` } : {}
        const properties = {
          file: shownPath(file, folder),
          line: `${start.line + 1}`,
          endLine: `${end.line + 1}`,
          col: `${start.character + 1}`,
          ...endColumn,
          title: titleOf(finding),
        }
        const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
        return `::${levels[finding.severity]} ${written.join(',')}::${escapeData(finding.message)}\n`
      }),
    )
    .join('')
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' }

function titleOf({ code, category, constraint }: Finding): string {
  return `${code} (${category}${constraint === undefined ? '' : `, ${constraint}`})`
}

/** The runner shows paths of the repository, wherever the step has its current folder. */
function repositoryFolder({ environment, folder }: Terminal): string {
  const workspace = environment['GITHUB_WORKSPACE']
  if (workspace === undefined || workspace === '') return folder
  return path.relative(workspace, folder).startsWith('..') ? folder : workspace
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
