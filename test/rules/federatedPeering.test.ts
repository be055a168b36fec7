// C9: federated datacenters stay federated, in the files of an agent.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const label = (key: string) =>
  `preview federated-peering C9: \`${key}\` federates this datacenter with others, and what is federated stays so: peering does not replace it. Peer only with clusters outside of the federation, or take this setting away.`

describe('federated-peering', () => {
  it('sees that the cluster peers by its entries: the technical preview has no setting for it', () =>
    checkFindings(`
#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
#- server.hcl
server             = true
primary_datacenter = "dc1"
^^^^^^^^^^^^^^^^^^ ${label('primary_datacenter')}
start_join_wan     = ["10.0.0.1"]
^^^^^^^^^^^^^^ ${label('start_join_wan')}
`))

  it('is silent where nothing is peered', () => checkFindings('server = true\nretry_join_wan = ["10.0.0.1"]\n'))

  it('is silent where the primary datacenter is the own one', () =>
    checkFindings(
      'server = true\ndatacenter = "dc1"\nprimary_datacenter = "dc1"\nports {\n  grpc = 8502\n}\npeering {\n  enabled = true\n}\n',
      { target: '1.13' },
    ))

  it('is silent since 1.14', () =>
    checkFindings('server = true\nretry_join_wan = ["10.0.0.1"]\npeering {\n  enabled = true\n}\n', { target: '1.14' }))
})
