// C10: a community cluster has the namespace `default` only.
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll } from '../harness/rules.ts'

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

  it('is silent about `default`, and in Enterprise', () => {
    checkFindings(entry('    Namespace = "default"\n'))
    checkFindings(entry('    Namespace = "shop"\n'), { edition: 'enterprise' })
  })
})
