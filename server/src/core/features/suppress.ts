// Leaves out the findings that a file's own comments suppress, and tells which of the comments did so.
import type { ProjectFile, Severity } from '../model/project.ts'
import { type Suppression, suppressionsOf } from '../model/suppression.ts'
import type { Finding, JudgedSuppression, Rule } from '../rules/rule.ts'

/** A rule that holds for a file, with the severity in force. */
export interface AppliedRule {
  readonly rule: Rule
  readonly severity: Severity
}

interface Asked {
  readonly rules: readonly Rule[]
  /** Those that were asked. */
  readonly applying: readonly AppliedRule[]
}

export interface Suppressed {
  readonly kept: readonly Finding[]
  readonly suppressions: readonly JudgedSuppression[]
}

/** Divides findings into those that are told and those that a comment holds back. */
export function suppress(
  findings: readonly Finding[],
  { document, entries }: Pick<ProjectFile, 'document' | 'entries'>,
  { rules, applying }: Asked,
): Suppressed {
  if (document.comments.length === 0) return { kept: findings, suppressions: [] }
  const suppressions = suppressionsOf(
    document,
    entries.map(({ root }) => root.range),
  )
  if (suppressions.length === 0) return { kept: findings, suppressions: [] }
  const used = new Set<Suppression>()
  const kept = findings.filter((finding) => {
    const meant = suppressions.filter((suppression) => covers(suppression, finding))
    for (const suppression of meant) used.add(suppression)
    return meant.length === 0
  })
  const codes = rules.map(({ code }) => code)
  const stateOf = (suppression: Suppression): JudgedSuppression['state'] => {
    if (used.has(suppression)) return 'used'
    if (!codes.includes(suppression.code)) return 'unknown'
    return applying.some(({ rule }) => rule.code === suppression.code) ? 'unused' : 'idle'
  }
  return { kept, suppressions: suppressions.map((suppression) => ({ suppression, state: stateOf(suppression), codes })) }
}

/** Says whether a finding begins within the reach of a suppression of its code. */
export function covers({ code, reach }: Suppression, finding: Pick<Finding, 'code' | 'range'>): boolean {
  return code === finding.code && reach.start <= finding.range.start && finding.range.start < reach.end
}
