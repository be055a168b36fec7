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

describe('second-exports', () => {
  it('offers to move the services into the entry that counts, and does not do so by itself', () => {
    checkFix(api + web(one), 'Move its services to web.hcl and empty this file', `#- api.hcl\n${web(`${one}, ${other}`)}`)
    checkFixAll(api + web(one), api + web(one))
  })
})
