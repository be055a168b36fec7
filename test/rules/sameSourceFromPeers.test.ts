// One source name from several peers.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const entry = (sources: string) => `Kind = "service-intentions"
Name = "billing"
Sources = [${sources}]
`

describe('same-source-from-peers', () => {
  it('is silent about a peer and the cluster itself, and about `*`', () => {
    checkFindings(entry('{ Name = "web", Peer = "a", Action = "allow" }, { Name = "web", Action = "allow" }'))
    checkFindings(entry('{ Name = "*", Peer = "a", Action = "allow" }, { Name = "*", Peer = "b", Action = "allow" }'))
  })
})
