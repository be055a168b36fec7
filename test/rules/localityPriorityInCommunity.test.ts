// Priority by locality in a community cluster.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('locality-priority-in-community', () => {
  it('is silent about an empty mode', () => {
    checkFindings('\nKind = "proxy-defaults"\nPrioritizeByLocality { Mode = "" }\n', { target: '1.16' })
  })
})
