// Blanks around names.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, fixTitles } from '../harness/rules.ts'

const entry = (peer: string) => `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Action = "allow", Peer = ${peer} }]
`

describe('blank-in-name', () => {
  it('writes the name without the line break of a heredoc', () => {
    checkFix(entry('<<X\neast\nX\n'), 'Write `"east"`', entry('"east"\n'))
  })

  it('offers no name that stands there already, since Consul may refuse the same source twice', () => {
    const twice =
      'Kind = "service-intentions"\nName = "web"\nSources = [{ Name = "api", Action = "allow" }, { Name = "api ", Action = "deny" }]\n'
    assert.deepEqual(fixTitles(twice), [])
  })

  it('is silent within a name, where Consul may or may not take it', () => checkFindings(entry('"a b"')))
})
