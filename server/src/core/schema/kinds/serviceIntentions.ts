// The table of `service-intentions`: which sources may call a service of this cluster.
import {
  boolean,
  closingFields,
  integer,
  kindField,
  methodsType,
  namespace,
  partition,
  peer,
  placeFields,
  samenessGroup,
  service,
  string,
  time,
} from '../common.ts'
import type { Field, Kind, ObjectType, Type } from '../types.ts'

const action: Type = {
  is: 'enum',
  values: [
    { value: 'allow', docs: 'Connections from the source are let through.' },
    { value: 'deny', docs: 'Connections from the source are refused.' },
  ],
}

const jwtField: Field = {
  name: 'JWT',
  since: '1.16',
  type: {
    is: 'object',
    object: {
      title: 'a JWT requirement',
      fields: [
        {
          name: 'Providers',
          type: {
            is: 'list',
            pointers: true,
            of: {
              is: 'object',
              object: {
                title: 'a JWT provider',
                fields: [
                  { name: 'Name', type: string, required: true, docs: 'The name of a `jwt-provider` entry.' },
                  {
                    name: 'VerifyClaims',
                    alias: 'verify_claims',
                    type: {
                      is: 'list',
                      pointers: true,
                      of: {
                        is: 'object',
                        object: {
                          title: 'a claim to verify',
                          fields: [
                            { name: 'Path', type: { is: 'list', of: string }, docs: 'The path to the claim in the token.' },
                            { name: 'Value', type: string, docs: 'The value that the claim must have.' },
                          ],
                        },
                      },
                    },
                    docs: 'Claims that the token must carry.',
                  },
                ],
              },
            },
          },
          docs: 'Providers whose tokens are accepted.',
        },
      ],
    },
  },
  docs: 'Tokens that requests must carry.',
}

const header: ObjectType = {
  title: 'a header match',
  typical: ['Exact'],
  fields: [
    { name: 'Name', type: string, required: true, docs: 'The name of the header.' },
    { name: 'Present', type: boolean, docs: 'Matches when the header is there, whatever it says.' },
    { name: 'Exact', type: string, docs: 'The whole value.' },
    { name: 'Prefix', type: string, docs: 'How the value begins.' },
    { name: 'Suffix', type: string, docs: 'How the value ends.' },
    { name: 'Contains', type: string, since: '1.20', docs: 'What the value holds.' },
    { name: 'Regex', type: string, docs: 'A regular expression (RE2) for the whole value.' },
    { name: 'Invert', type: boolean, docs: 'Turns the match around.' },
    { name: 'IgnoreCase', alias: 'ignore_case', type: boolean, since: '1.20', docs: 'Compares without regard to case.' },
  ],
  atMostOneOf: [{ fields: ['Present', 'Exact', 'Prefix', 'Suffix', 'Contains', 'Regex'] }],
  atLeastOneOf: [{ fields: ['Present', 'Exact', 'Prefix', 'Suffix', 'Contains', 'Regex'] }],
}

const http: ObjectType = {
  title: 'an HTTP permission',
  fields: [
    { name: 'PathExact', alias: 'path_exact', type: string, beginsWith: '/', docs: 'The whole path; begins with `/`.' },
    { name: 'PathPrefix', alias: 'path_prefix', type: string, beginsWith: '/', docs: 'How the path begins; begins with `/`.' },
    { name: 'PathRegex', alias: 'path_regex', type: string, docs: 'A regular expression (RE2) for the whole path.' },
    { name: 'Header', type: { is: 'list', of: { is: 'object', object: header } }, docs: 'Headers that must all match.' },
    { name: 'Methods', type: methodsType, docs: 'HTTP methods, each at most once.' },
  ],
  atMostOneOf: [{ fields: ['PathExact', 'PathPrefix', 'PathRegex'] }],
  atLeastOneOf: [{ fields: ['PathExact', 'PathPrefix', 'PathRegex', 'Header', 'Methods'] }],
}

const permission: ObjectType = {
  title: 'a permission',
  fields: [
    { name: 'Action', type: action, required: true, docs: 'What happens to requests that match.' },
    { name: 'HTTP', type: { is: 'object', object: http }, required: true, docs: 'Which requests the permission is about.' },
    jwtField,
  ],
}

const source: ObjectType = {
  title: 'an intention source',
  typical: ['Peer', 'Action'],
  fields: [
    {
      name: 'Name',
      type: service,
      required: true,
      docs: 'The calling service, or `*` for all. With `Peer` it is the name in the cluster of the peer.',
    },
    {
      name: 'Peer',
      type: peer,
      docs: 'The peer that the source lives on, by the name that this cluster gives it. Without it the source is a local service; `*` never covers peers.',
    },
    { name: 'Partition', type: partition, enterprise: 'refused', docs: 'The admin partition of the source.' },
    { name: 'Namespace', type: namespace, enterprise: 'refused', constraint: 'C10', docs: 'The namespace of the source.' },
    {
      name: 'SamenessGroup',
      alias: 'sameness_group',
      type: samenessGroup,
      since: '1.16',
      docs: 'The sameness group that the source lives on.',
    },
    { name: 'Action', type: action, docs: 'What happens to connections from the source. Takes the place of `Permissions`.' },
    {
      name: 'Permissions',
      type: { is: 'list', pointers: true, of: { is: 'object', object: permission } },
      constraint: 'C6',
      docs: 'What happens by path, header and method (L7). Takes the place of `Action`; the service must speak an HTTP protocol.',
    },
    { name: 'Precedence', type: integer, docs: 'Computed by the server.', readOnly: true },
    {
      name: 'Type',
      type: { is: 'enum', checked: 'exactly', values: [{ value: 'consul', docs: 'A Consul service.' }] },
      docs: 'Always `consul`.',
      default: 'consul',
      filledIn: true,
      notInResource: true,
    },
    { name: 'Description', type: string, docs: 'A note for people, up to 512 bytes.' },
    { name: 'LegacyID', alias: 'legacy_id', type: string, docs: 'Set on intentions that were migrated.', readOnly: true },
    {
      name: 'LegacyMeta',
      alias: 'legacy_meta',
      type: { is: 'map', of: string },
      docs: 'Set on intentions that were migrated.',
      readOnly: true,
    },
    { name: 'LegacyCreateTime', alias: 'legacy_create_time', type: time, docs: 'Set on intentions that were migrated.', readOnly: true },
    { name: 'LegacyUpdateTime', alias: 'legacy_update_time', type: time, docs: 'Set on intentions that were migrated.', readOnly: true },
  ],
}

export const serviceIntentions: Kind = {
  kind: 'service-intentions',
  docs: 'Says which sources may call a service of this cluster. For callers of a peer the entry belongs to the cluster that exports the service.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/service-intentions',
  source: 'api/config_entry_intentions.go, agent/structs/config_entry_intentions.go @ v1.13.9, v1.16.1',
  object: {
    title: 'a `service-intentions` entry',
    fields: [
      kindField,
      {
        name: 'Name',
        type: service,
        required: true,
        docs: 'The service that is called, or `*` for all. It is always a service of this cluster.',
      },
      ...placeFields,
      {
        name: 'Sources',
        type: { is: 'list', pointers: true, unordered: true, of: { is: 'object', object: source } },
        required: true,
        docs: 'Who calls, and what happens then: one object for each source.',
      },
      jwtField,
      ...closingFields,
    ],
  },
}
