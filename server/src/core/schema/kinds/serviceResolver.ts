// The table of `service-resolver`: which instances stand behind the name of a service, here or in a peer.
import {
  boolean,
  closingFields,
  duration,
  failoverModeType,
  kindField,
  localityPriorityType,
  namespace,
  partition,
  peer,
  placeFields,
  samenessGroup,
  service,
  string,
  subsetName,
  unsigned32,
} from '../common.ts'
import type { Field, Kind, ObjectType } from '../types.ts'

/** Releases before 1.14 take the keys in the community edition and drop what they say. */
function placedElsewhere(field: Pick<Field, 'name' | 'type' | 'docs' | 'constraint' | 'onlyWith'>): readonly Field[] {
  return [
    { ...field, enterprise: 'ignored', until: '1.14' },
    { ...field, enterprise: 'refused', since: '1.14' },
  ]
}

const subset: ObjectType = {
  title: 'a subset',
  fields: [
    { name: 'Filter', type: string, docs: 'Which instances belong to the subset, such as `Service.Meta.version == "v2"`.' },
    { name: 'OnlyPassing', alias: 'only_passing', type: boolean, docs: 'Takes only instances whose checks all pass, none with warnings.' },
  ],
}

const redirect: ObjectType = {
  title: 'a redirect',
  fields: [
    { name: 'Service', type: service, docs: 'The service that answers instead of this one.' },
    {
      name: 'ServiceSubset',
      alias: 'service_subset',
      type: subsetName,
      onlyWith: { field: 'Service' },
      docs: 'A subset of that service, which its own resolver defines.',
    },
    ...placedElsewhere({
      name: 'Namespace',
      type: namespace,
      constraint: 'C10',
      onlyWith: { field: 'Service' },
      docs: 'The namespace of that service.',
    }),
    ...placedElsewhere({
      name: 'Partition',
      type: partition,
      onlyWith: { field: 'Service' },
      docs: 'The admin partition of that service.',
    }),
    { name: 'Datacenter', type: string, docs: 'The datacenter of that service. Not possible for a service that is exported to a peer.' },
    {
      name: 'Peer',
      type: peer,
      since: '1.14',
      constraint: 'C4',
      onlyWith: { field: 'Service' },
      docs: 'The peer that has that service, by the name that this cluster gives it. It is the way to route or split to a peer: name this entry there.',
    },
    {
      name: 'SamenessGroup',
      alias: 'sameness_group',
      aliasOnlyIn: 'api',
      type: samenessGroup,
      since: '1.16',
      enterprise: 'refused',
      docs: 'The sameness group whose members have that service.',
    },
  ],
  atMostOneOf: [
    { fields: ['SamenessGroup', 'ServiceSubset'], since: '1.16' },
    { fields: ['SamenessGroup', 'Partition'], since: '1.16' },
    { fields: ['SamenessGroup', 'Datacenter'], since: '1.16' },
    { fields: ['Peer', 'ServiceSubset'], since: '1.14' },
    { fields: ['Peer', 'Partition'], since: '1.14' },
    { fields: ['Peer', 'Datacenter'], since: '1.14' },
  ],
  atLeastOneOf: [{ fields: ['Service', 'ServiceSubset', 'Namespace', 'Partition', 'Datacenter', 'Peer', 'SamenessGroup'] }],
}

