// Compares our verdicts on the test vectors with those of real Consul servers.
import type { Format } from '../../server/src/core/document.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import type { ConsulVersion } from './consulBinary.ts'

export const versions = ['1.13.0-alpha2', '1.16.1'] as const

export type Version = (typeof versions)[number]

/** The target that a version is judged as. */
export const targetOf: Readonly<Record<Version, Target>> = { '1.13.0-alpha2': 'preview', '1.16.1': '1.16' }

export interface EntryVector {
  readonly id: string
  readonly kind: string | null
  readonly format: Format
  readonly text: string
  readonly verdicts: Readonly<Record<Version, Verdict>>
}

export interface Verdict {
  readonly ok: boolean
  readonly stage: '' | 'parse' | 'decode' | 'validate' | 'graph'
  readonly message: string
}

export interface Deviation {
  readonly id: string
  readonly expected: string
  readonly found: string
}

export interface Agreement {
  readonly asked: number
  /** How many of Consul's verdicts are of which stage; `ok` for the accepted ones. */
  readonly stages: Readonly<Record<string, number>>
  /** How many texts have a finding of which category here. */
  readonly categories: Readonly<Record<string, number>>
  readonly deviations: readonly Deviation[]
  readonly syntaxErrors: number
  readonly syntaxDeviations: readonly Deviation[]
}

/** Reads the lines of `entries.ndjson`, whose form its README describes. */
export function readEntryVectors(text: string): readonly EntryVector[] {
  return linesOf(text).map((line): EntryVector => JSON.parse(line))
}

/** One entry that was judged wrongly before, with what 1.13.9 and 1.16.1 say; `id` says what it is about. */
export interface Regression extends Pick<EntryVector, 'id' | 'format' | 'text'> {
  readonly verdicts: Readonly<Record<ConsulVersion, Verdict>>
}

/** The same for a sequence of writes and deletions, with a verdict for each step. */
export interface RegressionScenario extends Pick<EntryVector, 'id'> {
  readonly steps: readonly Step[]
  readonly verdicts: Readonly<Record<ConsulVersion, readonly Verdict[]>>
}

/** What is done to the cluster: an entry is written, or `kind/name` is deleted. */
export type Step = { readonly text: string } | { readonly delete: string }

/** Reads the lines of `regressions.ndjson`. */
export function readRegressions(text: string): readonly Regression[] {
  return linesOf(text).map((line): Regression => JSON.parse(line))
}

/** Reads the lines of `regressionScenarios.ndjson`. */
export function readRegressionScenarios(text: string): readonly RegressionScenario[] {
  return linesOf(text).map((line): RegressionScenario => JSON.parse(line))
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** Judges the vectors for one version, each as written to an empty cluster. */
export function agreementOf(vectors: readonly EntryVector[], version: Version): Agreement {
  const judged = vectors.map((vector) => {
    const findings = findingsOf(vector, version)
    return { vector, deviation: deviationOf(vector, version, findings), categories: new Set(findings.map(({ category }) => category)) }
  })
  const syntaxErrors = judged.filter(({ vector }) => isSyntaxError(vector.verdicts[version]))
  return {
    asked: vectors.length,
    stages: countOf(vectors.map(({ verdicts }) => verdicts[version].stage || 'ok')),
    categories: countOf(judged.flatMap(({ categories }) => [...categories])),
    deviations: judged.flatMap(({ deviation }) => deviation ?? []),
    syntaxErrors: syntaxErrors.length,
    syntaxDeviations: syntaxErrors.flatMap(({ deviation }) => deviation ?? []),
  }
}

/** Whether Consul's own reader refuses the text, before any field is looked at. */
export function isSyntaxError({ stage, message }: Verdict): boolean {
  return stage === 'parse' && message.startsWith('Failed to decode config entry input:')
}

function countOf(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function findingsOf({ id, format, text }: EntryVector, version: Version): readonly Finding[] {
  const document = { uri: id, format, text, ...parse(text, format) }
  return judgeText(document, { target: targetOf[version], edition: 'community', complete: true }, rules)
}

function deviationOf({ id, verdicts }: EntryVector, version: Version, findings: readonly Finding[]): Deviation | undefined {
  const verdict = verdicts[version]
  const refusal = findings.find(({ category }) => category === 'rejected')
  if (verdict.ok === (refusal === undefined)) return undefined
  const expected = verdict.ok ? 'ok' : `${verdict.stage}: ${verdict.message.replaceAll(/\s+/g, ' ').slice(0, 120)}`
  return { id, expected, found: refusal ? `${refusal.code}: ${refusal.message}` : 'ok' }
}
