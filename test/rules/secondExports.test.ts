// Two `exported-services` entries in one cluster.
import { describe, it } from 'node:test'
import { checkFix, checkFixAll } from '../harness/rules.ts'

const api = `#- api.hcl
# what api shares
Kind = "exported-services",
Name = "default",
Services = [{ Name = "api", Consumers = [{ peer_name = "cluster-02" }] }]
`
const web = (services: string) => `#- web.hcl
Kind = "exported-services"
Name = "default"
Services = [${services}] # web
`
const one = '{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }'
const other = '{ Name = "api", Consumers = [{ peer_name = "cluster-02" }] }'

const defaults = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceDefaults\nmetadata:\n  name: web\nspec:\n  protocol: tcp\n'

describe('second-exports', () => {
  it('offers to move the services into the entry that counts, and does not do so by itself', () => {
    checkFix(api + web(one), 'Move its services to web.hcl and empty this file', `#- api.hcl\n${web(`${one}, ${other}`)}`)
    checkFixAll(api + web(one), api + web(one))
  })

  it('merges two resources of one YAML file', () => {
    const resource = (...services: readonly string[]) =>
      `apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
${services.map((name) => `    - name: ${name}\n      consumers:\n        - peer: cluster-02\n`).join('')}`
    const options = { target: '1.16' } as const
    checkFix(
      `#- exports.yaml\n${resource('api')}---\n${resource('web')}`,
      'Move its services to the entry that counts and remove this one',
      `#- exports.yaml\n---\n${resource('web', 'api')}`,
      options,
    )
    checkFix(
      `#- a.yaml\n${defaults}---\n${resource('api')}#- b.yaml\n${resource('web')}`,
      'Move its services to b.yaml and remove this entry',
      `#- a.yaml\n${defaults}---\n#- b.yaml\n${resource('web', 'api')}`,
      options,
    )
  })

  it('never empties the settings of an agent', () => {
    const agent = (entries: string) => `#- agent.json\n{ "server": true, "config_entries": { "bootstrap": [${entries}] } }\n`
    const entry =
      '{ "kind": "exported-services", "name": "default", "services": [{ "name": "api", "consumers": [{ "peer_name": "cluster-02" }] }] }'
    const mesh = '{ "kind": "mesh" }'
    checkFix(
      agent(`${mesh}, ${entry}`) + web(one),
      'Move its services to web.hcl and remove this entry',
      agent(mesh) + web(`${one}, { name = "api", consumers = [{ peer_name = "cluster-02" }] }`),
    )
  })
})
