// The report for people: each finding with its line, carets under what it is about, and what can be done.
import { offsetAt } from '../../core/lines.ts'
import type { Finding } from '../../core/rules/rule.ts'
import type { PlaceRange } from '../places.ts'
import { coloured, type Paint, plain } from './colours.ts'
import { excerptOf, visible } from './excerpt.ts'
import { type Report, shownDocument, shownPath } from './report.ts'

/** Empty when nothing was found. */
export function writeText(report: Report, look: 'coloured' | 'plain'): string {
  const paint = look === 'coloured' ? coloured : plain
  const { files, terminal } = report
  if (files.length === 0) return ''
  const findings = files.flatMap((file) => {
    const shown = visible(shownPath(file.path, terminal.folder))
    return file.findings.map((finding) => writeFinding(finding, { shown, report, paint }))
  })
  return `${findings.join('\n')}\n${summaryLine(report)}\n`
}

interface Context {
  readonly shown: string
  readonly report: Report
  readonly paint: Paint
}

function writeFinding(finding: Finding, { shown, report, paint }: Context): string {
  const { severity, code, category, constraint, message, fixes = [] } = finding
  const place = report.places.of(finding.document, finding.range)
  const kind = constraint === undefined ? category : `${category}, ${constraint}`
  const lines = [
    `${paint.strong(`${shown}:${position(place)}`)} ${paint.as(severity, severity)} ${paint.strong(code)} (${kind})`,
    `  ${visible(message)}`,
    ...excerptLines(finding, place, { shown, report, paint }),
    ...relatedLines(finding, report),
    ...fixes.map(({ title }) => `  fix: ${visible(title)}`),
  ]
  return `${lines.join('\n')}\n`
}

/** One-based, as editors show it and open it. */
function position({ start }: PlaceRange): string {
  return `${start.line + 1}:${start.character + 1}`
}

function excerptLines({ document, range, severity }: Finding, { start }: PlaceRange, { report, paint }: Context): readonly string[] {
  const starts = report.places.starts(document)
  const line = {
    start: starts[start.line] ?? 0,
    end: offsetAt(document.text, starts, { line: start.line, character: Number.POSITIVE_INFINITY }),
  }
  const excerpt = excerptOf(document.text, line, range)
  const number = `${start.line + 1}`
  return [
    paint.faint(`  ${number} | `) + excerpt.line,
    paint.faint(`  ${' '.repeat(number.length)} | `) + paint.as(severity, excerpt.carets),
  ]
}

function relatedLines({ related = [] }: Finding, { places, terminal }: Report): readonly string[] {
  return related.map(({ document, range, message }) => {
    const shown = visible(shownDocument(document, terminal.folder))
    return `  see ${shown}:${position(places.of(document, range))}: ${visible(message)}`
  })
}

function summaryLine({ files, summary }: Report): string {
  const count = files.reduce((sum, { findings }) => sum + findings.length, 0)
  const kinds = (['rejected', 'preview', 'advice'] as const).filter((kind) => summary[kind] > 0)
  const split = kinds.map((kind) => `${summary[kind]} ${kind}`).join(', ')
  const of = summary.files === 1 ? '1 file' : `${files.length} of ${summary.files} files`
  const safe = files.flatMap(({ findings }) => findings).filter(isSafelyFixed).length
  const hint = safe === 0 ? '' : ` \`--fix\` puts ${safe} right.`
  return `${count} ${count === 1 ? 'finding' : 'findings'} in ${of}: ${split}.${hint}`
}

function isSafelyFixed({ fixes = [] }: Finding): boolean {
  return fixes.some((fix) => fix.type === 'edit' && fix.safe)
}
