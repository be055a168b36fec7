// The table of `mesh`: what holds for the whole mesh, such as the way of peering traffic between servers.
import { boolean, closingFields, kindField, placeFields, tlsVersionFields } from '../common.ts'
import type { Kind, Type } from '../types.ts'

const directionalTls: Type = { is: 'object', object: { title: 'a TLS setting', fields: tlsVersionFields } }

export const mesh: Kind = {
  kind: 'mesh',
  docs: 'What holds for the whole mesh. There is one such entry, which has no `Name`.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/mesh',
  source: 'api/config_entry_mesh.go, agent/structs/config_entry_mesh.go @ v1.13.9, v1.14.0, v1.16.1',
  object: {
    title: 'a `mesh` entry',
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
