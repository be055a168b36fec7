// What the code action "judge this cluster by another release" runs.
import { targets } from '../target.ts'
import { applyTarget } from './applyTarget.ts'
import type { Command } from './command.ts'

/** Takes the URI of the document and the target, as the language server hands them over. */
export const judgeBy: Command = {
  id: 'consulPeering.judgeBy',
  async run(deps, uri, target) {
    if (typeof uri === 'string' && targets.some((known) => known === target) && typeof target === 'string')
      await applyTarget(deps, uri, target)
  },
}
