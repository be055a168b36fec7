// Keys that a community server refuses.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll, fixTitles } from '../harness/rules.ts'

describe('enterprise-field', () => {
  it('is silent for Enterprise, and about an empty value', () => {
    const entry = (namespace: string) => `
Kind = "service-intentions"
Name = "billing"
Namespace = "${namespace}"
Sources = [{ Name = "web", Action = "allow" }]
`
    checkFindings(entry('shop'), { edition: 'enterprise' })
    checkFindings(entry(''))
  })

  it('removes the keys, with their lines', () => {
    checkFixAll(
      `
Kind = "service-intentions"
Name = "billing"
Namespace = "shop" # of the shop
Sources = [{ Name = "web", Namespace = "shop", Action = "allow" }]
`,
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
    )
  })

  it('removes no key that stands twice, since the other one would count then', () => {
    const titles = fixTitles(
      `
#- db.json
{ "Kind": "service-resolver", "Name": "db", "Redirect": { "Service": "x", "Partition": "a", "Partition": "b" } }
`,
      { target: '1.16' },
    )
    assert.ok(!titles.includes('Remove `Partition`'))
  })
})
