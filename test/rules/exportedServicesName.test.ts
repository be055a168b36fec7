// The one name that an `exported-services` entry may have.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('exported-services-name', () => {
  it('changes the name', () => {
    checkFix(
      '\nKind = "exported-services"\nName = "shop"\n',
      'Change the name to `default`',
      '\nKind = "exported-services"\nName = "default"\n',
    )
  })

  it('is silent in Enterprise, where it is the name of a partition', () => {
    checkFindings('\nKind = "exported-services"\nName = "shop"\n', { edition: 'enterprise' })
  })
})
