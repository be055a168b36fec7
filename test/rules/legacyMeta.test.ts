// Metadata of migrated intentions.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('legacy-meta', () => {
  it('is silent about what Consul clears by itself', () => {
    checkFindings(
      '\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Action = "allow", legacy_id = "x", LegacyMeta = {} }]\n',
    )
  })
})
