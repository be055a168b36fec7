// Runs the examples of every rule: the bad one gives exactly its findings, the good one none, in HCL and in JSON.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Rule } from '../../server/src/core/rules/rule.ts'
import { parseFixture } from '../harness/fixture.ts'
import { checkFindings, exampleOptions, judgeFiles, placesOf } from '../harness/rules.ts'
import { toJson } from '../harness/toJson.ts'

for (const rule of rules) {
  describe(`rule ${rule.code}`, () => {
    const options = exampleOptions(rule)

    it('finds in its bad example exactly what the carets say', () => checkFindings(rule.examples.bad, options))

    it('finds nothing in its good example', () => checkFindings(rule.examples.good, options))

    it('finds the same in JSON', () => {
      // A text that does not parse, comments and repeated keys have no counterpart in JSON.
      if (rule.code === 'syntax-error' || rule.about === 'suppression' || rule.examples.onlyIn === 'hcl') return
      const files = parseFixture(rule.examples.bad).files
      if (!files.every(({ name }) => name.endsWith('.hcl'))) return
      const asJson = files.map(toJson)
      assert.deepEqual(placesOf(judgeFiles(asJson, options)), placesOf(judgeFiles(files, options)))
      const good = parseFixture(rule.examples.good).files.map(toJson)
      assert.deepEqual(placesOf(judgeFiles(good, options)), [])
    })

    it('says what it must', () => checkMetadata(rule))
  })
}

describe('the list of rules', () => {
  it('has each code once', () => {
    const codes = rules.map(({ code }) => code)
    assert.deepEqual(codes, [...new Set(codes)])
  })
})

function checkMetadata(rule: Rule): void {
  assert.match(rule.code, /^[a-z0-9]+(-[a-z0-9]+)*$/)
  assert.match(rule.title, /^[^.]+$/, 'a title has no full stop')
  assert.ok(rule.why.endsWith('.') || rule.why.endsWith('`.'), 'why is a sentence')
  assert.ok(rule.source.length > 0)
  const fixes = judgeFiles(parseFixture(rule.examples.bad).files, exampleOptions(rule))
    .filter(({ code }) => code === rule.code)
    .flatMap((finding) => finding.fixes ?? [])
  assert.equal(fixes.length === 0, rule.noFix !== undefined, 'a rule has a fix, or says why none is safe')
}
