// Objects that say nothing.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('missing-one-of', () => {
  it('tells of a permission that matches no request', () => {
    checkFindings(
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathRegex = "" } }] }]
                                                                     ^^^^^^^^^ rejected missing-one-of: This is an HTTP permission without any of \`PathExact\`, \`PathPrefix\`, \`PathRegex\`, \`Header\` and \`Methods\`, and Consul refuses the entry. Set one of them.
`,
      { target: '1.16' },
    )
  })

  it('takes a null of JSON among objects for an object without keys', () => {
    checkFindings(
      `
#- billing.json
{
  "Kind": "service-resolver", "Name": "billing",
  "Failover": {"*": null}
                    ^^^^ rejected missing-one-of: This is a failover without any of \`Service\`, \`ServiceSubset\`, \`Datacenters\` and \`Targets\`, and Consul refuses the entry. Set one of them.
}
`,
      { target: '1.14' },
    )
  })

  it('counts a failover with targets from 1.14 on', () => {
    const failover = `
Kind = "service-resolver"
Name = "billing"
Failover { "*" { Targets = [{ Peer = "cluster-02" }] } }
`
    checkFindings(failover, { target: '1.14' })
  })
})
