// The table of `service-router`: which requests to a service go where.
import {
  absentPeer,
  boolean,
  closingFields,
  duration,
  headerModifiersType,
  kindField,
  methodsType,
  namespace,
  partition,
  placeFields,
  service,
  string,
  subsetName,
  unsigned32,
} from '../common.ts'
import type { Kind, ObjectType, Type } from '../types.ts'

const header: ObjectType = {
  title: 'a header match',
  fields: [
    { name: 'Name', type: string, required: true, docs: 'The name of the header.' },
    { name: 'Present', type: boolean, docs: 'Matches when the header is there, whatever it says.' },
    { name: 'Exact', type: string, docs: 'The whole value.' },
    { name: 'Prefix', type: string, docs: 'How the value begins.' },
    { name: 'Suffix', type: string, docs: 'How the value ends.' },
    { name: 'Regex', type: string, docs: 'A regular expression (RE2) for the whole value.' },
    { name: 'Invert', type: boolean, docs: 'Turns the match around.' },
  ],
  atMostOneOf: [{ fields: ['Present', 'Exact', 'Prefix', 'Suffix', 'Regex'] }],
  atLeastOneOf: [{ fields: ['Present', 'Exact', 'Prefix', 'Suffix', 'Regex'] }],
}

const queryParameter: ObjectType = {
  title: 'a query parameter match',
  fields: [
    { name: 'Name', type: string, required: true, docs: 'The name of the parameter.' },
    { name: 'Present', type: boolean, docs: 'Matches when the parameter is there, whatever it says.' },
    { name: 'Exact', type: string, docs: 'The whole value.' },
    { name: 'Regex', type: string, docs: 'A regular expression (RE2) for the whole value.' },
  ],
  atMostOneOf: [{ fields: ['Present', 'Exact', 'Regex'] }],
  atLeastOneOf: [{ fields: ['Present', 'Exact', 'Regex'] }],
}

const http: ObjectType = {
  title: 'an HTTP match',
  fields: [
    { name: 'PathExact', alias: 'path_exact', type: string, beginsWith: '/', docs: 'The whole path; begins with `/`.' },
    { name: 'PathPrefix', alias: 'path_prefix', type: string, beginsWith: '/', docs: 'How the path begins; begins with `/`.' },
    { name: 'PathRegex', alias: 'path_regex', type: string, docs: 'A regular expression (RE2) for the whole path.' },
    {
      name: 'CaseInsensitive',
      alias: 'case_insensitive',
      since: '1.17',
      type: boolean,
      docs: 'Compares the path without regard to case.',
    },
    { name: 'Header', type: { is: 'list', of: { is: 'object', object: header } }, docs: 'Headers that must all match.' },
    {
      name: 'QueryParam',
      alias: 'query_param',
      type: { is: 'list', of: { is: 'object', object: queryParameter } },
      docs: 'Parameters of the URL that must all match.',
    },
    { name: 'Methods', type: methodsType, docs: 'HTTP methods, each at most once.' },
  ],
  atMostOneOf: [{ fields: ['PathExact', 'PathPrefix', 'PathRegex'] }],
}

const retryCondition: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: '5xx', docs: 'The answer is a server error, or there is none.' },
    { value: 'gateway-error', docs: 'The answer is 502, 503 or 504.' },
    { value: 'reset', docs: 'The service does not answer at all.' },
    { value: 'connect-failure', docs: 'The connection cannot be made.' },
    { value: 'envoy-ratelimited', docs: 'Envoy itself limited the rate.' },
    { value: 'retriable-4xx', docs: 'The answer is 409.' },
    { value: 'refused-stream', docs: 'The service resets the stream with `REFUSED_STREAM`.' },
    { value: 'cancelled', docs: 'gRPC: the status is `cancelled`.' },
    { value: 'deadline-exceeded', docs: 'gRPC: the status is `deadline-exceeded`.' },
    { value: 'internal', docs: 'gRPC: the status is `internal`.' },
    { value: 'resource-exhausted', docs: 'gRPC: the status is `resource-exhausted`.' },
    { value: 'unavailable', docs: 'gRPC: the status is `unavailable`.' },
  ],
}

const destination: ObjectType = {
  title: 'a destination',
  absentKeys: [absentPeer],
  fields: [
    {
      name: 'Service',
      type: service,
      docs: 'The service that answers; this one when it is left out. To reach a peer, name a `service-resolver` entry that redirects to it.',
    },
    { name: 'ServiceSubset', alias: 'service_subset', type: subsetName, docs: 'The subset of the service that answers.' },
    { name: 'Namespace', type: namespace, enterprise: 'ignored', constraint: 'C10', docs: 'The namespace of the service.' },
    { name: 'Partition', type: partition, enterprise: 'ignored', docs: 'The admin partition of the service.' },
    {
      name: 'PrefixRewrite',
      alias: 'prefix_rewrite',
      type: string,
      docs: 'Takes the place of the matched path; needs `PathExact` or `PathPrefix`.',
    },
    { name: 'RequestTimeout', alias: 'request_timeout', type: duration, docs: 'How long a request may take, with all its retries.' },
    {
      name: 'IdleTimeout',
      alias: 'idle_timeout',
      type: duration,
      since: '1.14',
      docs: 'How long the stream of a request may be silent.',
    },
    { name: 'NumRetries', alias: 'num_retries', type: unsigned32, docs: 'How often a request is tried again.' },
    {
      name: 'RetryOnConnectFailure',
      alias: 'retry_on_connect_failure',
      type: boolean,
      docs: 'Tries again when the connection cannot be made.',
    },
    {
      name: 'RetryOnStatusCodes',
      alias: 'retry_on_status_codes',
      type: { is: 'list', of: unsigned32 },
      docs: 'HTTP status codes after which a request is tried again.',
    },
    {
      name: 'RetryOn',
      alias: 'retry_on',
      type: { is: 'list', of: retryCondition },
      since: '1.14',
      docs: 'Conditions of Envoy under which a request is tried again.',
    },
    { name: 'RequestHeaders', alias: 'request_headers', type: headerModifiersType, docs: 'Changes to the headers of the request.' },
    { name: 'ResponseHeaders', alias: 'response_headers', type: headerModifiersType, docs: 'Changes to the headers of the answer.' },
  ],
}

const route: ObjectType = {
  title: 'a route',
  fields: [
    {
      name: 'Match',
      type: {
        is: 'object',
        object: {
          title: 'a match',
          fields: [{ name: 'HTTP', type: { is: 'object', object: http }, docs: 'What the request must look like.' }],
        },
      },
      docs: 'Which requests the route is for; all when it is left out.',
    },
    { name: 'Destination', type: { is: 'object', object: destination }, docs: 'Where the requests go.' },
  ],
}

export const serviceRouter: Kind = {
  kind: 'service-router',
  docs: 'Sends requests to a service to other services by path, header, parameter or method. The service must speak an HTTP protocol.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/service-router',
  source: 'api/config_entry_discoverychain.go, agent/structs/config_entry_discoverychain.go @ v1.13.9, v1.16.1',
  object: {
    title: 'a `service-router` entry',
    typical: ['Routes'],
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The service whose requests are routed.' },
      ...placeFields,
      {
        name: 'Routes',
        type: { is: 'list', of: { is: 'object', object: route } },
        docs: 'The routes, of which the first that matches counts. What none matches goes to the service itself.',
      },
      ...closingFields,
    ],
  },
}
