// Fields and types that the kinds around gateways share.
import { integer, namespace, partition, passiveHealthCheck, string, time, unsigned32 } from './common.ts'
import type { EnumValue, Field, ObjectType, Type } from './types.ts'

/** Where something in a gateway's entry lives. A community server refuses both keys. */
export const innerPlaceFields: readonly Field[] = [
  { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition.' },
  { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace.' },
]

/** A reference to another entry (api/config_entry_status.go @ v1.16.1). */
export function referenceType(title: string, kinds: readonly EnumValue[]): ObjectType {
  return {
    title,
    fields: [
      { name: 'Kind', type: { is: 'enum', checked: 'exactly', values: kinds }, docs: 'The kind of the entry.', ...defaultOf(kinds) },
      { name: 'Name', type: string, docs: 'The name of the entry.' },
      { name: 'SectionName', type: string, docs: 'A part of the entry, such as a listener of a gateway.' },
      ...innerPlaceFields,
    ],
  }
}

function defaultOf([only]: readonly EnumValue[]): Pick<Field, 'default' | 'filledIn'> {
  return only ? { default: only.value, filledIn: true } : {}
}

const claim: ObjectType = {
  title: 'a claim to verify',
  fields: [
    { name: 'Path', type: { is: 'list', of: string }, docs: 'The path to the claim in the token.' },
    { name: 'Value', type: string, docs: 'The value that the claim must have.' },
  ],
}

const jwtProvider: ObjectType = {
  title: 'a JWT provider',
  fields: [
    { name: 'Name', type: string, docs: 'The name of a `jwt-provider` entry.' },
    {
      name: 'VerifyClaims',
      alias: 'verify_claims',
      type: { is: 'list', pointers: true, of: { is: 'object', object: claim } },
      docs: 'Claims that the token must carry.',
    },
  ],
}

/** What a route binds to. */
export const parentsField: Field = {
  name: 'Parents',
  type: {
    is: 'list',
    of: { is: 'object', object: referenceType('a parent', [{ value: 'api-gateway', docs: 'An API gateway.' }]) },
  },
  docs: 'The gateways that the route is for, each once.',
}

const condition: ObjectType = {
  title: 'a condition',
  fields: [
    { name: 'Type', type: string, docs: 'What the condition is about.' },
    { name: 'Status', type: string, docs: '`True`, `False` or `Unknown`.' },
    { name: 'Reason', type: string, docs: 'Why it is so, in one word.' },
    { name: 'Message', type: string, docs: 'Why it is so, for a person.' },
    {
      name: 'Resource',
      type: {
        is: 'object',
        object: {
          title: 'a reference',
          fields: [
            { name: 'Kind', type: string, docs: 'The kind of the entry.' },
            { name: 'Name', type: string, docs: 'The name of the entry.' },
            { name: 'SectionName', type: string, docs: 'A part of the entry.' },
            ...innerPlaceFields,
          ],
        },
      },
      docs: 'What the condition is about.',
    },
    { name: 'LastTransitionTime', type: time, docs: 'When it last changed.' },
  ],
}

/** Set by the controller of the gateways and sent back by the server. */
export const statusField: Field = {
  name: 'Status',
  type: {
    is: 'object',
    object: {
      title: 'a status',
      fields: [{ name: 'Conditions', type: { is: 'list', of: { is: 'object', object: condition } }, docs: 'Set by the server.' }],
    },
  },
  docs: 'Set by the server.',
  readOnly: true,
}

/** Limits of the connections from a gateway to a service. */
export const limitFields: readonly Field[] = [
  { name: 'MaxConnections', type: unsigned32, docs: 'Connections at once.' },
  { name: 'MaxPendingRequests', type: unsigned32, docs: 'Requests that may wait for a connection.' },
  { name: 'MaxConcurrentRequests', type: unsigned32, docs: 'Requests at once (HTTP/2).' },
]

/** Consul does not look at the numbers of a passive health check of a gateway. */
export const gatewayHealthCheckField: Field = {
  name: 'PassiveHealthCheck',
  alias: 'passive_health_check',
  since: '1.15',
  type: { is: 'object', object: { ...passiveHealthCheck, fields: passiveHealthCheck.fields.map(withoutRange) } },
  docs: 'When instances are taken out.',
}

function withoutRange({ lowest, highest, ...field }: Field): Field {
  return field
}

/** A port as Consul checks it in API gateways. */
export const portField: Field = {
  name: 'Port',
  type: integer,
  required: true,
  lowest: 1,
  highest: 65_535,
  docs: 'The port of the listener.',
}

/** Tokens that requests to a gateway must carry (api/config_entry_gateways.go of Consul 1.17). Enterprise only. */
export const gatewayJwtField: Field = {
  name: 'JWT',
  enterprise: 'refused',
  type: {
    is: 'object',
    object: {
      title: 'a JWT requirement',
      fields: [
        {
          name: 'Providers',
          type: { is: 'list', pointers: true, of: { is: 'object', object: jwtProvider } },
          docs: 'Providers whose tokens are accepted.',
        },
      ],
    },
  },
  docs: 'Tokens that requests must carry.',
}

/** A match by one of several ways, as routes of API gateways name it. */
export function matchType(values: readonly EnumValue[]): Type {
  return { is: 'enum', checked: 'exactly', values }
}
