// Intentions for callers to whom nothing is exported.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const exported = (services: string) => `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [${services}]
`
const intention = (action = 'allow') => `#- intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "east", Action = "${action}" }]
`
const title = 'Export `billing` to `east`'
const to = (name: string, ...peers: readonly string[]) =>
  `{ Name = "${name}", Consumers = [${peers.map((peer) => `{ peer_name = "${peer}" }`).join(', ')}] }`

describe('intention-without-export', () => {
  it('adds a consumer, or the service', () => {
    checkFix(exported(to('billing', 'west')) + intention(), title, exported(to('billing', 'west', 'east')) + intention())
    checkFix(exported(to('api', 'west')) + intention(), title, exported(`${to('api', 'west')}, ${to('billing', 'east')}`) + intention())
  })

  it('is silent where nothing is exported by files, and about what is denied', () => {
    checkFindings(intention())
    checkFindings(exported(to('api', 'west')) + intention('deny'))
  })

  it('knows that `*` exports every service', () => {
    checkFindings(exported(to('*', 'east')) + intention(), { target: '1.16' })
  })
})
