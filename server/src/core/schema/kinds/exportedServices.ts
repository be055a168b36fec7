// The table of `exported-services`: which services which peers may use.
import { closingFields, kindField, namespace, partition, peer, samenessGroup, service, string } from '../common.ts'
import type { Kind, ObjectType } from '../types.ts'

const consumer: ObjectType = {
  title: 'a consumer',
  typical: ['Peer', 'PeerName'],
  fields: [
    { name: 'Partition', type: partition, enterprise: 'ignored', docs: 'The admin partition that may use the service.' },
    {
      name: 'PeerName',
      alias: 'peer_name',
      type: peer,
      until: '1.14',
      docs: 'The peer that may use the service, by the name that this cluster gives it. Renamed to `Peer` in 1.14; `peer_name` works on both.',
    },
    {
      name: 'Peer',
      alias: 'peer_name',
      type: peer,
      since: '1.14',
      docs: 'The peer that may use the service, by the name that this cluster gives it. `peer_name` also works before 1.14.',
    },
    {
      name: 'SamenessGroup',
      alias: 'sameness_group',
      type: samenessGroup,
      since: '1.16',
      docs: 'The sameness group whose members may use the service.',
    },
  ],
  atMostOneOf: [
    { fields: ['PeerName', 'Partition'], until: '1.14' },
    { fields: ['Peer', 'Partition'], since: '1.14', until: '1.16' },
    { fields: ['Peer', 'Partition', 'SamenessGroup'], since: '1.16' },
  ],
}

const exportedService: ObjectType = {
  title: 'an exported service',
  fields: [
    { name: 'Name', type: service, required: true, docs: 'The service to export, or `*` for all services of the namespace.' },
    {
      name: 'Namespace',
      type: namespace,
      enterprise: 'ignored',
      constraint: 'C10',
      docs: 'The namespace of the service. A community server ignores it and exports the service of `default`.',
    },
    {
      name: 'Consumers',
      type: { is: 'list', unordered: true, of: { is: 'object', object: consumer } },
      required: true,
      docs: 'Who may use the service: one object for each peer.',
    },
  ],
}

export const exportedServices: Kind = {
  kind: 'exported-services',
  docs: 'Makes services of this cluster visible to peers. There is one such entry for a cluster (or admin partition).',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/exported-services',
  onlyName: 'default',
  background:
    'Peered clusters stay independent, may belong to different operators, and share only what they export. WAN federation joins datacenters of one operator: they share ACLs, config entries and key/value stores, gossip with each other, and need a primary datacenter.',
  source: 'api/config_entry_exports.go, agent/structs/config_entry_exports.go @ v1.13.9, v1.14.0, v1.16.1',
  object: {
    title: 'an `exported-services` entry',
    typical: ['Services'],
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'Must be `default` (Enterprise: the name of the admin partition).' },
      { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition that the entry belongs to.' },
      {
        name: 'Services',
        type: { is: 'list', unordered: true, of: { is: 'object', object: exportedService } },
        docs: 'The services to export, each with its consumers.',
      },
      ...closingFields,
    ],
  },
}
