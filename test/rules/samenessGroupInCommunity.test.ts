// Sameness groups in a community cluster.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('sameness-group-in-community', () => {
  it('is silent in Enterprise', () => {
    checkFindings(
      '\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", SamenessGroup = "all", Action = "allow" }]\n',
      {
        target: '1.16',
        edition: 'enterprise',
      },
    )
  })
})
