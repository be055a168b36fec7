// The table of `http-route`: which requests to an API gateway go to which services.
import { boolean, closingFields, duration, integer, kindField, methodType, placeFields, service, string, unsigned32 } from '../common.ts'
import { gatewayJwtField, innerPlaceFields, matchType, parentsField, statusField } from '../gateways.ts'
import type { Field, Kind, ObjectType } from '../types.ts'

const exact = { value: 'exact', docs: 'The whole value.' }
const prefix = { value: 'prefix', docs: 'How the value begins.' }
const present = { value: 'present', docs: 'It is there, whatever it says.' }
const regex = { value: 'regex', docs: 'A regular expression (RE2) for the whole value.' }
const suffix = { value: 'suffix', docs: 'How the value ends.' }

const header: ObjectType = {
  title: 'a header match',
  fields: [
    { name: 'Match', type: matchType([exact, prefix, present, regex, suffix]), required: true, docs: 'How the header is compared.' },
    { name: 'Name', type: string, required: true, docs: 'The name of the header.' },
    { name: 'Value', type: string, docs: 'What it is compared with.' },
  ],
}

const query: ObjectType = {
  title: 'a query parameter match',
  fields: [
    { name: 'Match', type: matchType([exact, present, regex]), required: true, docs: 'How the parameter is compared.' },
    { name: 'Name', type: string, required: true, docs: 'The name of the parameter.' },
    { name: 'Value', type: string, docs: 'What it is compared with.' },
  ],
}

const match: ObjectType = {
  title: 'a match',
  fields: [
    { name: 'Headers', type: { is: 'list', of: { is: 'object', object: header } }, docs: 'Headers that must all match.' },
    { name: 'Method', type: methodType, docs: 'The HTTP method; any when it is left out.' },
    {
      name: 'Path',
      type: {
        is: 'object',
        object: {
          title: 'a path match',
          fields: [
            {
              name: 'Match',
              type: matchType([exact, prefix, regex]),
              default: 'prefix',
              filledIn: true,
              docs: 'How the path is compared.',
            },
            {
              name: 'Value',
              type: string,
              default: '/',
              filledIn: true,
              docs: 'What it is compared with; begins with `/`, but for `regex`.',
            },
          ],
        },
      },
      filledIn: true,
      docs: 'The path of the request.',
    },
    { name: 'Query', type: { is: 'list', of: { is: 'object', object: query } }, docs: 'Parameters of the URL that must all match.' },
  ],
}

const headersField: Field = {
  name: 'Headers',
  type: {
    is: 'list',
    of: {
      is: 'object',
      object: {
        title: 'a header filter',
        fields: [
          { name: 'Add', type: { is: 'map', of: string }, docs: 'Headers to add.' },
          { name: 'Remove', type: { is: 'list', of: string }, docs: 'Names of headers to take out.' },
          { name: 'Set', type: { is: 'map', of: string }, docs: 'Headers to set.' },
        ],
      },
    },
  },
  docs: 'Changes to the headers.',
}

const retryFilter: ObjectType = {
  title: 'a retry filter',
  fields: [
    { name: 'NumRetries', type: unsigned32, docs: 'How often a request is tried again.' },
    { name: 'RetryOn', type: { is: 'list', of: string }, docs: 'Conditions of Envoy under which a request is tried again.' },
    { name: 'RetryOnStatusCodes', type: { is: 'list', of: unsigned32 }, docs: 'Status codes after which a request is tried again.' },
    { name: 'RetryOnConnectFailure', type: boolean, docs: 'Tries again when the connection cannot be made.' },
  ],
}

const timeoutFilter: ObjectType = {
  title: 'a timeout filter',
  fields: [
    { name: 'RequestTimeout', type: duration, docs: 'How long a request may take.' },
    { name: 'IdleTimeout', type: duration, docs: 'How long the stream of a request may be silent.' },
  ],
}

const responseFiltersField: Field = {
  name: 'ResponseFilters',
  since: '1.17',
  type: { is: 'object', object: { title: 'a filter of answers', fields: [headersField] } },
  docs: 'What is changed in the answers.',
}

const filtersField: Field = {
  name: 'Filters',
  type: {
    is: 'object',
    embedded: true,
    object: {
      title: 'a filter',
      fields: [
        headersField,
        {
          name: 'URLRewrite',
          type: {
            is: 'object',
            object: { title: 'a rewrite', fields: [{ name: 'Path', type: string, docs: 'Takes the place of the matched path.' }] },
          },
          docs: 'Changes to the URL of the request.',
        },
        { name: 'RetryFilter', since: '1.17', type: { is: 'object', object: retryFilter }, docs: 'When a request is tried again.' },
        { name: 'TimeoutFilter', since: '1.17', type: { is: 'object', object: timeoutFilter }, docs: 'How long a request may take.' },
        { ...gatewayJwtField, since: '1.17' },
      ],
    },
  },
  docs: 'What is changed on the way.',
}

const rule: ObjectType = {
  title: 'a rule',
  fields: [
    filtersField,
    responseFiltersField,
    {
      name: 'Matches',
      type: { is: 'list', of: { is: 'object', object: match } },
      docs: 'Which requests the rule is for; one match suffices.',
    },
    {
      name: 'Services',
      type: {
        is: 'list',
        of: {
          is: 'object',
          object: {
            title: 'a service of a rule',
            fields: [
              {
                name: 'Name',
                type: service,
                docs: 'The service that answers. To reach a peer, name a `service-resolver` entry that redirects to it.',
              },
              {
                name: 'Weight',
                type: integer,
                default: '1',
                filledIn: true,
                docs: 'The share of the requests, beside the weights of the others.',
              },
              filtersField,
              responseFiltersField,
              ...innerPlaceFields,
            ],
          },
        },
      },
      docs: 'Where the requests go.',
    },
  ],
}

export const httpRoute: Kind = {
  kind: 'http-route',
  docs: 'Sends requests from listeners of an API gateway to services.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/http-route',
  since: '1.15',
  source: 'api/config_entry_routes.go, agent/structs/config_entry_routes.go @ v1.16.1',
  object: {
    title: 'an `http-route` entry',
    typical: ['Rules'],
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name of the route.' },
      ...placeFields,
      parentsField,
      { name: 'Rules', type: { is: 'list', of: { is: 'object', object: rule } }, docs: 'Where which requests go.' },
      { name: 'Hostnames', type: { is: 'list', of: string }, docs: 'The host names that the route is for, without wildcards.' },
      statusField,
      ...closingFields,
    ],
  },
}
