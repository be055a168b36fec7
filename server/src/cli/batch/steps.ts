// Answers a record of steps: each is written to a cluster that was empty at first, or deleted from it.
import type { Document } from '../../core/document.ts'
import { entriesOfText, judgeText } from '../../core/features/diagnostics.ts'
import { emptyState, type Refusal, remove, type State, write } from '../../core/model/graph/state.ts'
import { rules } from '../../core/rules/index.ts'
import type { Finding } from '../../core/rules/rule.ts'
import { type JudgeOptions, targetOf } from '../checkOptions.ts'
import { readDocument } from '../judgeTexts.ts'
import { createPlaces } from '../places.ts'
import { type FindingRecord, recordOf } from '../records.ts'
import type { Step } from './record.ts'

export interface StepAnswer {
  /** False exactly when Consul refuses the step. */
  readonly ok: boolean
  readonly findings: readonly FindingRecord[]
}

interface Taken {
  readonly state: State
  readonly answer: StepAnswer
}

/** A refused step changes nothing, and the next one is tried all the same. */
export function judgeSteps(steps: readonly Step[], options: JudgeOptions): readonly StepAnswer[] {
  let state = emptyState({ target: targetOf(options), edition: options.edition })
  return steps.map((step) => {
    const taken = step.type === 'delete' ? takeDeletion(state, step) : takeWrite(state, step, options)
    state = taken.state
    return taken.answer
  })
}

function takeDeletion(state: State, { kind, name }: Step & { readonly type: 'delete' }): Taken {
  const outcome = remove(state, kind, name)
  if (outcome.ok) return { state: outcome.state, answer: { ok: true, findings: [] } }
  const { reason, message, constraint } = outcome.refusal
  const finding = { code: reason, category: 'rejected', ...(constraint === undefined ? {} : { constraint }), severity: 'error' } as const
  return { state, answer: { ok: false, findings: [{ ...finding, message, fixes: [] }] } }
}

function takeWrite(state: State, { format, text }: Step & { readonly type: 'write' }, options: JudgeOptions): Taken {
  const document = readDocument('record:///step', text, format)
  const { target, edition } = state
  const places = createPlaces('counted')
  const record = (finding: Finding): FindingRecord => recordOf(finding, places)
  // Beside the steps before it nothing is unknown.
  const severities = { ...options.severities, 'unknown-protocol': 'off' } as const
  const findings = judgeText(document, { target, edition, severities }, rules)
  // A rule that is switched off does not change what Consul does.
  if (judgeText(document, { target, edition }, rules).some(({ category }) => category === 'rejected')) {
    return { state, answer: { ok: false, findings: findings.map(record) } }
  }
  let next = state
  for (const entry of entriesOfText(document, { target, edition })) {
    const outcome = write(next, entry)
    if (!outcome.ok) {
      const refused = [...findings, refusalFinding(outcome.refusal, document)]
      return { state, answer: { ok: false, findings: refused.sort((a, b) => a.range.start - b.range.start).map(record) } }
    }
    next = outcome.state
  }
  return { state: next, answer: { ok: true, findings: findings.map(record) } }
}

function refusalFinding({ reason, message, range, constraint, related }: Refusal, document: Document): Finding {
  return {
    code: reason,
    category: 'rejected',
    ...(constraint === undefined ? {} : { constraint }),
    severity: 'error',
    message,
    range: range ?? { start: 0, end: 0 },
    related,
    document,
  }
}
