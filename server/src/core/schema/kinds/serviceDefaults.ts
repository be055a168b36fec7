// The table of `service-defaults`: what holds for all instances of one service.
import {
  balanceType,
  closingFields,
  envoyExtensionsField,
  exposeType,
  integer,
  kindField,
  meshGatewayType,
  modeField,
  mutualTlsModeField,
  namespace,
  partition,
  passiveHealthCheck,
  peer,
  placeFields,
  protocols,
  service,
  string,
  transparentProxyType,
  unsigned32,
} from '../common.ts'
import type { Field, Kind, ObjectType } from '../types.ts'

const limits: ObjectType = {
  title: 'limits of an upstream',
  fields: [
    { name: 'MaxConnections', alias: 'max_connections', type: integer, lowest: 0, zeroCounts: true, docs: 'Connections at once.' },
    {
      name: 'MaxPendingRequests',
      alias: 'max_pending_requests',
      type: integer,
      lowest: 0,
      zeroCounts: true,
      docs: 'Requests that may wait for a connection.',
    },
    {
      name: 'MaxConcurrentRequests',
      alias: 'max_concurrent_requests',
      type: integer,
      lowest: 0,
      zeroCounts: true,
      docs: 'Requests at once (HTTP/2).',
    },
  ],
}

const upstream: ObjectType = {
  title: 'an upstream setting',
  fields: [
    { name: 'Name', type: service, docs: 'The upstream service. Needed in `Overrides`, not allowed in `Defaults`.' },
    { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition of the upstream.' },
    { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace of the upstream.' },
    { name: 'Peer', type: peer, since: '1.15', docs: 'The peer that the upstream is imported from.' },
    { name: 'EnvoyListenerJSON', alias: 'envoy_listener_json', type: string, docs: 'Replaces the listener of the upstream.' },
    { name: 'EnvoyClusterJSON', alias: 'envoy_cluster_json', type: string, docs: 'Replaces the Envoy cluster of the upstream.' },
    { name: 'Protocol', type: { is: 'enum', storedInLowerCase: true, values: protocols }, docs: 'The protocol of the upstream.' },
    {
      name: 'ConnectTimeoutMs',
      alias: 'connect_timeout_ms',
      type: integer,
      docs: 'How long a connection may take, in milliseconds.',
      default: '5000',
    },
    { name: 'Limits', type: { is: 'object', object: limits }, docs: 'Limits of the connections to the upstream.' },
    {
      name: 'PassiveHealthCheck',
      alias: 'passive_health_check',
      type: { is: 'object', object: passiveHealthCheck },
      docs: 'When instances are taken out.',
    },
    { name: 'MeshGateway', alias: 'mesh_gateway', type: meshGatewayType, docs: 'How mesh gateways are used for the upstream.' },
    {
      name: 'BalanceOutboundConnections',
      alias: 'balance_outbound_connections',
      type: balanceType,
      notInResource: true,
      since: '1.14',
      docs: 'How connections are shared out among the threads of Envoy.',
    },
  ],
}

const upstreamConfig: ObjectType = {
  title: 'the settings of upstreams',
  fields: [
    {
      name: 'Overrides',
      type: { is: 'list', pointers: true, of: { is: 'object', object: upstream } },
      docs: 'Settings for single upstreams.',
    },
    { name: 'Defaults', type: { is: 'object', object: upstream }, docs: 'Settings for all upstreams.' },
  ],
}

const rateLimit: readonly Field[] = [
  { name: 'RequestsPerSecond', alias: 'requests_per_second', type: integer, docs: 'Requests a second, on average.' },
  { name: 'RequestsMaxBurst', alias: 'requests_max_burst', type: integer, docs: 'Requests at once, for a short time.' },
]

const rateLimits: ObjectType = {
  title: 'rate limits',
  fields: [
    {
      name: 'InstanceLevel',
      alias: 'instance_level',
      type: {
        is: 'object',
        object: {
          title: 'the rate limits of an instance',
          fields: [
            ...rateLimit,
            {
              name: 'Routes',
              type: {
                is: 'list',
                of: {
                  is: 'object',
                  object: {
                    title: 'the rate limit of a route',
                    fields: [
                      { name: 'PathExact', alias: 'path_exact', type: string, docs: 'The whole path.' },
                      { name: 'PathPrefix', alias: 'path_prefix', type: string, docs: 'How the path begins.' },
                      { name: 'PathRegex', alias: 'path_regex', type: string, docs: 'A regular expression (RE2) for the whole path.' },
                      ...rateLimit,
                    ],
                  },
                },
              },
              docs: 'Limits of single paths.',
            },
          ],
        },
      },
      docs: 'What each instance of the service takes.',
    },
  ],
}

const destination: ObjectType = {
  title: 'a destination',
  fields: [
    { name: 'Addresses', since: '1.13', type: { is: 'list', of: string }, docs: 'Host names or IP addresses outside the mesh.' },
    { name: 'Port', type: integer, docs: 'The port of the destination.' },
  ],
}

export const serviceDefaults: Kind = {
  kind: 'service-defaults',
  docs: 'What holds for all instances of one service, above all its protocol.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/service-defaults',
  source: 'api/config_entry.go @ v1.16.1, agent/structs/config_entry.go @ v1.13.9, v1.14.0, v1.15.0, v1.16.1',
  object: {
    title: 'a `service-defaults` entry',
    typical: ['Protocol'],
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The service.' },
      ...placeFields,
      {
        name: 'Protocol',
        type: { is: 'enum', storedInLowerCase: true, values: protocols },
        default: 'tcp',
        constraint: 'C3',
        docs: 'The protocol of the service. Services that the technical preview exports must use `tcp`.',
      },
      modeField,
      {
        name: 'TransparentProxy',
        alias: 'transparent_proxy',
        type: transparentProxyType,
        filledIn: true,
        docs: 'Settings of the `transparent` mode.',
      },
      mutualTlsModeField,
      {
        name: 'MeshGateway',
        alias: 'mesh_gateway',
        type: meshGatewayType,
        docs: 'How mesh gateways are used for the upstreams of the service.',
      },
      { name: 'Expose', type: exposeType, docs: 'Paths that are reachable from outside the mesh.' },
      { name: 'ExternalSNI', alias: 'external_sni', type: string, docs: 'The server name for TLS to a service outside the mesh.' },
      {
        name: 'UpstreamConfig',
        alias: 'upstream_config',
        type: { is: 'object', object: upstreamConfig },
        docs: 'Settings of the upstreams of the service.',
      },
      {
        name: 'Destination',
        type: { is: 'object', object: destination },
        docs: 'Makes the entry stand for a destination outside the mesh.',
      },
      {
        name: 'MaxInboundConnections',
        alias: 'max_inbound_connections',
        since: '1.13',
        type: integer,
        docs: 'Incoming connections at once.',
      },
      {
        name: 'LocalConnectTimeoutMs',
        alias: 'local_connect_timeout_ms',
        since: '1.13',
        type: integer,
        docs: 'Timeout of connections to the local service, in milliseconds.',
      },
      {
        name: 'LocalRequestTimeoutMs',
        alias: 'local_request_timeout_ms',
        since: '1.13',
        type: integer,
        docs: 'Timeout of requests to the local service, in milliseconds.',
      },
      {
        name: 'BalanceInboundConnections',
        alias: 'balance_inbound_connections',
        type: balanceType,
        since: '1.14',
        docs: 'How connections are shared out among the threads of Envoy.',
      },
      {
        name: 'RateLimits',
        alias: 'rate_limits',
        since: '1.17',
        enterprise: 'refused',
        type: { is: 'object', object: rateLimits },
        docs: 'How many requests the service takes.',
      },
      { name: 'MaxRequestHeadersKB', since: '1.22', type: unsigned32, docs: 'How large the headers of a request may be, in kilobytes.' },
      envoyExtensionsField,
      ...closingFields,
    ],
  },
}
