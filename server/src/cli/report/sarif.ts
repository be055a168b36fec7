// The report as SARIF 2.1.0, which code scanning services read.
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Document } from '../../core/document.ts'
import { textEditsOf } from '../../core/features/fixes.ts'
import { otherCodes } from '../../core/features/otherCodes.ts'
import { versionsOf } from '../../core/features/ruleText.ts'
import type { Severity } from '../../core/model/project.ts'
import type { Range } from '../../core/range.ts'
import { rules } from '../../core/rules/index.ts'
import type { EditFix, Finding, RuleFacts } from '../../core/rules/rule.ts'
import { packageVersion } from '../run.ts'
import { type Report, shownDocument } from './report.ts'

/** One run; its driver tells of the rules that found something. */
export function writeSarif(report: Report): string {
  const { packageFolder } = report.terminal
  const findings = report.files.flatMap((file) => file.findings)
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  const version = packageVersion(packageFolder)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'consul-peering',
            version,
            semanticVersion: version,
            rules: codes.map((code) => describeRule(code, packageFolder)),
          },
        },
        columnKind: 'utf16CodeUnits',
        // A lone carriage return ends a line, too.
        newlineSequences: ['\r\n', '\n', '\r'],
        properties: { target: report.target, edition: report.edition },
        results: findings.map((finding) => result(finding, codes, report)),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' }

function describeRule(code: string, packageFolder: string): object {
  const facts: RuleFacts | undefined = [...rules, ...otherCodes].find((rule) => rule.code === code)
  if (!facts) return { id: code }
  const { title, why, severity, category, constraint, noFix } = facts
  const fix = noFix === undefined ? '' : `\n\nNo fix is offered: ${noFix}`
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why, markdown: why },
    helpUri: pathToFileURL(path.join(packageFolder, 'docs', 'rules', `${code}.md`)).href,
    help: { text: `${title}. ${why}${fix}`, markdown: `**${title}.** ${why}${fix}` },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['consul', category, ...(constraint === undefined ? [] : [constraint])], versions: versionsOf(facts) },
  }
}

function result(finding: Finding, codes: readonly string[], report: Report): object {
  const { code, category, constraint, severity, message, document, range, related = [], fixes = [] } = finding
  const edits = fixes.flatMap((fix) => (fix.type === 'edit' ? [sarifFix(fix, report)] : []))
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [location(document, range, report)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            ...location(place.document, place.range, report),
            message: { text: place.message },
          })),
        }),
    ...(edits.length === 0 ? {} : { fixes: edits }),
    properties: { category, ...(constraint === undefined ? {} : { constraint }) },
  }
}

function location(document: Document, range: Range, report: Report): object {
  return { physicalLocation: { artifactLocation: artifactLocation(document, report), region: region(document, range, report) } }
}

function sarifFix(fix: EditFix, report: Report): object {
  return {
    description: { text: fix.title },
    artifactChanges: [...textEditsOf(fix)].map(([document, edits]) => ({
      artifactLocation: artifactLocation(document, report),
      replacements: edits.map(({ range, newText }) => ({
        deletedRegion: region(document, range, report),
        ...(newText === '' ? {} : { insertedContent: { text: newText } }),
      })),
    })),
  }
}

/** Relative to the current folder, so that the log means the same on every machine. */
function artifactLocation(document: Document, { terminal }: Report): object {
  return { uri: shownDocument(document, terminal.folder).split('/').map(encodeURIComponent).join('/') }
}

/** One-based; the end column is exclusive here, too. */
function region(document: Document, range: Range, { places }: Report): object {
  const { start, end } = places.of(document, range)
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}
