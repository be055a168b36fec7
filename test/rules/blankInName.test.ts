// Blanks around names.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (peer: string) => `Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Action = "allow", Peer = ${peer} }]
`

describe('blank-in-name', () => {
  it('writes the name without the line break of a heredoc', () => {
    checkFix(entry('<<X\neast\nX\n'), 'Write `"east"`', entry('"east"\n'))
  })

  it('is silent within a name, where Consul may or may not take it', () => checkFindings(entry('"a b"')))
})
