// Holds our verdicts on the test vectors to those of real Consul servers.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { agreementOf, readEntryVectors, versions } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))
/** Entries of kinds that have no table yet. */
const knownDeviations: Readonly<Record<(typeof versions)[number], readonly string[]>> = {
  '1.13.0-alpha2': ['s1-01608', 's1-02419'],
  '1.16.1': ['s1-00177', 's1-00251', 's1-00980', 's1-01608', 's1-02419', 's1-02525', 's1-02651', 's1-02678'],
}

describe('the verdicts of real Consul servers', () => {
  for (const version of versions) {
    it(`agree with ours for ${version}`, () => {
      const { asked, deviations, syntaxErrors, syntaxDeviations } = agreementOf(vectors, version)
      assert.ok(asked > 2800)
      assert.deepEqual(
        deviations.map(({ id }) => id),
        knownDeviations[version],
      )
      assert.ok(syntaxErrors > 180)
      assert.deepEqual(syntaxDeviations, [])
    })
  }
})
