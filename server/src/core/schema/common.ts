// Fields and types that several kinds of config entry share.
import type { AbsentKey, Field, ObjectType, Type } from './types.ts'

export const string: Type = { is: 'string' }
export const boolean: Type = { is: 'boolean' }
export const integer: Type = { is: 'integer', bits: 64, unsigned: false }
export const unsigned32: Type = { is: 'integer', bits: 32, unsigned: true }
export const float64: Type = { is: 'float', bits: 64 }
export const duration: Type = { is: 'duration' }
export const time: Type = { is: 'time' }
export const service: Type = { is: 'name', of: 'service' }
export const peer: Type = { is: 'name', of: 'peer' }
export const partition: Type = { is: 'name', of: 'partition' }
export const namespace: Type = { is: 'name', of: 'namespace' }
export const samenessGroup: Type = { is: 'name', of: 'samenessGroup' }
/** A part of a service's instances, by the resolver of the service. */
export const subsetName: Type = { is: 'name', of: 'subset' }

/** A `Kind` field that every entry has; its value is checked before the table is chosen. */
export const kindField: Field = {
  name: 'Kind',
  type: string,
  required: true,
  docs: 'What kind of config entry this is. Only the spellings `Kind` and `kind` are read.',
}

/** The fields at the end of every entry (api/config_entry.go @ v1.16.1). */
export const closingFields: readonly Field[] = [
  {
    name: 'Meta',
    type: { is: 'map', of: string },
    docs: 'Labels of your own: up to 64 pairs, keys up to 128 and values up to 512 bytes long.',
  },
  { name: 'CreateIndex', type: { is: 'integer', bits: 64, unsigned: true }, docs: 'Set by the server.', readOnly: true },
  { name: 'ModifyIndex', type: { is: 'integer', bits: 64, unsigned: true }, docs: 'Set by the server.', readOnly: true },
]

