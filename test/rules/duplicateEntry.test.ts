// One kind and name in two files.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const file = (name: string, kind: string) => `#- ${name}
Kind = "${kind}"
Name = "web"
`

describe('duplicate-entry', () => {
  it('is silent across clusters', () => {
    const scopes = [{ folder: 'a/' }, { folder: 'b/' }]
    checkFindings(file('a/web.hcl', 'service-defaults') + file('b/web.hcl', 'service-defaults'), { settings: { scopes } })
  })

  it('is silent about one name of several kinds', () => {
    checkFindings(file('a.hcl', 'service-defaults') + file('b.hcl', 'service-resolver'))
  })

  it('is silent about namespaces of Enterprise', () => {
    const text = `${file('a.hcl', 'service-defaults')}Namespace = "x"\n${file('b.hcl', 'service-defaults')}Namespace = "y"\n`
    checkFindings(text, { edition: 'enterprise' })
  })
})
