// Leaves out the findings that a file's own comments suppress, and tells which of the comments did so.
import type { ProjectFile } from '../model/project.ts'
import { type Suppression, suppressionsOf } from '../model/suppression.ts'
import type { Finding, JudgedSuppression, Rule } from '../rules/rule.ts'

interface Asked {
  readonly rules: readonly Rule[]
  /** The codes of the rules that were asked. */
  readonly applying: ReadonlySet<string>
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
    return applying.has(suppression.code) ? 'unused' : 'idle'
  }
  return { kept, suppressions: suppressions.map((suppression) => ({ suppression, state: stateOf(suppression), codes })) }
}

/** Says whether a finding begins within the reach of a suppression of its code. */
export function covers({ code, reach }: Suppression, finding: Pick<Finding, 'code' | 'range'>): boolean {
  return code === finding.code && reach.start <= finding.range.start && finding.range.start < reach.end
}
