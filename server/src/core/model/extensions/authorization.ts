// The arguments of `builtin/ext-authz`, which asks another service whether a request may pass.
// Source: agent/envoyextensions/builtin/ext-authz/structs.go @ v1.16.1.
import type { PlainDecoded } from '../../decode/decoded.ts'
import { parseDuration } from '../../decode/scalars.ts'
import { elementsAt, objectOf, type PlainObject, type Shape, textAt, valueAt } from './shape.ts'

const patterns = ['Contains', 'Exact', 'Prefix', 'SafeRegex', 'Suffix'] as const

const service: Shape = { fields: { Name: 'text', Namespace: 'text', Partition: 'text' } }
const target: Shape = { fields: { Service: service, URI: 'text', Timeout: 'text' } }
const headers: Shape = { list: { fields: { Key: 'text', Value: 'text' } } }
const matchers: Shape = {
  list: { fields: { Contains: 'text', Exact: 'text', IgnoreCase: 'boolean', Prefix: 'text', SafeRegex: 'text', Suffix: 'text' } },
}

const responseLists = [
  'AllowedUpstreamHeaders',
  'AllowedUpstreamHeadersToAppend',
  'AllowedClientHeaders',
  'AllowedClientHeadersOnSuccess',
  'DynamicMetadataFromHeaders',
] as const

export const authorizationShape: Shape = {
  fields: {
    ProxyType: 'text',
    InsertOptions: { fields: { Location: 'text', FilterName: 'text' } },
    Config: {
      fields: {
        BootstrapMetadataLabelsKey: 'text',
        ClearRouteCache: 'boolean',
        GrpcService: { fields: { Target: target, Authority: 'text', InitialMetadata: headers } },
        HttpService: {
          fields: {
            Target: target,
            PathPrefix: 'text',
            AuthorizationRequest: { fields: { AllowedHeaders: matchers, HeadersToAdd: headers } },
            AuthorizationResponse: { fields: Object.fromEntries(responseLists.map((name) => [name, matchers])) },
          },
        },
        IncludePeerCertificate: 'boolean',
        MetadataContextNamespaces: { list: 'text' },
        StatusOnError: 'number',
        StatPrefix: 'text',
        WithRequestBody: { fields: { MaxRequestBytes: 'number', AllowPartialMessage: 'boolean', PackAsBytes: 'boolean' } },
      },
    },
  },
}

/** What is wrong with the arguments, each as a sentence without an end. */
export function authorizationFaults(args: PlainObject): readonly string[] {
  const config = valueAt(args, 'Config')
  const http = objectOf(valueAt(config, 'HttpService'))
  const grpc = objectOf(valueAt(config, 'GrpcService'))
  const asked = http ?? grpc
  return [
    ...(http && grpc ? ['`GrpcService` and `HttpService` exclude each other'] : []),
    ...(asked ? serviceFaults(asked) : ['`Config` needs a `GrpcService` or an `HttpService`']),
    ...(http ? matcherFaults(http) : []),
    ...statusFaults(valueAt(config, 'StatusOnError')),
  ]
}

function serviceFaults(asked: PlainObject): readonly string[] {
  const found = objectOf(valueAt(asked, 'Target'))
  if (!found) return ['the `Target` of the service is missing']
  const uri = textAt(found, 'URI')
  const timeout = textAt(found, 'Timeout')
  return [
    ...((uri === '') === (textAt(found, 'Service', 'Name') === '') ? ['`Target` takes one of `Service` and `URI`'] : []),
    ...(uri !== '' && !isLocal(uri) ? [`\`URI\` must be a host and a port of this machine, such as \`127.0.0.1:9191\``] : []),
    ...(timeout !== '' && parseDuration(timeout) === undefined ? ['`Timeout` must be a duration such as `5s`'] : []),
  ]
}

function isLocal(uri: string): boolean {
  const address = uri.slice(uri.includes('://') ? uri.indexOf('://') + 3 : 0)
  const colon = address.lastIndexOf(':')
  if (colon < 0 || !/^[+-]?\d{1,18}$/.test(address.slice(colon + 1))) return false
  return ['', 'localhost', '127.0.0.1', '::1'].includes(address.slice(0, colon))
}

function matcherFaults(http: PlainObject): readonly string[] {
  const lists = [
    elementsAt(http, 'AuthorizationRequest', 'AllowedHeaders'),
    ...responseLists.map((name) => elementsAt(http, 'AuthorizationResponse', name)),
  ]
  return lists.flat().some((matcher) => matcher !== null && patternsIn(matcher) !== 1)
    ? [`a matcher of headers takes exactly one of ${patterns.map((name) => `\`${name}\``).join(', ')}`]
    : []
}

function patternsIn(matcher: PlainDecoded): number {
  return patterns.filter((name) => textAt(matcher, name) !== '').length
}

/** The status codes that Envoy has names for. */
const statusRanges = [
  ...[0, 100, 226, 426, 428, 429, 431, 510, 511].map((code) => [code, code] as const),
  ...([
    [200, 208],
    [300, 305],
    [307, 308],
    [400, 417],
    [421, 424],
    [500, 508],
  ] as const),
] as const

function statusFaults(status: PlainDecoded | undefined): readonly string[] {
  if (typeof status !== 'number') return []
  const code = Math.trunc(status)
  if (statusRanges.some(([lowest, highest]) => code >= lowest && code <= highest)) return []
  return [`\`StatusOnError\` ${code} is no status code that Envoy knows`]
}
