// Keys that say more about another one.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('needs-other-key', () => {
  it('knows which policy the settings of a load balancer belong to', () => {
    checkFindings(`
Kind = "service-resolver"
Name = "billing"
LoadBalancer {
  Policy = "random"
  HashPolicies = [{ Field = "header", FieldValue = "x-user", CookieConfig { Session = true } }]
  ^^^^^^^^^^^^ rejected needs-other-key: \`HashPolicies\` of a load balancer needs \`Policy\` to be \`ring_hash\` or \`maglev\`, which is \`random\`, and Consul refuses the entry.
                                                             ^^^^^^^^^^^^ rejected needs-other-key: \`CookieConfig\` of a hash policy needs \`Field\` to be \`cookie\`, which is \`header\`, and Consul refuses the entry.
}
`)
  })

  it('tells of a path of logs that are no file', () => {
    checkFix(
      '\nKind = "proxy-defaults"\nAccessLogs { Enabled = true, Path = "/x" }\n',
      'Remove `Path`',
      '\nKind = "proxy-defaults"\nAccessLogs { Enabled = true }\n',
      { target: '1.16' },
    )
  })

  it('takes an empty text for nothing', () => {
    checkFindings('\nKind = "service-resolver"\nName = "billing"\nRedirect { Datacenter = "dc2", ServiceSubset = "" }\n')
  })
})
