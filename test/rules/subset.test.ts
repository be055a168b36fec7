// Names and filters of subsets.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeFiles } from '../harness/rules.ts'

const findings = (name: string, filter: string) =>
  judgeFiles([
    { name: 'main.json', text: JSON.stringify({ Kind: 'service-resolver', Name: 'billing', Subsets: { [name]: { Filter: filter } } }) },
  ]).length

describe('subset', () => {
  it('takes DNS labels in lower case as names', () => {
    for (const name of ['v', '1', 'v-1', 'a'.repeat(63)]) assert.equal(findings(name, ''), 0, name)
    for (const name of ['', 'V1', '-v', 'v-', 'a b', '*', 'v.1', 'a'.repeat(64)]) assert.equal(findings(name, ''), 1, name)
  })

  it('reads filters as Consul does', () => {
    const good = [
      'Service.Meta.version == v2',
      ' ( a == "b" ) ',
      'a!=1.5 and not b is empty or "x" not in c.d["e f"]',
      'not == 3',
      'a contains `b"c`',
      'not not ((a matches "x\\\\d" ))',
    ]
    const bad = [
      ' ',
      'a',
      'a = b',
      'a == 01',
      'a == 5x',
      'a == "b',
      'a == b andc == d',
      '(a == b',
      'a is  full',
      'a == "\\q"',
      '== b',
      'a in 3',
    ]
    for (const filter of good) assert.equal(findings('v1', filter), 0, filter)
    for (const filter of bad) assert.equal(findings('v1', filter), 1, filter)
  })

  it('takes a filter that is nested beyond reason', () => {
    assert.equal(findings('v1', `${'('.repeat(100_000)}a == b${')'.repeat(100_000)}`), 0)
  })
})
