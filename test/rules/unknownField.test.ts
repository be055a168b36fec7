// Keys that are misspelt, of another release, or given twice.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { checkFindings, checkFix, checkFixAll, fixTitles, judgeFiles } from '../harness/rules.ts'

const consumer = (key: string) => `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ ${key} = "cluster-02" }] }]
`

describe('unknown-field', () => {
  it('knows which spelling of the peer each release takes', () => {
    const works = {
      PeerName: [true, true, false, false],
      Peer: [false, false, true, true],
      peer_name: [true, true, true, true],
      PEERNAME: [true, true, false, false],
    }
    for (const [key, verdicts] of Object.entries(works)) {
      const found = (['preview', '1.13', '1.14', '1.16'] as const).map((target) => fixTitles(consumer(key), { target }).length === 0)
      assert.deepEqual(found, verdicts, key)
    }
  })

  it('renames every spelling to `peer_name`', () => {
    for (const [key, target] of [
      ['Peer', 'preview'],
      ['PeerName', '1.16'],
      ['Peer_Name_', 'preview'],
      ['peername', '1.14'],
    ] as const) {
      checkFix(consumer(key), 'Rename to `peer_name`', consumer('peer_name'), { target })
    }
  })

  it('offers to judge by a release that has the key', () => {
    assert.deepEqual(fixTitles(consumer('Peer')), ['Rename to `peer_name`', 'Judge this cluster as Consul 1.14'])
    assert.deepEqual(fixTitles(consumer('PeerName'), { target: '1.16' }), ['Rename to `peer_name`', 'Judge this cluster as Consul 1.13'])
  })

  it('repairs a misspelt key in the style of the file', () => {
    checkFixAll(
      `
kind = "service-defaults"
name = "web"
protocl = "http"
mesh_gatway { mode = "local" }
`,
      `
kind = "service-defaults"
name = "web"
protocol = "http"
mesh_gateway { mode = "local" }
`,
    )
  })

  it('knows that intentions take `Peer` only', () => {
    checkFix(
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", peer_name = "cluster-02", Action = "allow" }]
`,
      'Rename to `Peer`',
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "allow" }]
`,
    )
  })

  it('tells of two spellings of one key, of which Consul takes one', () => {
    checkFindings(`
Kind = "service-defaults"
Name = "web"
name = "api"
^^^^ rejected unknown-field: \`name\` is one more spelling of \`Name\`, which is set already, and Consul takes only one. Remove one of them.
`)
  })

  it('takes a key in any case, and both letters beyond ASCII that fold', () => {
    checkFindings(`
Kind = "exported-services"
NAME = "default"
\u017fervices = []
`)
  })

  it('renames no key onto one that is there', () => {
    const both = (rest: string) =>
      `Kind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ ${rest} }] }]\n`
    const text = both('Peer = "a", PeerName = "b"')
    assert.deepEqual(fixTitles(text), ['Remove `Peer`', 'Judge this cluster as Consul 1.14'])
    checkFix(text, 'Remove `Peer`', both('PeerName = "b"'))
    checkFindings(`
Kind = "service-defaults"
Name = "web"
Protocol = "tcp"
Protcol = "http"
^^^^^^^ rejected unknown-field: \`Protcol\` is not a key of a \`service-defaults\` entry, so Consul refuses the entry. You may have meant \`Protocol\`, which is set already: keep one of them.
`)
  })

  it('says what a label is', () => {
    checkFindings(`
Kind = "service-intentions"
Name = "api"
Sources "web" {
        ^^^^^ rejected unknown-field: \`web\` is not a key of an intention source, so Consul refuses the entry. A label is a level of its own: write it as a value inside the braces.
        ^^^^^ rejected missing-field: \`Name\` is missing, and Consul refuses an intention source without it. Add it.
        ^^^^^ rejected intention-action: A source has no \`Action\`, and Consul refuses the entry. Add \`Action = "allow"\` or \`Action = "deny"\`.
  Action = "allow"
}
`)
  })

  it('says how to reach a peer where no release has a key for it', () => {
    const splitter = (label: string) => `
Kind = "service-splitter"
Name = "web"
Splits = [{ Weight = 100, Peer = "cluster-02" }]
                          ^^^^ rejected ${label}: \`Peer\` is not a key of a split in any release, so Consul refuses the entry. To reach a peer, name a \`service-resolver\` entry here that redirects to it (since Consul 1.14).
`
    checkFindings(splitter('unknown-field C4'), { target: '1.13' })
    checkFindings(splitter('unknown-field'), { target: '1.16' })
  })

  it('carries the constraint of a key that the target does not know yet', () => {
    checkFindings(`
Kind = "mesh"
Peering { PeerThroughMeshGateways = true }
^^^^^^^ rejected unknown-field C2: \`Peering\` is a key of a \`mesh\` entry since Consul 1.14; the technical preview (1.13.0-alpha2) refuses it. Remove it, or judge this cluster by a release that has it.
`)
  })

  const resource = (kind: string, spec: string) => `
#- main.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ${kind}
metadata:
  name: ${kind === 'Mesh' ? 'mesh' : 'billing'}
spec:
${spec}`

  it('carries that constraint in a Kubernetes resource too, and offers the release that has the key', () => {
    for (const [kind, spec, constraint] of [
      ['Mesh', '  peering: { peerThroughMeshGateways: true }\n', 'C2'],
      ['ServiceResolver', '  redirect:\n    service: api\n    peer: cluster-02\n', 'C4'],
      ['ServiceResolver', '  failover:\n    "*":\n      service: api\n      targets:\n        - peer: cluster-02\n', 'C7'],
    ] as const) {
      for (const target of ['preview', '1.13'] as const) {
        const files = parseFixture(resource(kind, spec)).files
        const found = judgeFiles(files, { target }).filter(({ code }) => code === 'unknown-field')
        assert.deepEqual(
          found.map((finding) => [finding.constraint, finding.fixes?.map(({ title }) => title)]),
          [[constraint, ['Judge this cluster as Consul 1.14']]],
        )
      }
    }
  })

  it('is told alone of a key that Consul needs in another spelling, and offers what an agent reads', () => {
    const agent = `
config_entries { bootstrap = [{ kind = "service-resolver", name = "web", redirect = { sameness_group = "x" } }] }
`
    const found = judgeFiles(parseFixture(agent).files, { target: '1.16', edition: 'enterprise' })
    assert.deepEqual(
      found.filter(({ category }) => category === 'rejected').map(({ code, fixes }) => [code, fixes?.map(({ title }) => title)]),
      [['unknown-field', ['Rename to `SamenessGroup`']]],
    )
  })

  it('lists no keys that a community server refuses', () => {
    checkFindings(
      `
Kind = "mesh"
Foo = 1
^^^ rejected unknown-field: \`Foo\` is not a key of a \`mesh\` entry, so Consul refuses the entry. Its keys are \`Kind\`, \`TransparentProxy\`, \`TLS\`, \`HTTP\`, \`Meta\`.
`,
      { target: '1.13' },
    )
  })
})
