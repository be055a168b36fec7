// Holds our verdicts on the test vectors to those of real Consul servers.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { agreementOf, readEntryVectors, versions } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))
const kinds = ['exported-services', 'service-intentions', 'service-defaults', 'proxy-defaults']

/** A `service-splitter` whose weights are no 100 together, which no rule tells yet. */
const knownDeviations = ['s1-00783']

describe('the verdicts of real Consul servers', () => {
  for (const version of versions) {
    it(`agree with ours for ${version}`, () => {
      const { asked, deviations, syntaxErrors, syntaxDeviations } = agreementOf(vectors, version, kinds)
      assert.ok(asked > 2300)
      assert.deepEqual(
        deviations.map(({ id }) => id),
        knownDeviations,
      )
      assert.ok(syntaxErrors > 180)
      assert.deepEqual(syntaxDeviations, [])
    })
  }
})
