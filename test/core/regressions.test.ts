// Holds our verdicts on entries that were once judged wrongly, each as small as it shows the fault, to those of real Consul.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { refusalOf } from '../fuzz/judge.ts'
import { playOwn } from '../fuzz/play.ts'
import { consulVersions } from '../harness/consulBinary.ts'
import { readRegressionScenarios, readRegressions } from '../harness/vectors.ts'

const folder = path.join(import.meta.dirname, '..', 'vectors')
const regressions = readRegressions(fs.readFileSync(path.join(folder, 'regressions.ndjson'), 'utf8'))
const scenarios = readRegressionScenarios(fs.readFileSync(path.join(folder, 'regressionScenarios.ndjson'), 'utf8'))

describe('an entry that was once judged wrongly', () => {
  for (const { id, text, verdicts } of regressions) {
    it(`is judged as Consul does: ${id}`, () => {
      const ours = Object.fromEntries(consulVersions.map((version) => [version, refusalOf(text, version) === undefined]))
      assert.deepEqual(ours, Object.fromEntries(consulVersions.map((version) => [version, verdicts[version].ok])))
    })
  }
})

describe('a sequence of writes and deletions that was once judged wrongly', () => {
  for (const { id, steps, verdicts } of scenarios) {
    it(`is judged as Consul does: ${id}`, () => {
      const ours = Object.fromEntries(consulVersions.map((version) => [version, playOwn(steps, version)]))
      assert.deepEqual(ours, Object.fromEntries(consulVersions.map((version) => [version, verdicts[version].map(({ ok }) => ok)])))
    })
  }
})
