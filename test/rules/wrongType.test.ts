// Values that Consul cannot read as what the field holds.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('wrong-type', () => {
  it('is silent where Consul converts', () => {
    checkFindings(`
Kind = "service-defaults"
Name = ["web"]
transparent_proxy { outbound_listener_port = "0x10" }
Expose { Checks = "T" }
Meta { port = 80, on = true }
UpstreamConfig { Defaults { PassiveHealthCheck { Interval = "1m30s", MaxFailures = 2.5 } } }
`)
  })

  it('tells of a duration, a number and a truth value that cannot be read', () => {
    checkFindings(`
Kind = "service-defaults"
Name = "web"
TransparentProxy { OutboundListenerPort = "2.5" }
                                          ^^^^^ rejected wrong-type: \`TransparentProxy.OutboundListenerPort\` is a text, but Consul reads a whole number here.
Expose { Checks = "yes" }
                  ^^^^^ rejected wrong-type: \`Expose.Checks\` is a text, but Consul reads \`true\` or \`false\` here.
UpstreamConfig { Defaults { PassiveHealthCheck { Interval = "5" } } }
                                                            ^^^ rejected wrong-type: \`UpstreamConfig.Defaults.PassiveHealthCheck.Interval\` is a text, but Consul reads a duration such as \`"5s"\` here.
`)
  })

  it('tells of a `null` at which Consul crashes', () => {
    checkFindings(`
#- main.json
{"Kind": "service-intentions", "Name": "billing", "Sources": [null]}
                                                              ^^^^ rejected wrong-type: \`Sources[0]\` is \`null\`, at which Consul crashes. Remove it.
`)
  })
})