const target: ObjectType = {
  title: 'a failover target',
  fields: [
    { name: 'Service', type: service, docs: 'The service to try; this one when it is left out.' },
    { name: 'ServiceSubset', alias: 'service_subset', type: subsetName, docs: 'The subset of the service to try.' },
    { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition to try.' },
    { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace to try.' },
    { name: 'Datacenter', type: string, docs: 'The datacenter to try.' },
    { name: 'Peer', type: peer, constraint: 'C7', docs: 'The peer to try, by the name that this cluster gives it.' },
  ],
  atMostOneOf: [
    { fields: ['Peer', 'ServiceSubset'] },
    { fields: ['Peer', 'Partition'] },
    { fields: ['Peer', 'Datacenter'] },
    { fields: ['Partition', 'Datacenter'] },
  ],
}

const failover: ObjectType = {
  title: 'a failover',
  fields: [
    { name: 'Service', type: service, docs: 'The service to turn to; this one when it is left out.' },
    { name: 'ServiceSubset', alias: 'service_subset', type: subsetName, docs: 'The subset to turn to.' },
    ...placedElsewhere({ name: 'Namespace', type: namespace, constraint: 'C10', docs: 'The namespace to turn to.' }),
    { name: 'Datacenters', type: { is: 'list', of: string }, docs: 'The datacenters to try, one after the other.' },
    {
      name: 'Targets',
      type: { is: 'list', of: { is: 'object', object: target } },
      since: '1.14',
      constraint: 'C7',
      docs: 'What to try, one after the other; the way to fail over to a peer.',
    },
    {
      name: 'Policy',
      since: '1.16',
      type: {
        is: 'object',
        object: {
          title: 'a failover policy',
          fields: [
            { name: 'Mode', type: failoverModeType, enterprise: 'refused', docs: 'In which order targets are tried.' },
            { name: 'Regions', type: { is: 'list', of: string }, docs: 'The regions, nearest first.' },
          ],
        },
      },
      docs: 'How targets are tried.',
    },
    {
      name: 'SamenessGroup',
      alias: 'sameness_group',
      aliasOnlyIn: 'api',
      type: samenessGroup,
      since: '1.16',
      enterprise: 'refused',
      docs: 'The sameness group whose members are tried.',
    },
  ],
  atMostOneOf: [
    { fields: ['SamenessGroup', 'Datacenters'], since: '1.16' },
    { fields: ['SamenessGroup', 'ServiceSubset'], since: '1.16' },
    { fields: ['SamenessGroup', 'Targets'], since: '1.16' },
    { fields: ['Targets', 'Datacenters'], since: '1.14' },
    { fields: ['Targets', 'ServiceSubset'], since: '1.14' },
    { fields: ['Targets', 'Service'], since: '1.14' },
  ],
  atLeastOneOf: [{ fields: ['Service', 'ServiceSubset', 'Namespace', 'Datacenters', 'Targets', 'SamenessGroup'] }],
}

const cookieConfig: ObjectType = {
  title: 'a cookie setting',
  fields: [
    { name: 'Session', type: boolean, docs: 'Makes a cookie that lives as long as the session of the browser.' },
    { name: 'TTL', type: duration, docs: 'How long the cookie lives; not together with `Session`.' },
    { name: 'Path', type: string, docs: 'The path that the cookie is for.' },
  ],
  atMostOneOf: [{ fields: ['Session', 'TTL'] }],
}

const hashPolicy: ObjectType = {
  title: 'a hash policy',
  fields: [
    {
      name: 'Field',
      type: {
        is: 'enum',
        checked: 'exactly',
        values: [
          { value: 'header', docs: 'A header of the request.' },
          { value: 'cookie', docs: 'A cookie of the request.' },
          { value: 'query_parameter', docs: 'A parameter in the URL of the request.' },
        ],
      },
      onlyWith: { field: 'FieldValue' },
      docs: 'What is hashed.',
    },
    {
      name: 'FieldValue',
      alias: 'field_value',
      type: string,
      onlyWith: { field: 'Field' },
      docs: 'The name of the header, cookie or parameter.',
    },
    {
      name: 'CookieConfig',
      alias: 'cookie_config',
      type: { is: 'object', object: cookieConfig },
      onlyWith: { field: 'Field', values: ['cookie'] },
      docs: 'The cookie that Envoy sets.',
    },
    { name: 'SourceIP', alias: 'source_ip', type: boolean, docs: 'Hashes the address of the caller instead of a field.' },
    { name: 'Terminal', type: boolean, docs: 'Leaves later policies out once this one gave a hash.' },
  ],
  atMostOneOf: [{ fields: ['SourceIP', 'Field'] }, { fields: ['SourceIP', 'FieldValue'] }],
}

const loadBalancer: ObjectType = {
  title: 'a load balancer',
  fields: [
    {
      name: 'Policy',
      type: {
        is: 'enum',
        checked: 'exactly',
        values: [
          { value: 'random', docs: 'Any instance.' },
          { value: 'round_robin', docs: 'One instance after the other.' },
          { value: 'least_request', docs: 'The instance with the fewest requests.' },
          { value: 'ring_hash', docs: 'By hashes on a ring, so that a caller stays with its instance.' },
          { value: 'maglev', docs: 'By a Maglev table, so that a caller stays with its instance.' },
        ],
      },
      docs: 'How an instance is chosen.',
    },
    {
      name: 'RingHashConfig',
      alias: 'ring_hash_config',
      type: {
        is: 'object',
        object: {
          title: 'a ring hash setting',
          fields: [
            {
              name: 'MinimumRingSize',
              alias: 'minimum_ring_size',
              type: { is: 'integer', bits: 64, unsigned: true },
              docs: 'The least number of places on the ring.',
            },
            {
              name: 'MaximumRingSize',
              alias: 'maximum_ring_size',
              type: { is: 'integer', bits: 64, unsigned: true },
              docs: 'The greatest number of places on the ring.',
            },
          ],
        },
      },
      onlyWith: { field: 'Policy', values: ['ring_hash'] },
      docs: 'Settings of the policy `ring_hash`.',
    },
    {
      name: 'LeastRequestConfig',
      alias: 'least_request_config',
      type: {
        is: 'object',
        object: {
          title: 'a least request setting',
          fields: [
            { name: 'ChoiceCount', alias: 'choice_count', type: unsigned32, docs: 'How many instances are looked at for each request.' },
          ],
        },
      },
      onlyWith: { field: 'Policy', values: ['least_request'] },
      docs: 'Settings of the policy `least_request`.',
    },
    {
      name: 'HashPolicies',
      alias: 'hash_policies',
      type: { is: 'list', of: { is: 'object', object: hashPolicy } },
      onlyWith: { field: 'Policy', values: ['ring_hash', 'maglev'] },
      docs: 'What is hashed; for `ring_hash` and `maglev`.',
    },
  ],
}

export const serviceResolver: Kind = {
  kind: 'service-resolver',
  docs: 'Says which instances stand behind the name of a service: subsets, a redirect, or where to turn when none is healthy.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/service-resolver',
  source: 'api/config_entry_discoverychain.go, agent/structs/config_entry_discoverychain.go @ v1.13.9, v1.14.0, v1.16.1',
  object: {
    title: 'a `service-resolver` entry',
    fields: [
      kindField,
      {
        name: 'Name',
        type: service,
        required: true,
        docs: 'The service. It need not exist: a name of your own may stand for a service of a peer.',
      },
      ...placeFields,
      {
        name: 'DefaultSubset',
        alias: 'default_subset',
        type: subsetName,
        docs: 'The subset that is meant when none is named; one of `Subsets`.',
      },
      {
        name: 'Subsets',
        type: { is: 'map', of: { is: 'object', object: subset }, keys: { of: 'subset', define: true } },
        docs: 'Named parts of the instances.',
      },
      {
        name: 'Redirect',
        type: { is: 'object', object: redirect },
        docs: 'Another service that answers instead, here, in another datacenter or in a peer.',
      },
      {
        name: 'Failover',
        type: { is: 'map', of: { is: 'object', object: failover }, keys: { of: 'subset', define: false } },
        docs: 'Where to turn when no instance is healthy, by subset; `*` is for all subsets that are not named.',
      },
      {
        name: 'ConnectTimeout',
        alias: 'connect_timeout',
        type: { is: 'duration', sentAsText: true },
        lowest: 0,
        docs: 'How long a new connection may take, such as `"5s"`.',
      },
      {
        name: 'RequestTimeout',
        alias: 'request_timeout',
        type: duration,
        since: '1.14',
        lowest: 0,
        docs: 'How long an HTTP request may take, such as `"15s"`.',
      },
      {
        name: 'PrioritizeByLocality',
        alias: 'prioritize_by_locality',
        since: '1.16',
        type: localityPriorityType,
        docs: 'Which instances are preferred by their locality.',
      },
      {
        name: 'LoadBalancer',
        alias: 'load_balancer',
        type: { is: 'object', object: loadBalancer },
        docs: 'How an instance is chosen for each call.',
      },
      ...closingFields,
    ],
    atMostOneOf: [{ fields: ['Redirect', 'Failover'] }],
  },
}
