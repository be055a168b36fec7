// Peers that the live cluster does not have.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (peer: string) => `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Peer = "${peer}", Action = "allow" }]
`
const live = (...names: readonly string[]) => {
  const peers = names.map((name) => ({ name, state: 'ACTIVE' }))
  return { settings: { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, peers }] } } }
}

describe('unknown-peer', () => {
  it('writes the name as the cluster has it', () => {
    checkFix(entry('EAST'), 'Write `east`', entry('east'), live('west', 'east'))
    checkFix(entry('eats'), 'Write `east`', entry('east'), live('west', 'east'))
  })

  it('lists the peers where none is near', () => {
    checkFindings(
      `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Peer = "x", Action = "allow" }]
                                  ^^^ advice unknown-peer: This cluster has no peer \`x\`, so Consul leaves this out without a word. It has \`east\`.
`,
      live('east'),
    )
  })

  it('is silent while nothing is known of the peers', () => checkFindings(entry('x')))
})
