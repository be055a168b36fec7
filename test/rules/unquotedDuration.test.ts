// Durations without a unit.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, fixTitles } from '../harness/rules.ts'

const entry = (timeout: string) => `Kind = "service-resolver"
Name = "billing"
ConnectTimeout = ${timeout}
`

describe('unquoted-duration', () => {
  it('writes a unit', () => {
    checkFix(entry('15'), 'Write `"15s"`', entry('"15s"'))
    checkFix(entry('250'), 'Write `"250ms"`', entry('"250ms"'))
    checkFix(entry('1.5'), 'Write `"1.5s"`', entry('"1.5s"'))
  })

  it('changes no type of a key that stands twice', () => {
    assert.deepEqual(
      fixTitles(`${entry('2')}ConnectTimeout = 3\n`).filter((title) => title.startsWith('Write')),
      [],
    )
  })

  it('is silent about nothing, about texts, and about who has counted nanoseconds', () => {
    for (const timeout of ['0', '"5s"', '5000000000']) checkFindings(entry(timeout))
  })

  it('looks at durations only', () =>
    checkFindings('Kind = "service-defaults"\nName = "a"\nMaxInboundConnections = 5\n', { target: '1.16' }))
})
