// Sameness groups in a community cluster.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, fixTitles } from '../harness/rules.ts'

const group = (members: string) => `#- all.hcl\nKind = "sameness-group"\nName = "all"\nMembers = [${members}]\n`

const exports = (consumers: string) => `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [${consumers}] }]
`

const peers = '{ Peer = "cluster-02" }, { Peer = "cluster-03" }'

const options = { target: '1.16' } as const

describe('sameness-group-in-community', () => {
  it('names each member of a group that an entry of the cluster lists', () => {
    checkFix(
      exports('{ SamenessGroup = "all" }') + group(peers),
      'Name `cluster-02`, `cluster-03` instead of `all`',
      exports(peers) + group(peers),
      options,
    )
  })

  it('leaves out members that are named already, and the cluster itself', () => {
    checkFix(
      exports('{ Peer = "cluster-03" }, { SamenessGroup = "all" }') + group(`{ Partition = "default" }, ${peers}`),
      'Name `cluster-02` instead of `all`',
      exports('{ Peer = "cluster-03" }, { Peer = "cluster-02" }') + group(`{ Partition = "default" }, ${peers}`),
      options,
    )
  })

  it('repeats a source with all that it says, for the services of the cluster itself too', () => {
    const intentions = (sources: string) => `#- intentions.hcl\nKind = "service-intentions"\nName = "billing"\n${sources}`
    checkFix(
      intentions('Sources {\n  Name = "web"\n  SamenessGroup = "all"\n  Action = "allow"\n}\n') +
        group(`{ Partition = "default" }, ${peers}`),
      'Name `cluster-02`, `cluster-03` and this cluster instead of `all`',
      intentions(
        `Sources {\n  Name = "web"\n  Peer = "cluster-02"\n  Action = "allow"\n}
Sources {\n  Name = "web"\n  Peer = "cluster-03"\n  Action = "allow"\n}\nSources {\n  Name = "web"\n  Action = "allow"\n}\n`,
      ) + group(`{ Partition = "default" }, ${peers}`),
      options,
    )
  })

  it('makes a list of a single consumer of JSON', () => {
    const json = (consumers: string) =>
      `#- exports.json\n{ "Kind": "exported-services", "Name": "default", "Services": [{ "Name": "web", "Consumers": ${consumers} }] }\n`
    checkFix(
      json('{ "SamenessGroup": "all" }') + group(peers),
      'Name `cluster-02`, `cluster-03` instead of `all`',
      json('[{ "Peer": "cluster-02" }, { "Peer": "cluster-03" }]') + group(peers),
      options,
    )
    checkFix(
      json('{ "SamenessGroup": "all" }') + group('{ Peer = "cluster-02" }'),
      'Name `cluster-02` instead of `all`',
      json('{ "Peer": "cluster-02" }') + group('{ Peer = "cluster-02" }'),
      options,
    )
  })

  it('keeps to the spelling of a Kubernetes resource', () => {
    const resource = (consumers: string) => `#- exports.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers:
${consumers}`
    checkFix(
      resource('        - samenessGroup: all\n') + group(peers),
      'Name `cluster-02`, `cluster-03` instead of `all`',
      resource('        - peer: cluster-02\n        - peer: cluster-03\n') + group(peers),
      options,
    )
  })

  it('only removes the key where nothing lists the members, or not all of them can be named', () => {
    for (const rest of ['', group(''), group(`{ Partition = "shop" }, ${peers}`)])
      assert.deepEqual(
        fixTitles(exports('{ SamenessGroup = "all" }') + rest, options).filter((title) => title.includes('all')),
        [],
      )
  })

  it('is silent in Enterprise', () => {
    checkFindings(
      '\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", SamenessGroup = "all", Action = "allow" }]\n',
      {
        target: '1.16',
        edition: 'enterprise',
      },
    )
  })

  it('tells of the kind, too', () => {
    checkFindings(
      `
Kind = "sameness-group"
       ^^^^^^^^^^^^^^^^ rejected unknown-kind: The kind \`sameness-group\` belongs to Consul Enterprise, and a community server refuses it. Remove the entry.
Name = "all"
Members = [{ Peer = "cluster-02" }]
`,
      { target: '1.16' },
    )
  })
})
