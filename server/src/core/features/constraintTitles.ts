// The ten constraints of the technical preview, each in a sentence. Source: Consul's page on cluster peering at 1.13.0-alpha2.
import type { ConstraintId } from '../schema/types.ts'

export const constraintTitles: Readonly<Record<ConstraintId, string>> = {
  C1: 'ACLs must be off, or their default policy `allow`.',
  C2: 'Servers do not reach each other through mesh gateways; services do.',
  C3: 'A service that is exported to a peer must speak TCP.',
  C4: 'Splits, routes and redirects of exported services do not work.',
  C5: '`consul intention` cannot be used for peers; write `service-intentions`.',
  C6: 'Intentions for peers have no L7 permissions.',
  C7: 'There is no failover to services of a peer.',
  C8: 'The key/value store of a peer cannot be read.',
  C9: 'Datacenters that are federated stay so; they do not peer with each other.',
  C10: 'Outside Consul Enterprise, only services of the namespace `default` are shared.',
}
