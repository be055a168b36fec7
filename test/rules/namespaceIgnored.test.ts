// C10: a community cluster has the namespace `default` only.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll, fixTitles } from '../harness/rules.ts'

const entry = (namespace: string) => `
Kind = "exported-services"
Name = "default"
Services = [
  {
    Name      = "web"
${namespace}    Consumers = [{ peer_name = "cluster-02" }]
  }
]
`

describe('namespace-ignored', () => {
  it('removes the line', () => checkFixAll(entry('    Namespace = "shop"\n'), entry('')))

  it('removes no key that stands twice, since the other one would count then', () => {
    const twice = entry('    Namespace = "shop"\n    Namespace = "store"\n')
    assert.ok(!fixTitles(twice).includes('Remove `Namespace`'))
  })

  it('is silent about `default`, and in Enterprise', () => {
    checkFindings(entry('    Namespace = "default"\n'))
    checkFindings(entry('    Namespace = "shop"\n'), { edition: 'enterprise' })
  })
})
