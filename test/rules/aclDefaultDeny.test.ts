// C1: ACLs that deny by default, in the files of an agent.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const label =
  'preview acl-default-deny C1: ACLs deny by default here, and the technical preview peers clusters only with ACLs off or with `default_policy = "allow"`. Use a cluster of its own for the preview, or Consul 1.13.'

describe('acl-default-deny', () => {
  it('looks into the other files of the folder', () =>
    checkFindings(`
#- server/acl.hcl
acl {
  default_policy = "deny"
                   ^^^^^^ ${label}
}
#- server/on.hcl
acl {
  enabled                  = true
  enable_token_persistence = true
}
#- other/acl.hcl
acl {
  default_policy = "deny"
}
`))

  it('knows the former name of the setting', () =>
    checkFindings(`
#- main.json
{ "acl_default_policy": "deny", "acl": { "enabled": true } }
                        ^^^^^^ ${label}
`))

  it('is silent since 1.13', () => checkFindings('acl {\n  enabled = true\n  default_policy = "deny"\n}\n', { target: '1.13' }))

  it('is silent in a file of Nomad', () => checkFindings('datacenter = "dc1"\nserver {\n  enabled = true\n}\nacl {\n  enabled = true\n}\n'))
})
