// What rules about the graph share: a refusal by a server that looks at other entries, told where it stands in the entry.
import type { Entry } from '../model/entry.ts'
import type { Reason } from '../model/graph/fault.ts'
import type { Refusal } from '../model/graph/refusal.ts'
import { graphOf } from '../model/graph/scopeGraph.ts'
import type { ConstraintId } from '../schema/types.ts'
import type { Fix, RuleContext, RuleFinding } from './rule.ts'

/** Says whether a server refuses the entry anyway for what a constraint is about: then that one finding is enough. */
export function isRefusedFor(constraint: ConstraintId, entry: Entry, context: RuleContext): boolean {
  return graphOf(context).refusalOf(entry)?.constraint === constraint
}

type FixesFor = (refusal: Refusal, entry: Entry, context: RuleContext) => readonly Fix[]

/** A dozen rules ask for each entry, and hardly any is refused. */
const nothing: readonly RuleFinding[] = []

/** The refusal of an entry for this reason, where what is known decides it. */
export function refusedFor(reason: Reason, fixesFor?: FixesFor): (entry: Entry, context: RuleContext) => readonly RuleFinding[] {
  return (entry, context) => {
    const refusal = graphOf(context).refusalOf(entry)
    if (refusal?.reason !== reason || !refusal.range) return nothing
    const { message, range, related, constraint } = refusal
    const fixes = fixesFor?.(refusal, entry, context)
    return [{ message, range, related, ...(constraint ? { constraint } : {}), ...(fixes ? { fixes } : {}) }]
  }
}
