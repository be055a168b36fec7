// Subsets that the resolver of another service does not define.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('missing-subset', () => {
  it('points at the subset that is asked for, whatever redirect of the same service it passes', () => {
    const message =
      'rejected missing-subset: `api` has no subset `v2`, and Consul refuses what leads to it. Define it under `Subsets` in the `service-resolver` of `api`, or name another one.'
    checkFindings(
      `
#- global.hcl
Kind = "proxy-defaults"
Name = "global"
Config { protocol = "http" }
#- api.hcl
Kind = "service-resolver"
Name = "api"
Redirect { Datacenter = "dc2" }
#- web.hcl
Kind = "service-splitter"
Name = "web"
Splits = [
  { Weight = 100, Service = "api", ServiceSubset = "v2" }
                            ^^^^^ ${message}
]
`,
      { target: '1.16', settings: { complete: true } },
    )
  })
})