/** Where the entry itself lives. A community server refuses both keys. */
export const placeFields: readonly Field[] = [
  { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition that the entry belongs to.' },
  { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace that the entry belongs to.' },
]

/** Protocols that give a service L7 features; anything else is handled as TCP. */
export const protocols = [
  { value: 'tcp', docs: 'Plain connections. The only protocol that the technical preview exports to a peer.' },
  { value: 'http', docs: 'HTTP/1.1: routing, splitting and L7 intentions.' },
  { value: 'http2', docs: 'HTTP/2: routing, splitting and L7 intentions.' },
  { value: 'grpc', docs: 'gRPC over HTTP/2: routing, splitting and L7 intentions.' },
] as const

/** The ways that a mesh gateway is used for an upstream. */
export const meshGatewayType: Type = {
  is: 'object',
  embedded: true,
  object: {
    title: 'a mesh gateway setting',
    fields: [
      {
        name: 'Mode',
        type: {
          is: 'enum',
          values: [
            { value: 'none', docs: 'No mesh gateway is used. Peered services cannot be reached so.' },
            { value: 'local', docs: 'Traffic leaves through a mesh gateway of this cluster.' },
            { value: 'remote', docs: 'Traffic goes to a mesh gateway of the other cluster at once.' },
          ],
        },
        docs: 'How upstreams use mesh gateways. Peered services need `local` or `remote`.',
      },
    ],
  },
}

export const transparentProxyType: Type = {
  is: 'object',
  object: {
    title: 'a transparent proxy setting',
    fields: [
      {
        name: 'OutboundListenerPort',
        alias: 'outbound_listener_port',
        type: integer,
        docs: 'The port of the listener to which outbound traffic is redirected.',
      },
      {
        name: 'DialedDirectly',
        alias: 'dialed_directly',
        type: boolean,
        docs: 'Lets other proxies dial this instance by its own address.',
      },
    ],
  },
}

export const exposeType: Type = {
  is: 'object',
  embedded: true,
  object: {
    title: 'an expose setting',
    fields: [
      { name: 'Checks', type: boolean, docs: 'Exposes the paths of all HTTP and gRPC checks of the service.' },
      {
        name: 'Paths',
        type: {
          is: 'list',
          of: {
            is: 'object',
            object: {
              title: 'an exposed path',
              fields: [
                { name: 'ListenerPort', alias: 'listener_port', type: integer, docs: 'The port on which the proxy listens for this path.' },
                { name: 'Path', type: string, docs: 'The HTTP path to expose, such as `/metrics`.' },
                { name: 'LocalPathPort', alias: 'local_path_port', type: integer, docs: 'The port on which the service serves the path.' },
                {
                  name: 'Protocol',
                  type: {
                    is: 'enum',
                    values: [
                      { value: 'http', docs: 'HTTP/1.1.' },
                      { value: 'http2', docs: 'HTTP/2.' },
                    ],
                  },
                  docs: 'The protocol of the path.',
                  default: 'http',
                },
                {
                  name: 'ParsedFromCheck',
                  type: boolean,
                  docs: 'Set by Consul for paths that come from a check.',
                  readOnly: true,
                  notInResource: true,
                },
              ],
            },
          },
        },
        docs: 'Paths that are reachable without mTLS, through the proxy.',
      },
    ],
  },
}

/** Extensions of Envoy, from 1.15 (agent/structs/envoy_extension.go @ v1.15.0, v1.16.1). */
export const envoyExtensionsField: Field = {
  name: 'EnvoyExtensions',
  alias: 'envoy_extensions',
  since: '1.15',
  type: {
    is: 'list',
    of: {
      is: 'object',
      object: {
        title: 'an Envoy extension',
        fields: [
          { name: 'Name', type: string, required: true, docs: 'Which extension: `builtin/lua`, `builtin/aws/lambda`, …' },
          { name: 'Required', type: boolean, docs: 'Stops the proxy configuration when the extension cannot be applied.' },
          { name: 'Arguments', type: { is: 'map', of: { is: 'any' } }, docs: 'What the extension asks for.' },
          {
            name: 'ConsulVersion',
            type: string,
            since: '1.16',
            notInResource: true,
            docs: 'A constraint on the Consul version, such as `>= 1.16.0`.',
          },
          { name: 'EnvoyVersion', type: string, since: '1.16', notInResource: true, docs: 'A constraint on the Envoy version.' },
        ],
      },
    },
  },
  docs: 'Extensions that change the Envoy configuration of the proxies.',
}

export const mutualTlsModeField: Field = {
  name: 'MutualTLSMode',
  alias: 'mutual_tls_mode',
  since: '1.16',
  type: {
    is: 'enum',
    checked: 'exactly',
    values: [
      { value: 'strict', docs: 'All incoming connections need mTLS.' },
      { value: 'permissive', docs: 'Plain connections are taken, too; `mesh` must allow it.' },
    ],
  },
  docs: '`strict` asks for mTLS on all incoming connections, `permissive` also takes plain ones; empty leaves it to the level above.',
}

export const modeField: Field = {
  name: 'Mode',
  type: {
    is: 'enum',
    values: [
      { value: 'direct', docs: 'Services call the listeners of their proxy.' },
      { value: 'transparent', docs: 'All traffic of the service is redirected to its proxy.' },
    ],
  },
  docs: 'How the proxy takes traffic.',
}

/** Which instances are preferred by their locality. */
export const localityPriorityType: Type = {
  is: 'object',
  object: {
    title: 'a priority by locality',
    fields: [
      {
        name: 'Mode',
        type: {
          is: 'enum',
          values: [
            { value: 'none', docs: 'All instances are alike.' },
            { value: 'failover', docs: 'Instances that are far away take over when near ones fail.' },
          ],
        },
        enterprise: 'refused',
        docs: 'How locality counts.',
      },
    ],
  },
}

/** An HTTP method; Consul compares it in upper case. */
export const methodType: Type = {
  is: 'enum',
  checked: 'anyCase',
  values: [
    { value: 'GET', docs: 'Reads.' },
    { value: 'HEAD', docs: 'Reads the headers only.' },
    { value: 'POST', docs: 'Sends something to be worked on.' },
    { value: 'PUT', docs: 'Puts something in its place.' },
    { value: 'PATCH', docs: 'Changes a part.' },
    { value: 'DELETE', docs: 'Takes something away.' },
    { value: 'CONNECT', docs: 'Opens a tunnel.' },
    { value: 'OPTIONS', docs: 'Asks what is possible.' },
    { value: 'TRACE', docs: 'Asks for an echo.' },
  ],
}

export const methodsType: Type = { is: 'list', unique: true, of: methodType }

/** Headers that a proxy changes on the way (api/config_entry_discoverychain.go @ v1.16.1). */
export const headerModifiersType: Type = {
  is: 'object',
  object: {
    title: 'a header modifier',
    fields: [
      { name: 'Add', type: { is: 'map', of: string }, docs: 'Headers to add, beside those of the same name that are there.' },
      { name: 'Set', type: { is: 'map', of: string }, docs: 'Headers to set in place of those of the same name.' },
      { name: 'Remove', type: { is: 'list', of: string }, docs: 'Names of headers to take out.' },
    ],
  },
}

/** How connections are shared out among the threads of Envoy. */
export const balanceType: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [{ value: 'exact_balance', docs: 'Each thread of Envoy gets the same number of connections.' }],
}

/** In which order failover targets are tried (agent/structs/config_entry_discoverychain.go @ v1.16.1). */
export const failoverModeType: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'sequential', docs: 'Targets are tried in the order in which they stand.' },
    { value: 'order-by-locality', docs: 'Targets that are near are tried first.' },
  ],
}

/** Routes and splits reach a peer by way of a resolver only; before 1.14 not at all (facts §5.4). */
export const absentPeer: AbsentKey = {
  keys: ['peer', 'peername', 'peer_name'],
  advice: 'To reach a peer, name a `service-resolver` entry here that redirects to it (since Consul 1.14).',
  constraint: 'C4',
  until: '1.14',
}

/** When a proxy takes instances out (agent/structs/config_entry.go @ v1.16.1). */
export const passiveHealthCheck: ObjectType = {
  title: 'a passive health check',
  fields: [
    { name: 'Interval', type: duration, lowest: 0, docs: 'The time between two looks at the instances.' },
    { name: 'MaxFailures', alias: 'max_failures', type: unsigned32, docs: 'How many failures in a row take an instance out.' },
    {
      name: 'EnforcingConsecutive5xx',
      alias: 'enforcing_consecutive_5xx',
      type: unsigned32,
      zeroCounts: true,
      highest: 100,
      // 1.14.7, 1.15.3.
      rangeSince: '1.14',
      docs: 'The chance, in percent, that a failing instance is taken out.',
    },
    {
      name: 'MaxEjectionPercent',
      alias: 'max_ejection_percent',
      type: unsigned32,
      zeroCounts: true,
      highest: 100,
      since: '1.16',
      docs: 'How many of the instances may be out at once, in percent.',
    },
    {
      name: 'BaseEjectionTime',
      writtenByController: '30s',
      alias: 'base_ejection_time',
      type: duration,
      lowest: 0,
      since: '1.16',
      docs: 'For how long an instance is out at first.',
    },
  ],
}
