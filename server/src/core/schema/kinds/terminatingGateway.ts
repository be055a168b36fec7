// The table of `terminating-gateway`: services outside the mesh that it reaches through a gateway.
import { boolean, closingFields, kindField, namespace, placeFields, service, string } from '../common.ts'
import type { Kind, ObjectType } from '../types.ts'

const linkedService: ObjectType = {
  title: 'a linked service',
  fields: [
    { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace of the service.' },
    { name: 'Name', type: service, required: true, docs: 'The service, or `*` for all that have no sidecar.' },
    { name: 'CAFile', alias: 'ca_file', type: string, docs: 'The CA by which the service is verified.' },
    { name: 'CertFile', alias: 'cert_file', type: string, docs: 'The certificate that the gateway shows; needs `KeyFile` and `CAFile`.' },
    { name: 'KeyFile', alias: 'key_file', type: string, docs: 'The key of the certificate; needs `CertFile` and `CAFile`.' },
    { name: 'SNI', type: string, docs: 'The server name that the gateway asks for.' },
    { name: 'DisableAutoHostRewrite', since: '1.19', type: boolean, docs: 'Leaves the `Host` header as it comes.' },
  ],
}

export const terminatingGateway: Kind = {
  kind: 'terminating-gateway',
  docs: 'Says which services outside the mesh a terminating gateway makes reachable in it.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/terminating-gateway',
  source: 'api/config_entry_gateways.go, agent/structs/config_entry_gateways.go @ v1.13.9, v1.16.1',
  object: {
    title: 'a `terminating-gateway` entry',
    typical: ['Services'],
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The name of the gateway.' },
      ...placeFields,
      {
        name: 'Services',
        type: { is: 'list', of: { is: 'object', object: linkedService } },
        docs: 'The services, each once.',
      },
      ...closingFields,
    ],
  },
}
