// The table of `mesh`: what holds for the whole mesh, such as the way of peering traffic between servers.
import { boolean, closingFields, kindField, placeFields } from '../common.ts'
import { tlsVersionFields } from '../tls.ts'
import type { Kind, ObjectType, Type } from '../types.ts'

const escapedSlashes: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'IMPLEMENTATION_SPECIFIC_DEFAULT', docs: 'Leaves it to Envoy.' },
    { value: 'KEEP_UNCHANGED', docs: 'The path stays as it is.' },
    { value: 'REJECT_REQUEST', docs: 'The request is refused.' },
    { value: 'UNESCAPE_AND_REDIRECT', docs: 'The caller is sent to the path with slashes.' },
    { value: 'UNESCAPE_AND_FORWARD', docs: 'The request goes on with slashes.' },
  ],
}

const underscores: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'ALLOW', docs: 'The header stays.' },
    { value: 'REJECT_REQUEST', docs: 'The request is refused.' },
    { value: 'DROP_HEADER', docs: 'The header is taken out.' },
  ],
}

const directionalTls: Type = { is: 'object', object: { title: 'a TLS setting', fields: tlsVersionFields } }

const incomingHttp: ObjectType = {
  title: 'a setting of incoming requests',
  fields: [
    {
      name: 'RequestNormalization',
      alias: 'request_normalization',
      type: {
        is: 'object',
        object: {
          title: 'a normalization of requests',
          fields: [
            {
              name: 'InsecureDisablePathNormalization',
              alias: 'insecure_disable_path_normalization',
              type: boolean,
              docs: 'Leaves paths as they come, so that L7 intentions may be evaded.',
            },
            { name: 'MergeSlashes', alias: 'merge_slashes', type: boolean, docs: 'Makes one slash of several in a path.' },
            {
              name: 'PathWithEscapedSlashesAction',
              alias: 'path_with_escaped_slashes_action',
              type: escapedSlashes,
              docs: 'What happens to paths with escaped slashes.',
            },
            {
              name: 'HeadersWithUnderscoresAction',
              alias: 'headers_with_underscores_action',
              type: underscores,
              docs: 'What happens to headers whose names hold an underscore.',
            },
          ],
        },
      },
      docs: 'How paths and headers are put into one form before intentions look at them.',
    },
  ],
}

export const mesh: Kind = {
  kind: 'mesh',
  onlyName: 'mesh',
  docs: 'What holds for the whole mesh. There is one such entry, which has no `Name`.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/mesh',
  source: 'api/config_entry_mesh.go, agent/structs/config_entry_mesh.go @ v1.13.9, v1.14.0, v1.16.1',
  object: {
    title: 'a `mesh` entry',
    typical: ['Peering'],
    fields: [
      kindField,
      ...placeFields,
      {
        name: 'TransparentProxy',
        alias: 'transparent_proxy',
        type: {
          is: 'object',
          embedded: true,
          object: {
            title: 'a transparent proxy setting',
            fields: [
              {
                name: 'MeshDestinationsOnly',
                alias: 'mesh_destinations_only',
                type: boolean,
                docs: 'Lets proxies reach services of the mesh only.',
              },
            ],
          },
        },
        docs: 'Settings of transparent proxies.',
      },
      {
        name: 'AllowEnablingPermissiveMutualTLS',
        alias: 'allow_enabling_permissive_mutual_tls',
        since: '1.16',
        type: boolean,
        docs: 'Lets `service-defaults` and `proxy-defaults` set `MutualTLSMode` to `permissive`.',
      },
      {
        name: 'ValidateClusters',
        alias: 'validate_clusters',
        since: '1.19',
        type: boolean,
        docs: 'Lets Envoy refuse routes to clusters that it does not know.',
      },
      {
        name: 'TLS',
        type: {
          is: 'object',
          object: {
            title: 'a TLS setting',
            fields: [
              { name: 'Incoming', type: directionalTls, docs: 'What proxies take from other proxies.' },
              { name: 'Outgoing', type: directionalTls, docs: 'What proxies offer to other proxies.' },
            ],
          },
        },
        docs: 'Versions and cipher suites of TLS.',
      },
      {
        name: 'HTTP',
        type: {
          is: 'object',
          object: {
            title: 'an HTTP setting',
            fields: [
              {
                name: 'SanitizeXForwardedClientCert',
                alias: 'sanitize_x_forwarded_client_cert',
                type: boolean,
                docs: 'Takes the header `x-forwarded-client-cert` out of requests, which L7 intentions between peers rest on.',
              },
              {
                name: 'Incoming',
                since: '1.20',
                type: { is: 'object', object: incomingHttp },
                docs: 'How requests to services of the mesh are handled.',
              },
            ],
          },
        },
        docs: 'Settings of HTTP traffic.',
      },
      {
        name: 'Peering',
        since: '1.14',
        constraint: 'C2',
        type: {
          is: 'object',
          object: {
            title: 'a peering setting',
            typical: ['PeerThroughMeshGateways'],
            fields: [
              {
                name: 'PeerThroughMeshGateways',
                alias: 'peer_through_mesh_gateways',
                type: boolean,
                docs: 'Sends the traffic between the servers of peers through mesh gateways. Set it before a token is made; a gateway must be registered.',
              },
            ],
          },
        },
        docs: 'How servers talk to the servers of peers.',
      },
      ...closingFields,
    ],
  },
}
