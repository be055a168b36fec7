// Holds what we predict of writes and deletions, step by step, to what real Consul servers answered.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differences, readScenarios } from '../../../harness/steps.ts'
import { versions } from '../../../harness/vectors.ts'

describe('a cluster that is written step by step', () => {
  const scenarios = readScenarios()
  for (const version of versions) {
    it(`answers as Consul ${version} does`, () => {
      const steps = scenarios.flatMap((scenario) => differences(scenario, version))
      assert.ok(scenarios.length >= 20)
      assert.deepEqual(steps, [])
    })
  }
})
