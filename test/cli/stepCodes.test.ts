// Refusals that only a step of a batch can meet: each is explained, by examples that are what they say.
import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { judgeSteps, type StepAnswer } from '../../server/src/cli/batch/steps.ts'
import { otherCodes } from '../../server/src/core/features/otherCodes.ts'
import { stepCodes } from '../../server/src/core/features/stepCodes.ts'
import { reasons } from '../../server/src/core/model/graph/fault.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { RuleFacts } from '../../server/src/core/rules/rule.ts'
import { runCli } from '../harness/cli.ts'
import { parseFixture } from '../harness/fixture.ts'

test('every reason of a refusal is the code of a page', () => {
  const known = new Set([...rules, ...otherCodes].map(({ code }) => code))
  assert.deepEqual(
    reasons.filter((reason) => !known.has(reason)),
    [],
  )
})

test('what a batch prints is explained', async () => {
  const line = JSON.stringify({ id: 1, steps: [{ delete: 'mesh/' }] })
  const { out } = await runCli('check --batch', { input: `${line}\n` })
  assert.match(out, /"code":"reserved-name"/)
  assert.equal((await runCli('explain reserved-name')).code, 0)
})

describe('the examples of a refusal of steps', () => {
  for (const rule of stepCodes) {
    it(`${rule.code}: the last step is refused, or none is`, () => {
      const bad = answersTo(rule, rule.examples.bad)
      assert.deepEqual(
        bad.map(({ ok }) => ok),
        bad.map((_answer, i) => i < bad.length - 1),
      )
      assert.equal(bad.at(-1)?.findings.find(({ category }) => category === 'rejected')?.code, rule.code)
      assert.ok(answersTo(rule, rule.examples.good).every(({ ok }) => ok))
    })
  }
})

/** The files in order; a script deletes. */
function answersTo({ examples, edition = 'community' }: RuleFacts, fixture: string): readonly StepAnswer[] {
  const steps = parseFixture(fixture).files.map(({ name, text }) => {
    const [, kind, named = ''] = /consul config delete -kind (\S+)(?: -name (\S+))?/.exec(text) ?? []
    return name.endsWith('.sh') && kind !== undefined
      ? ({ type: 'delete', kind, name: named } as const)
      : ({ type: 'write', format: 'hcl', text } as const)
  })
  return judgeSteps(steps, { target: examples.target ?? 'preview', edition, complete: false, facts: { clusters: [] }, severities: {} })
}
