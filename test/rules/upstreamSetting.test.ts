// Upstream settings that Consul refuses.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('upstream-setting', () => {
  it('tells of a name in the defaults', () => {
    checkFindings(`
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Defaults {
    Name = "billing"
    ^^^^ rejected upstream-setting: \`Defaults\` are for all upstreams, so Consul refuses a \`Name\` here. Use \`Overrides\` for a single one.
  }
}
`)
  })
})
