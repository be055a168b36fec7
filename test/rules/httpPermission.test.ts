// HTTP permissions that Consul refuses.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const permission = (http: string) => `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { ${http} } }] }]
`

describe('http-permission', () => {
  it('takes methods in any case, once each', () => checkFindings(permission('Methods = ["get", "PUT"]'), { target: '1.16' }))

  it('tells of what Consul refuses in headers and methods', () => {
    checkFindings(
      `
Kind = "service-intentions"
Name = "billing"
Sources {
  Name = "web"
  Permissions {
    Action = "allow"
    HTTP {
      Header = [{ Name = "x-user", Exact = "a", Prefix = "b" }]
                         ^^^^^^^^ rejected http-permission: The header \`x-user\` has more than one match, and Consul takes exactly one of \`Present\`, \`Exact\`, \`Prefix\`, \`Suffix\` and \`Regex\`.
      Methods = ["GET", "get", "FETCH"]
                        ^^^^^ rejected http-permission: The method \`GET\` stands here twice, and Consul refuses the entry. Remove one.
                               ^^^^^^^ rejected http-permission: \`FETCH\` is no HTTP method, and Consul refuses the entry. Use one of GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE.
    }
  }
}
`,
      { target: '1.16' },
    )
  })

  it('tells of a permission that matches nothing', () => {
    checkFindings(
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathRegex = "" } }] }]
                                                              ^^^^ rejected http-permission: This permission matches nothing, and Consul refuses the entry. Add a path, a header or a method.
`,
      { target: '1.16' },
    )
  })
})
