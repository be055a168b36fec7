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

  it('tells of the kind, too', () => {
    checkFindings(
      `
Kind = "sameness-group"
       ^^^^^^^^^^^^^^^^ rejected sameness-group-in-community: Sameness groups belong to Consul Enterprise, and a community server refuses the entry.
Name = "all"
Members = [{ Peer = "cluster-02" }]
`,
      { target: '1.16' },
    )
  })
})
