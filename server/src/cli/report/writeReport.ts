// Writes a report in the format that was asked for.
import type { CheckOptions } from '../checkOptions.ts'
import { writeGithub } from './github.ts'
import { writeJson } from './json.ts'
import type { Report } from './report.ts'
import { writeSarif } from './sarif.ts'
import { writeText } from './text.ts'

/** The report as text, with a line break at its end unless it is empty. */
export function writeReport(report: Report, { format, inColour }: CheckOptions): string {
  switch (format) {
    case 'text':
      return writeText(report, inColour ? 'coloured' : 'plain')
    case 'json':
      return writeJson(report)
    case 'sarif':
      return writeSarif(report)
    case 'github':
      return writeGithub(report)
  }
}
