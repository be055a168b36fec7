// Holds our verdicts on the corner cases of each kind to those of Consul's own code.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { refusalOf } from '../fuzz/judge.ts'
import { consulVersions } from '../harness/consulBinary.ts'
import { readRegressions } from '../harness/vectors.ts'

const entries = readRegressions(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'kinds.ndjson'), 'utf8'))

describe('the corner cases of each kind', () => {
  for (const version of consulVersions) {
    it(`are judged as Consul ${version} does`, () => {
      const deviations = entries.flatMap(({ id, text, verdicts }) => {
        const refusal = refusalOf(text, version)
        return verdicts[version].ok === (refusal === undefined) ? [] : [{ id, text, ours: refusal?.code ?? 'ok' }]
      })
      assert.ok(entries.length > 1000)
      assert.deepEqual(deviations, [])
    })
  }
})
