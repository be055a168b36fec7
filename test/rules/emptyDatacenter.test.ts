// Datacenters without a name.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('empty-datacenter', () => {
  it('takes a null of JSON for an empty name', () => {
    checkFindings(`
#- billing.json
{
  "Kind": "service-resolver", "Name": "billing",
  "Failover": {"*": {"Datacenters": [null]}}
                                     ^^^^ rejected empty-datacenter: This datacenter has no name, and Consul refuses the entry. Name it, or remove it.
}
`)
  })
})
