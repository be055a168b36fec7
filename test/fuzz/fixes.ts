// Tries every fix that is offered for a text, and says which of them do harm or nothing.
import type { Document } from '../../server/src/core/document.ts'
import { fixesAt, safeEditsOf, textEditsOf } from '../../server/src/core/features/fixes.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import { applyEdits } from '../../server/src/core/syntax/applyEdits.ts'
import type { ConsulVersion } from '../harness/consulBinary.ts'
import type { Verdict } from '../harness/vectors.ts'
import { isSteady, type VerdictOracle } from '../harness/verdictOracle.ts'
import { documentOf, findingsOf } from './judge.ts'

interface Trial {
  readonly title: string
  readonly before: string
  readonly after: string
  /** Consul took the text before. */
  readonly wasTaken: boolean
  /** What is wrong without asking Consul. */
  readonly fault: string | undefined
}

export interface FixReport {
  readonly tried: number
  /** A line for each fix that turns an accepted text into a refused one, or leaves its finding where it was. */
  readonly faults: readonly string[]
}

/** Tries the fixes of texts whose verdicts are known. */
export function tryFixes(asked: readonly { readonly text: string; readonly verdict: Verdict }[], oracle: VerdictOracle): FixReport {
  const trials = asked.flatMap(({ text, verdict }) => trialsOf(text, verdict.ok, oracle.version))
  const doubtful = trials.filter(({ wasTaken }) => wasTaken)
  const verdicts = oracle.judge(doubtful.map(({ after }) => after))
  const broken = doubtful.flatMap((trial, i) => {
    const verdict = verdicts[i]
    if (verdict?.ok || !isSteady(trial.before, oracle)) return []
    return [describe(trial, `Consul refuses the text afterwards: ${verdict?.message}`)]
  })
  return { tried: trials.length, faults: [...broken, ...trials.flatMap((trial) => (trial.fault ? [describe(trial, trial.fault)] : []))] }
}

function describe({ title, before, after }: Trial, what: string): string {
  return `${title}: ${what}\n  before: ${JSON.stringify(before)}\n  after:  ${JSON.stringify(after)}`
}

function trialsOf(text: string, wasTaken: boolean, version: ConsulVersion): readonly Trial[] {
  const document = documentOf(text)
  const findings = findingsOf(document, version)
  const single = fixesAt(findings, { start: 0, end: text.length }).flatMap(({ fix, finding }) => {
    if (fix.type !== 'edit' || fix.creates) return []
    const after = applyEdits(text, textEditsOf(fix).get(document) ?? [])
    // In a broken text nobody knows what stands where.
    const isSound = document.problems.length === 0
    const fault = isSound && fix.safe && isStillThere(finding, findings, after, version) ? `its ${finding.code} is still there` : undefined
    return [{ title: `${finding.code}, ${fix.title}`, before: text, after, wasTaken, fault }]
  })
  return single.length === 0 ? [] : [...single, fixAll(document, findings, wasTaken)]
}

function isStillThere(finding: Finding, findings: readonly Finding[], after: string, version: ConsulVersion): boolean {
  const count = (among: readonly Finding[]) =>
    among.filter(({ code, message }) => code === finding.code && message === finding.message).length
  return count(findingsOf(documentOf(after), version)) >= count(findings)
}

function fixAll(document: Document, findings: readonly Finding[], wasTaken: boolean): Trial {
  const { text } = document
  const after = applyEdits(text, safeEditsOf(document, findings))
  return { title: 'fix all', before: text, after, wasTaken, fault: undefined }
}
