// The table of `ingress-gateway`: what the outside world reaches in the mesh, and on which ports.
import { boolean, closingFields, headerModifiersType, integer, kindField, placeFields, protocols, service, string } from '../common.ts'
import { gatewayHealthCheckField, innerPlaceFields, limitFields } from '../gateways.ts'
import { tlsVersionFields } from '../tls.ts'
import type { Field, Kind, ObjectType } from '../types.ts'

const sdsField: Field = {
  name: 'SDS',
  type: {
    is: 'object',
    object: {
      title: 'a certificate source',
      fields: [
        { name: 'ClusterName', alias: 'cluster_name', type: string, docs: 'The Envoy cluster of the secret discovery service.' },
        { name: 'CertResource', alias: 'cert_resource', type: string, docs: 'The name under which the service has the certificate.' },
      ],
    },
  },
  docs: 'Where certificates come from.',
}

const tls: ObjectType = {
  title: 'a TLS setting',
  fields: [{ name: 'Enabled', type: boolean, docs: 'Takes TLS with a certificate of Consul.' }, sdsField, ...tlsVersionFields],
}

const aliases: Readonly<Record<string, string>> = {
  MaxConnections: 'max_connections',
  MaxPendingRequests: 'max_pending_requests',
  MaxConcurrentRequests: 'max_concurrent_requests',
}

const ingressService: ObjectType = {
  title: 'a service of a listener',
  fields: [
    { name: 'Name', type: service, required: true, docs: 'The service, or `*` for all (HTTP protocols only).' },
    { name: 'Hosts', type: { is: 'list', of: string }, docs: 'The host names of the service; a label at the left may be `*`.' },
    ...innerPlaceFields,
    {
      name: 'TLS',
      type: { is: 'object', object: { title: 'a TLS setting', fields: [sdsField] } },
      docs: 'The certificate of the service.',
    },
    { name: 'RequestHeaders', alias: 'request_headers', type: headerModifiersType, docs: 'Changes to the headers of the request.' },
    { name: 'ResponseHeaders', alias: 'response_headers', type: headerModifiersType, docs: 'Changes to the headers of the answer.' },
    ...limitFields.map((field): Field => ({ ...field, alias: aliases[field.name] ?? field.name, since: '1.14' })),
    gatewayHealthCheckField,
  ],
}

const listener: ObjectType = {
  title: 'a listener',
  fields: [
    { name: 'Port', type: integer, docs: 'The port of the listener, once for each gateway.' },
    {
      name: 'Protocol',
      type: { is: 'enum', checked: 'anyCase', values: protocols },
      default: 'tcp',
      filledIn: true,
      docs: 'The protocol of the listener.',
    },
    { name: 'TLS', type: { is: 'object', object: tls }, docs: 'TLS of the listener.' },
    {
      name: 'Services',
      type: { is: 'list', of: { is: 'object', object: ingressService } },
      required: true,
      docs: 'The services behind the listener; one only for `tcp`.',
    },
  ],
}

export const ingressGateway: Kind = {
  kind: 'ingress-gateway',
  docs: 'Says which services an ingress gateway makes reachable from outside the mesh.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/ingress-gateway',
  source: 'api/config_entry_gateways.go, agent/structs/config_entry_gateways.go @ v1.13.9, v1.16.1',
  object: {
    title: 'an `ingress-gateway` entry',
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The name of the gateway.' },
      ...placeFields,
      { name: 'TLS', type: { is: 'object', object: tls, embedded: true }, docs: 'TLS of all listeners.' },
      {
        name: 'Listeners',
        type: { is: 'list', of: { is: 'object', object: listener } },
        docs: 'The ports of the gateway and the services behind them.',
      },
      {
        name: 'Defaults',
        since: '1.14',
        type: {
          is: 'object',
          object: { title: 'the defaults of an ingress gateway', fields: [...limitFields, gatewayHealthCheckField] },
        },
        docs: 'What holds for all services that say nothing else.',
      },
      ...closingFields,
    ],
  },
}
