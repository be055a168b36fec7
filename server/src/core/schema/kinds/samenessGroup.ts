// The table of `sameness-group`: clusters and partitions that count as one. Consul Enterprise only.
import { boolean, closingFields, kindField, partition, peer, string } from '../common.ts'
import type { Kind, ObjectType } from '../types.ts'

const member: ObjectType = {
  title: 'a member',
  fields: [
    { name: 'Partition', type: partition, docs: 'A partition of this cluster.' },
    { name: 'Peer', type: peer, docs: 'A peer, by the name that this cluster gives it.' },
  ],
  atMostOneOf: [{ fields: ['Partition', 'Peer'] }],
}

export const samenessGroup: Kind = {
  kind: 'sameness-group',
  edition: 'enterprise',
  docs: 'Names peers and partitions whose services of one name count as the same. Consul Enterprise only.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/sameness-group',
  since: '1.16',
  source: 'api/config_entry_sameness_group.go, agent/structs/config_entry_sameness_group.go @ v1.16.1',
  object: {
    title: 'a `sameness-group` entry',
    typical: ['Members'],
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name of the group.' },
      { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition that the entry belongs to.' },
      {
        name: 'DefaultForFailover',
        alias: 'default_for_failover',
        type: boolean,
        docs: 'Uses the group for every service that has no failover of its own.',
      },
      { name: 'IncludeLocal', alias: 'include_local', type: boolean, docs: 'Counts the local partition as the first member.' },
      {
        name: 'Members',
        type: { is: 'list', of: { is: 'object', object: member } },
        docs: 'The members, in the order in which they are tried.',
      },
      ...closingFields,
    ],
  },
}
