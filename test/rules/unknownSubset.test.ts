// Subsets that are named and not defined.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('unknown-subset', () => {
  it('looks at the keys of a failover and at subsets of the own service', () => {
    checkFindings(
      `
Kind = "service-resolver"
Name = "billing"
Failover {
  v9 { Service = "other", ServiceSubset = "theirs" }
  ^^ rejected unknown-subset: This entry defines no subset \`v9\`, and Consul refuses it. Define it in \`Subsets\`.
  "*" { Targets = [{ Service = "billing", ServiceSubset = "v8" }] }
                                                          ^^^^ rejected unknown-subset: This entry defines no subset \`v8\`, and Consul refuses it. Define it in \`Subsets\`.
}
`,
      { target: '1.16' },
    )
  })

  it('repairs a misspelt subset', () => {
    const entry = (name: string) => `
Kind = "service-resolver"
Name = "billing"
DefaultSubset = "${name}"
Subsets { canary { OnlyPassing = true } }
`
    checkFix(entry('cannary'), 'Change to `canary`', entry('canary'))
  })
})
