// Numbers that Consul does not take.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('out-of-range', () => {
  it('tells of limits, times and shares of upstreams', () => {
    checkFindings(
      `
Kind = "service-defaults"
Name = "web"
UpstreamConfig {
  Defaults {
    Limits { MaxConnections = -1 }
                              ^^ rejected out-of-range: \`MaxConnections\` cannot be negative, and Consul refuses the entry.
    PassiveHealthCheck { Interval = "-5s", EnforcingConsecutive5xx = 101 }
                                    ^^^^^ rejected out-of-range: \`Interval\` cannot be negative, and Consul refuses the entry.
                                                                     ^^^ rejected out-of-range: \`EnforcingConsecutive5xx\` must lie between 0 and 100, and Consul refuses the entry.
  }
}
`,
      { target: '1.14' },
    )
  })
})
