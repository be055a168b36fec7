// One kind and name in two files.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

const file = (name: string, kind: string) => `#- ${name}
Kind = "${kind}"
Name = "web"
`

const intentions = (name: string, ...sources: readonly string[]) => `#- ${name}
Kind = "service-intentions"
Name = "billing"
Sources = [${sources.map((source) => `{ Name = "${source}", Action = "allow" }`).join(', ')}]
`

describe('duplicate-entry', () => {
  it('offers to move the sources of an intention into the one that counts', () => {
    checkFix(
      intentions('a.hcl', 'web') + intentions('b.hcl', 'api'),
      'Move its sources to b.hcl and empty this file',
      `#- a.hcl\n${intentions('b.hcl', 'api', 'web')}`,
    )
  })

  it('moves blocks as well as lists', () => {
    const blocks = (name: string, ...sources: readonly string[]) =>
      `#- ${name}\nKind = "service-intentions"\nName = "billing"\n${sources.map((source) => `Sources {\n  Name = "${source}"\n  Action = "allow"\n}\n`).join('')}`
    checkFix(
      blocks('a.hcl', 'web', 'shop') + blocks('b.hcl', 'api'),
      'Move its sources to b.hcl and empty this file',
      `#- a.hcl\n${blocks('b.hcl', 'api', 'web', 'shop')}`,
    )
  })

  it('moves no source that is there already, which a server would refuse', () => {
    assert.deepEqual(fixTitles(intentions('a.hcl', 'web') + intentions('b.hcl', 'api', 'web')), ['Empty this file: b.hcl counts'])
  })

  it('moves nothing where more than the sources would have to move', () => {
    const files = `${intentions('a.hcl', 'web')}Meta { team = "x" }\n${intentions('b.hcl', 'api')}`
    assert.deepEqual(fixTitles(files), ['Empty this file: b.hcl counts'])
  })

  it('offers to take out what counts for nothing, and does not do so by itself', () => {
    const files = file('a.hcl', 'service-defaults') + file('b.hcl', 'service-defaults')
    checkFix(files, 'Empty this file: b.hcl counts', `#- a.hcl\n${file('b.hcl', 'service-defaults')}`)
    checkFixAll(files, files)
    const resource = (protocol: string) =>
      `apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceDefaults\nmetadata:\n  name: web\nspec:\n  protocol: ${protocol}\n`
    checkFix(
      `#- a.yaml\n${resource('tcp')}---\n${resource('http')}`,
      'Remove this entry: a later one counts',
      `#- a.yaml\n---\n${resource('http')}`,
    )
  })

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
