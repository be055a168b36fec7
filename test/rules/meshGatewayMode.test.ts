// Modes of mesh gateways, with and without peers.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const defaults = (mode: string) => `#- proxy-defaults.hcl
Kind = "proxy-defaults"
Name = "global"
MeshGateway { Mode = "${mode}" }
`
const intention = `#- web.hcl
Kind = "service-intentions"
Name = "web"
Sources = [{ Name = "api", Peer = "east", Action = "allow" }]
`
const override = (more: string) => `Kind = "service-defaults"
Name = "web"
UpstreamConfig { Overrides = [{ Name = "api"${more}, MeshGateway { Mode = "none" } }] }
`

describe('mesh-gateway-mode', () => {
  it('offers the modes that reach a peer', () => {
    checkFix(intention + defaults('none'), 'Write `local`', intention + defaults('local'))
    checkFix(intention + defaults('none'), 'Write `remote`', intention + defaults('remote'))
  })

  it('is silent about `none` where no peer is known', () => checkFindings(defaults('none')))

  it('tells of a text that is no mode, peers or not', () => {
    checkFix(defaults('Locall'), 'Write `local`', defaults('local'))
    checkFix(defaults('gateway'), 'Write `remote`', defaults('remote'))
  })

  it('looks at an override where it is about a peer', () => {
    const options = { target: '1.16' } as const
    checkFindings(override(''), options)
    checkFix(override(', Peer = "east"'), 'Write `local`', override(', Peer = "east"').replace('none', 'local'), options)
  })
})
