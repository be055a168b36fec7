// How a report looks in each format; the findings are made up, so that no rule's words matter.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Judged } from '../../server/src/cli/judged.ts'
import { writeGithub } from '../../server/src/cli/report/github.ts'
import { createReport, type Report } from '../../server/src/cli/report/report.ts'
import { writeText } from '../../server/src/cli/report/text.ts'
import type { Document } from '../../server/src/core/document.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import { parse } from '../../server/src/core/syntax/index.ts'

function documentOf(name: string, text: string): Document {
  return { uri: `file:///w/${name}`, format: 'hcl', text, ...parse(text, 'hcl') }
}

/** A finding about the first place where the document says `what`. */
function findingAt(document: Document, what: string, more: Partial<Finding> = {}): Finding {
  const start = document.text.indexOf(what)
  return {
    code: 'made-up',
    category: 'rejected',
    severity: 'error',
    message: `\`${what}\` is made up.`,
    range: { start, end: start + what.length },
    document,
    ...more,
  }
}

function reportOf(findings: readonly Finding[], environment: Readonly<Record<string, string>> = {}): Report {
  const documents = [...new Set(findings.map(({ document }) => document))]
  const judged: Judged = {
    files: documents.map((document) => ({
      path: document.uri.slice('file://'.length),
      document,
      findings: findings.filter((finding) => finding.document === document),
    })),
    leftOut: [],
    fixed: 0,
  }
  const options = {
    target: '1.16',
    edition: 'community',
    complete: false,
    severities: {},
    facts: { clusters: [] },
    format: 'text',
    fixes: false,
    maxWarnings: undefined,
    asEntries: false,
    portability: false,
    stdinName: undefined,
    inColour: false,
    paths: [],
  } as const
  return createReport(judged, options, {
    input: (async function* () {})(),
    write: async () => undefined,
    say: () => undefined,
    folder: '/w',
    environment,
    isScreen: false,
    interrupted: new AbortController().signal,
    packageFolder: '/w',
  })
}

const main = documentOf('main.hcl', 'Kind = "mesh"\n\tName = "main"\n')

test('text shows the line with carets, related places, fixes and a summary', () => {
  const other = documentOf('other.hcl', '\n  x = 1\n')
  const related = [{ document: other, range: { start: 3, end: 4 }, message: 'Here is another.' }]
  const fixes = [{ type: 'edit', title: 'Remove it', edits: [], safe: true } as const]
  const findings = [
    findingAt(main, 'Name', { related, fixes }),
    findingAt(main, '"main"', { category: 'preview', constraint: 'C10', severity: 'warning' }),
  ]
  assert.equal(
    writeText(reportOf(findings), 'plain'),
    `main.hcl:2:2 error made-up (rejected)
  \`Name\` is made up.
  2 |   Name = "main"
    |   ^^^^
  see other.hcl:2:3: Here is another.
  fix: Remove it

main.hcl:2:9 warning made-up (preview, C10)
  \`"main"\` is made up.
  2 |   Name = "main"
    |          ^^^^^^

2 findings in 1 file: 1 rejected, 1 preview. \`--fix\` puts 1 right.
`,
  )
})

/** The line and the carets of one finding. */
function excerpt(text: string, what: string): readonly string[] {
  const written = writeText(reportOf([findingAt(documentOf('a.hcl', text), what)]), 'plain')
  return written.split('\n').slice(2, 4)
}

test('carets stand below wide characters, too', () => {
  assert.deepEqual(excerpt('a = "日本 é e\u0301 😀" # x', '#'), ['  1 | a = "日本 é e\u0301 😀" # x', '    |                   ^'])
})

test('a finding at the end of the text, or about nothing, has one caret', () => {
  const document = documentOf('a.hcl', 'x = 1\n')
  const finding = findingAt(document, 'x', { range: { start: 6, end: 6 } })
  assert.deepEqual(
    writeText(reportOf([finding]), 'plain')
      .split('\n')
      .slice(2, 4),
    ['  2 | ', '    | ^'],
  )
})

test('a finding over several lines shows the first one', () => {
  assert.deepEqual(excerpt('a {\n  b = 1\n}\n', '{\n  b = 1\n}'), ['  1 | a {', '    |   ^'])
})

test('of a long line the part around the finding is shown', () => {
  const [line = '', carets = ''] = excerpt(`a = "${'x'.repeat(500)}" b = "${'y'.repeat(500)}"`, 'b =')
  assert.equal(line.length, 6 + 1 + 120 + 1)
  assert.equal(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'b =')
  assert.ok(line.startsWith('  1 | …x') && line.endsWith('y…'))
})

test('a file cannot speak to the terminal', () => {
  const document = documentOf('a\u001B[2J.hcl', 'x = "\u001B[31m\u202E\u0007"\r')
  const written = writeText(reportOf([findingAt(document, '\u001B[31m\u202E')]), 'plain')
  assert.doesNotMatch(written, /[\u0000-\u0009\u000B-\u001F\u202E]/)
  assert.match(written, /\| x = "\uFFFD\[31m\uFFFD\uFFFD"$/m)
})

test('colours are those of the severity, and only where they are asked for', () => {
  const findings = [findingAt(main, 'Name')]
  const coloured = writeText(reportOf(findings), 'coloured')
  assert.match(coloured, /\u001B\[31merror\u001B\[39m/)
  assert.match(coloured, /\u001B\[31m +\^{4}\u001B\[39m/)
  assert.equal(coloured.replaceAll(/\u001B\[\d+m/g, ''), writeText(reportOf(findings), 'plain'))
})

test('GitHub gets one command for each finding, with one-based columns', () => {
  const findings = [
    findingAt(main, 'Name'),
    findingAt(main, '"main"', { category: 'preview', constraint: 'C10', severity: 'warning' }),
    findingAt(main, 'mesh"\n\tName', { severity: 'hint', category: 'advice', message: 'two\r\nlines: 100 %' }),
  ]
  assert.equal(
    writeGithub(reportOf(findings)),
    `::error file=main.hcl,line=2,endLine=2,col=2,endColumn=6,title=made-up (rejected)::\`Name\` is made up.
::warning file=main.hcl,line=2,endLine=2,col=9,endColumn=15,title=made-up (preview%2C C10)::\`"main"\` is made up.
::notice file=main.hcl,line=1,endLine=2,col=9,title=made-up (advice)::two%0D%0Alines: 100 %25
`,
  )
})

test('names with signs of the command are escaped for GitHub', () => {
  const document = documentOf(encodeURIComponent('a,b:c%.hcl'), 'x = 1\n')
  const report = reportOf([findingAt(document, 'x')])
  const files = report.files.map((file) => ({ ...file, path: '/w/a,b:c%.hcl' }))
  assert.match(writeGithub({ ...report, files }), /^::error file=a%2Cb%3Ac%25\.hcl,line=1,/)
})

test('GitHub gets paths of the repository, wherever the step runs', () => {
  assert.match(writeGithub(reportOf([findingAt(main, 'Name')], { GITHUB_WORKSPACE: '/' })), /^::error file=w\/main\.hcl,/)
  assert.match(writeGithub(reportOf([findingAt(main, 'Name')], { GITHUB_WORKSPACE: '/elsewhere' })), /^::error file=main\.hcl,/)
})
