// The table of `service-splitter`: how requests to a service are shared out by weight.
import {
  absentPeer,
  closingFields,
  headerModifiersType,
  kindField,
  namespace,
  partition,
  placeFields,
  service,
  subsetName,
} from '../common.ts'
import type { Kind, ObjectType } from '../types.ts'

const split: ObjectType = {
  title: 'a split',
  absentKeys: [absentPeer],
  fields: [
    {
      name: 'Weight',
      type: { is: 'float', bits: 32, inHundredths: true },
      docs: 'The share of the requests in percent, in steps of 0.01. All weights together make 100.',
    },
    {
      name: 'Service',
      type: service,
      docs: 'The service that answers; this one when it is left out. To reach a peer, name a `service-resolver` entry that redirects to it.',
    },
    { name: 'ServiceSubset', alias: 'service_subset', type: subsetName, docs: 'The subset of the service that answers.' },
    { name: 'Namespace', type: namespace, enterprise: 'ignored', constraint: 'C10', docs: 'The namespace of the service.' },
    { name: 'Partition', type: partition, enterprise: 'ignored', docs: 'The admin partition of the service.' },
    { name: 'RequestHeaders', alias: 'request_headers', type: headerModifiersType, docs: 'Changes to the headers of the request.' },
    { name: 'ResponseHeaders', alias: 'response_headers', type: headerModifiersType, docs: 'Changes to the headers of the answer.' },
  ],
}

export const serviceSplitter: Kind = {
  kind: 'service-splitter',
  docs: 'Shares requests to a service out to subsets or other services by weight. The service must speak an HTTP protocol.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/service-splitter',
  source: 'api/config_entry_discoverychain.go, agent/structs/config_entry_discoverychain.go @ v1.13.9, v1.16.1',
  object: {
    title: 'a `service-splitter` entry',
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The service whose requests are shared out.' },
      ...placeFields,
      {
        name: 'Splits',
        type: { is: 'list', of: { is: 'object', object: split } },
        required: true,
        docs: 'Where the requests go, each with its share.',
      },
      ...closingFields,
    ],
  },
}
