// The steps of the scenarios, given to `check --batch`: each is taken or refused as real Consul servers did.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'

interface Scenario {
  readonly id: string
  readonly steps: readonly object[]
  readonly verdicts: Readonly<Record<string, readonly { readonly ok: boolean }[]>>
}

const file = path.join(import.meta.dirname, '..', 'vectors', 'scenarios.ndjson')
const scenarios = fs
  .readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): Scenario => JSON.parse(line))

for (const version of ['1.13.0-alpha2', '1.16.1']) {
  test(`every step of every scenario goes as on a Consul ${version}`, async () => {
    const input = scenarios.map(({ id, steps }) => `${JSON.stringify({ id, steps })}\n`).join('')
    const { out } = await runCli(`check --batch --empty-cluster --target ${version}`, { input })
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line): { readonly id: string; readonly steps: readonly { readonly ok: boolean }[] } => JSON.parse(line))
    assert.deepEqual(
      answers.map(({ id, steps }) => [id, steps.map(({ ok }) => ok)]),
      scenarios.map(({ id, verdicts }) => [id, verdicts[version]?.map(({ ok }) => ok)]),
    )
  })
}
