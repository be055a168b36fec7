// What single steps are answered; whole sequences of a real Consul are in `scenarios.test.ts`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeSteps } from '../../../harness/steps.ts'

test('the id of a legacy intention is dropped, not compared with the stored one', () => {
  const write = (id: string) => ({
    format: 'hcl' as const,
    text: `Kind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Action = "allow"${id} }]\n`,
  })
  const told = takeSteps([write(''), write(', LegacyID = "a"'), write(', LegacyID = "b"')], '1.16')
  assert.deepEqual(
    told.map(({ ok }) => ok),
    [true, true, true],
  )
})
