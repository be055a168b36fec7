// L7 permissions on a service that speaks TCP.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const tcp = `#- billing.hcl
Kind = "service-defaults"
Name = "billing"
`

describe('l7-permissions-on-tcp', () => {
  it('is the one finding where a peer calls, and carries the constraint', () => {
    checkFindings(`#- intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
                                                ^^^^^^^^^^^ rejected l7-permissions-on-tcp C6: \`billing\` speaks \`tcp\` by default, and Consul takes \`Permissions\` only for \`http\`, \`http2\` and \`grpc\`. Set \`Protocol = "http"\` in the \`service-defaults\` of \`billing\`, or use \`Action\`.
${tcp}`)
  })

  it('sets the protocol of the service', () => {
    const intention = `#- intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
`
    checkFix(intention + tcp, 'Set the protocol of `billing` to `http` in billing.hcl', `${intention}${tcp}Protocol = "http"\n`)
  })

  it('is silent where no file and no cluster says what the service speaks', () => {
    checkFindings(`#- intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
`)
  })
})
