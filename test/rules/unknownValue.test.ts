// Words that Consul does not take.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('unknown-value', () => {
  it('repairs the type of a source', () => {
    const source = (type: string) =>
      `\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Action = "allow", Type = "${type}" }]\n`
    checkFix(source('Consul'), 'Change to `consul`', source('consul'))
    checkFindings(source(''))
  })
})
