// What the bodies of requests about peering may say, by release, and the subcommands of `consul peering`.
import type { Target } from './target.ts'

export interface RequestKey {
  readonly name: string
  readonly since?: Target
  /** The first target that no longer knows the key. */
  readonly until?: Target
}

const shared: readonly RequestKey[] = [
  { name: 'PeerName' },
  { name: 'Meta' },
  { name: 'Datacenter', until: '1.13' },
  { name: 'Token', until: '1.13' },
]

/**
 * The keys of the bodies, matched without regard to case; any other is refused.
 * Source: agent/peering_endpoint.go @ v1.13.9 and v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1.
 */
export const requestKeys: Readonly<Record<string, readonly RequestKey[]>> = {
  '/v1/peering/token': [...shared, { name: 'Partition' }, { name: 'ServerExternalAddresses', since: '1.13' }],
  '/v1/peering/establish': [...shared, { name: 'PeeringToken' }, { name: 'Partition', since: '1.13' }],
}

/** Source: command/registry.go @ v1.13.9 and v1.16.1; `exported-services`: CHANGELOG of 1.17.1. */
export const peeringSubcommands: readonly RequestKey[] = [
  { name: 'delete' },
  { name: 'establish' },
  { name: 'generate-token' },
  { name: 'list' },
  { name: 'read' },
  { name: 'exported-services', since: '1.17' },
]
