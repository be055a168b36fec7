// Runs rules over fixtures and compares what they find, and what their fixes make, as text.
import assert from 'node:assert/strict'
import type { Document, Format } from '../../server/src/core/document.ts'
import type { Severities } from '../../server/src/core/features/appliedRules.ts'
import { createJudge } from '../../server/src/core/features/diagnostics.ts'
import { newFilesOf, safeEditsOf, textEditsOf } from '../../server/src/core/features/fixes.ts'
import { createProject, defaultSettings, type Project, type ProjectSettings } from '../../server/src/core/model/project.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { EditFix, Finding, Rule } from '../../server/src/core/rules/rule.ts'
import type { Edition, Target } from '../../server/src/core/schema/target.ts'
import { applyEdits } from '../../server/src/core/syntax/applyEdits.ts'
import { formatOfName } from '../../server/src/workspace/formats.ts'
import { type FixtureFile, type Mark, parseFixture, renderFixture } from './fixture.ts'

export interface JudgeOptions {
  readonly target?: Target
  readonly edition?: Edition
  readonly settings?: Partial<ProjectSettings>
  /** All rules when absent. */
  readonly rules?: readonly Rule[]
}

/** Fixtures show one thing and leave out the rest of the cluster, so that what is unknown of it is told only where it is asked for. */
const alone: Severities = { 'unknown-protocol': 'off' }

/** How the examples of a rule are judged. */
export function exampleOptions({ code, examples: { target = 'preview', facts, complete } }: Rule): JudgeOptions {
  const severities = code in alone ? {} : alone
  if (!facts) return { target, settings: { complete: complete === true, severities } }
  const scopes = [{ folder: '', cluster: 'cluster-01' }]
  return { target, settings: { severities, scopes, facts: { clusters: [{ cluster: 'cluster-01', readAt: 0, ...facts }] } } }
}

/** The findings of all files together, as one workspace of one scope. */
export function judgeFiles(files: readonly FixtureFile[], options: JudgeOptions = {}): readonly Finding[] {
  const { project, judge } = load(files, options)
  return project.uris().flatMap((uri) => judge.findings(uri))
}

function load(
  files: readonly FixtureFile[],
  options: JudgeOptions,
): { readonly project: Project; readonly judge: ReturnType<typeof createJudge> } {
  const project = createProject()
  project.configure({
    ...defaultSettings,
    target: options.target ?? 'preview',
    edition: options.edition ?? 'community',
    ...options.settings,
  })
  for (const { name, text } of files) project.setFile(name, text, formatOf(name))
  return { project, judge: createJudge(project, options.rules ?? rules, () => options.settings?.severities ?? alone) }
}

function formatOf(name: string): Format {
  return name.endsWith('.yaml') ? 'yaml' : (formatOfName(name) ?? 'hcl')
}

/** Compares the findings with the carets of the fixture. */
export function checkFindings(fixture: string, options: JudgeOptions = {}): void {
  const { files } = parseFixture(fixture)
  const found = judgeFiles(files, options)
  assert.equal(renderFixture(files, found.map(markOf)), fixture.replace(/^\n/, ''))
}

function markOf({ document, range, category, code, constraint, message }: Finding): Mark {
  return { file: document.uri, ...range, label: `${category} ${code}${constraint ? ` ${constraint}` : ''}: ${message}` }
}

/** The files after the fix of that title; the finding that offers it must be gone afterwards. */
export function checkFix(before: string, title: string, after: string, options: JudgeOptions = {}): void {
  const done = fixed(parseFixture(before).files, title, options)
  assert.equal(renderFixture(done, []), renderFixture(parseFixture(after).files, []))
}

/** The files after the first fix of that title, which must take its finding away. */
export function fixed(files: readonly FixtureFile[], title: string, options: JudgeOptions = {}): readonly FixtureFile[] {
  const offers = judgeFiles(files, options).flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ finding, fix })))
  const offer = offers.find(({ fix }) => fix.title === title)
  assert.ok(offer?.fix.type === 'edit', `no fix \`${title}\` among: ${offers.map(({ fix }) => fix.title).join(' | ')}`)
  const isSame = ({ code, message }: Finding) => code === offer.finding.code && message === offer.finding.message
  const done = applyFix(files, offer.fix)
  assert.ok(
    judgeFiles(done, options).filter(isSame).length < judgeFiles(files, options).filter(isSame).length,
    'the finding is still there',
  )
  return done
}

/** The titles of all fixes that are offered for the files. */
export function fixTitles(fixture: string, options: JudgeOptions = {}): readonly string[] {
  return judgeFiles(parseFixture(fixture).files, options).flatMap((finding) => (finding.fixes ?? []).map(({ title }) => title))
}

/** Compares what fix-all makes of the files. */
export function checkFixAll(before: string, after: string, options: JudgeOptions = {}): void {
  assert.equal(renderFixture(fixAll(parseFixture(before).files, options), []), renderFixture(parseFixture(after).files, []))
}

/** The files after fix-all. */
export function fixAll(files: readonly FixtureFile[], options: JudgeOptions = {}): readonly FixtureFile[] {
  const findings = judgeFiles(files, options)
  return files.map(({ name, text }) => {
    const own = findings.filter(({ document }) => document.uri === name)
    const document = own[0]?.document
    return { name, text: document ? applyEdits(text, safeEditsOf(document, own)) : text }
  })
}

function applyFix(files: readonly FixtureFile[], fix: EditFix): readonly FixtureFile[] {
  const edits = new Map(
    [...textEditsOf(fix)].map(([document, textEdits]: readonly [Document, Parameters<typeof applyEdits>[1]]) => [document.uri, textEdits]),
  )
  const created = newFilesOf(fix).map(({ uri, text }) => ({ name: uri, text }))
  return [...files.map(({ name, text }) => ({ name, text: applyEdits(text, edits.get(name) ?? []) })), ...created]
}

/** Each finding as its code and the key or value that it stands at, without the syntax around it. */
export function placesOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ code, document, range }) => `${code} at ${document.text.slice(range.start, range.end).replaceAll(/["\s,=:]/g, '')}`)
    .sort()
}
