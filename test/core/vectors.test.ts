// Holds our verdicts on the test vectors to those of real Consul servers.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { agreementOf, readEntryVectors, versions } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))

describe('the verdicts of real Consul servers', () => {
  for (const version of versions) {
    it(`agree with ours for ${version}`, () => {
      const { asked, deviations, syntaxErrors, syntaxDeviations } = agreementOf(vectors, version)
      assert.equal(asked, 3000)
      assert.deepEqual(deviations, [])
      assert.ok(syntaxErrors > 180)
      assert.deepEqual(syntaxDeviations, [])
    })
  }
})
