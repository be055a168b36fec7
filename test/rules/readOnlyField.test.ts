// Keys that the server sets.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll, fixTitles } from '../harness/rules.ts'

const entry = (more: string, end: string) => `{
  "Kind": "service-intentions",
  "Name": "web",
  "Sources": [
    {
      "Name": "api",
      "Action": "allow"${more}
    }
  ]${end}
}
`

describe('read-only-field', () => {
  it('makes a file of what was read from a cluster', () => {
    const read = entry(',\n      "Precedence": 9', ',\n  "ModifyIndex": 2')
    checkFixAll(`#- a.json\n${read}`, `#- a.json\n${entry('', '')}`)
  })

  it('offers nothing where the key is repeated, since it would still be there', () => {
    const titles = fixTitles('Kind = "mesh"\nCreateIndex = 1\nCreateIndex = 2\n')
    assert.deepEqual(titles, ['Remove this one, which counts for nothing'], 'which is what `overridden-key` offers')
  })

  it('is silent about what old intentions bring along', () => {
    checkFindings(`#- a.json\n${entry(',\n      "LegacyID": "x"', '')}`, { settings: { severities: { 'legacy-meta': 'off' } } })
  })
})
