// Routing for a service that speaks TCP: what can be done about it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFix, fixTitles } from '../harness/rules.ts'

const router = '#- api-router.hcl\nKind = "service-router"\nName = "api"\n'

const defaults = (name: string, rest: string) => `#- ${name}.hcl\nKind = "service-defaults"\nName = "${name}"\n${rest}`

const set = 'Set the protocol of `api` to `http` in api.hcl'

const create = 'Create `service-defaults` for `api` with protocol `http`'

describe('routing-on-tcp', () => {
  it('sets the protocol in the file that says otherwise, and keeps its comment', () => {
    checkFix(router + defaults('api', 'Protocol = "tcp" # so far\n'), set, router + defaults('api', 'Protocol = "http" # so far\n'))
  })

  it('adds the protocol where the file names none, in a Kubernetes resource too', () => {
    checkFix(
      router + defaults('api', 'MaxInboundConnections = 5\n'),
      set,
      router + defaults('api', 'Protocol = "http"\nMaxInboundConnections = 5\n'),
    )
    const resource = (spec: string) =>
      `#- api.yaml\napiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceDefaults\nmetadata:\n  name: api\nspec:\n${spec}`
    checkFix(
      router + resource('  protocol: tcp\n'),
      'Set the protocol of `api` to `http` in api.yaml',
      router + resource('  protocol: http\n'),
    )
    checkFix(
      router + resource('  maxInboundConnections: 5\n'),
      'Set the protocol of `api` to `http` in api.yaml',
      router + resource('  maxInboundConnections: 5\n  protocol: http\n'),
    )
  })

  it('creates `service-defaults` where the files are all that there is, or proxy-defaults say `tcp`', () => {
    const created = '#- api-defaults.hcl\nKind = "service-defaults"\nName = "api"\nProtocol = "http"\n'
    checkFix(router, create, `${router}\n${created}`, { settings: { complete: true } })
    const global = '#- global.hcl\nKind = "proxy-defaults"\nName = "global"\nConfig { protocol = "tcp" }\n'
    checkFix(router + global, create, `${router}${global}\n${created}`)
  })

  it('offers nothing where the router is refused even so, or another entry then is', () => {
    const route = `${router}Routes = [{ Destination { Service = "web" } }]\n`
    const failover = '#- web-resolver.hcl\nKind = "service-resolver"\nName = "web"\nFailover { "*" { Service = "api" } }\n'
    const tcp = defaults('api', 'Protocol = "tcp"\n') + defaults('web', 'Protocol = "tcp"\n')
    for (const files of [route + tcp, router + tcp + failover])
      assert.deepEqual(
        fixTitles(files).filter((title) => title.includes('http')),
        [],
      )
  })

  it('offers nothing where the live cluster says what the service speaks', () => {
    const settings = {
      scopes: [{ folder: '', cluster: 'cluster-01' }],
      facts: { clusters: [{ cluster: 'cluster-01', readAt: 0, services: [{ name: 'api', protocol: 'tcp' }] }] },
    }
    assert.deepEqual(fixTitles(router, { settings }), [])
  })
})
