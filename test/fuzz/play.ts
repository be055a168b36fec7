// Plays a scenario by our own model, step by step, and makes one smaller that is judged otherwise by Consul.
import { judgeSteps } from '../../server/src/cli/batch/steps.ts'
import type { ConsulVersion } from '../harness/consulBinary.ts'
import type { Step } from '../harness/vectors.ts'
import type { VerdictOracle } from '../harness/verdictOracle.ts'
import { formatOf, targetOf } from './judge.ts'

type Scenario = readonly Step[]

/** Whether each step is taken. */
export function playOwn(steps: Scenario, version: ConsulVersion): readonly boolean[] {
  const options = { target: targetOf[version], edition: 'community', complete: true, severities: {}, facts: { clusters: [] } } as const
  return judgeSteps(steps.map(stepOf), options).map(({ ok }) => ok)
}

function stepOf(step: Step): Parameters<typeof judgeSteps>[0][number] {
  if ('text' in step) return { type: 'write', format: formatOf(step.text) === 'json' ? 'json' : 'hcl', text: step.text }
  const [kind = '', ...name] = step.delete.split('/')
  return { type: 'delete', kind, name: name.join('/') }
}

/** The scenarios that we and Consul judge differently, and how many steps Consul refuses in all. */
export function compareScenarios(
  scenarios: readonly Scenario[],
  version: ConsulVersion,
  oracle: VerdictOracle,
): { readonly different: readonly Scenario[]; readonly refused: number } {
  const verdicts = oracle.play(scenarios)
  return {
    different: scenarios.filter((steps, i) => playOwn(steps, version).some((ok, j) => ok !== verdicts[i]?.[j]?.ok)),
    refused: verdicts.flat().filter(({ ok }) => !ok).length,
  }
}

/** The same with as few steps as still show a difference. */
export function shrinkScenario(steps: Scenario, version: ConsulVersion, oracle: VerdictOracle): Scenario {
  const shorter = steps.map((_, i) => steps.toSpliced(i, 1)).filter(({ length }) => length > 0)
  const [smaller] = compareScenarios(shorter, version, oracle).different
  return smaller === undefined ? steps : shrinkScenario(smaller, version, oracle)
}
