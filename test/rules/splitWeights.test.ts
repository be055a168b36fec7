// Shares of traffic.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, judgeFiles } from '../harness/rules.ts'

const findings = (...weights: readonly string[]) => {
  const splits = weights.map((weight, i) => `{ Weight = ${weight}, ServiceSubset = "v${i}" }`)
  return judgeFiles([{ name: 'main.hcl', text: `Kind = "service-splitter"\nName = "web"\nSplits = [${splits.join(', ')}]\n` }]).length
}

describe('split-weights', () => {
  it('rounds each weight on its own, with 32 bits', () => {
    assert.equal(findings('33.33', '33.33', '33.34'), 0)
    assert.equal(findings('99.995', '0.005'), 1)
    assert.equal(findings('99.994', '0.006'), 0)
    assert.equal(findings('150', '-50'), 0)
    assert.equal(findings('"100"', 'true'), 1)
    assert.equal(findings('"99"', 'true'), 0)
  })

  it('tells of two splits to one place, headers aside', () => {
    checkFindings(`
Kind = "service-splitter"
Name = "web"
Splits = [
  { Weight = 50 },
  { Weight = 30, Service = "web" },
    ^^^^^^ rejected split-weights: Another split goes to \`web\`, too, and Consul refuses the entry. Make one of the two.
  { Weight = 20, Service = "web", RequestHeaders { Set { x = "1" } } }
]
`)
  })
})
