// What Consul's reader refuses, told where it stops.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('syntax-error', () => {
  it('is silent about the oddities that HCL 1 takes', () => {
    checkFindings(`
Kind="exported-services"Name="default",
Services=[{Name="web"Consumers=[{peer_name="cluster-02"},]},]
`)
  })

  it('tells of trailing commas in JSON, which Go refuses', () => {
    checkFindings(`
#- main.json
{"Kind": "exported-services", "Name": "default",}
                                               ^ rejected syntax-error: JSON has no comma before a closing \`}\`. Remove it.
`)
  })

  it('says that a list of entries is not an entry', () => {
    checkFindings(`
#- all.json
[{ "Kind": "exported-services", "Name": "default" }]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rejected syntax-error: A list of entries is not an entry, and Consul takes one entry a file. Give each a file of its own, without \`[\` and \`]\`.
`)
  })
})
