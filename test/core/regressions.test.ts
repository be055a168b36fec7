// Holds our verdicts on entries that were once judged wrongly, each as small as it shows the fault, to those of real Consul.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { refusalOf } from '../fuzz/judge.ts'
import { consulVersions } from '../harness/consulBinary.ts'
import { readRegressions } from '../harness/vectors.ts'

const regressions = readRegressions(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'regressions.ndjson'), 'utf8'))

describe('an entry that was once judged wrongly', () => {
  for (const { id, text, verdicts } of regressions) {
    it(`is judged as Consul does: ${id}`, () => {
      const ours = Object.fromEntries(consulVersions.map((version) => [version, refusalOf(text, version) === undefined]))
      assert.deepEqual(ours, Object.fromEntries(consulVersions.map((version) => [version, verdicts[version].ok])))
    })
  }
})
