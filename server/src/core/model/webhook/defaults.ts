// What the webhooks of consul-k8s say to `ServiceDefaults`, `ProxyDefaults` and `Mesh`.
// Source: servicedefaults_types.go, proxydefaults_types.go, mesh_types.go of consul-k8s @ 557f7c37.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import { isIP } from '../address.ts'
import { enterpriseOnly, type Fault, isSet, notTogether, oneOf, placeOf, proxySettings, valuePlaceOf } from './fault.ts'

/** Protocol, proxy settings, upstreams and destination of a service. */
export function checkServiceDefaults(root: DecodedObject): readonly Fault[] {
  const upstreams = objectOf(root, 'UpstreamConfig')
  const defaults = upstreams && objectOf(upstreams, 'Defaults')
  const destination = objectOf(root, 'Destination')
  return [
    ...oneOf(root, 'Protocol', ['tcp', 'http', 'http2', 'grpc']),
    ...proxySettings(root),
    ...['MaxInboundConnections', 'LocalConnectTimeoutMs', 'LocalRequestTimeoutMs'].flatMap((field) => notNegative(root, field)),
    ...oneOf(root, 'BalanceInboundConnections', ['exact_balance']),
    ...(upstreams ? objectsOf(upstreams, 'Overrides') : []).flatMap(checkOverride),
    ...(defaults ? checkDefaults(defaults) : []),
    ...(destination ? checkDestination(destination) : []),
    ...checkRateLimits(objectOf(root, 'RateLimits')),
  ]
}

function notNegative(object: DecodedObject, field: string): readonly Fault[] {
  const found = object.fields.get(field)
  if (found?.value.type !== 'number' || found.value.value >= 0) return []
  return [{ fact: `\`${found.member.key}\` is negative`, advice: 'Use 0 or more.', range: found.value.source.range }]
}

function checkOverride(override: DecodedObject): readonly Fault[] {
  const nameless = { fact: 'An override names no upstream', advice: 'Add its `name`.', range: placeOf(override, 'Name') }
  return [
    ...(isSet(override, 'Name') ? [] : [nameless]),
    ...notTogether(override, ['Peer', 'Namespace']),
    ...notTogether(override, ['Peer', 'Partition']),
    ...enterpriseOnly(override, ['Partition']),
    ...oneOf(objectOf(override, 'MeshGateway'), 'Mode', ['remote', 'local', 'none']),
  ]
}

function checkDefaults(defaults: DecodedObject): readonly Fault[] {
  const named = ['Name', 'Namespace', 'Partition', 'Peer'].flatMap((field) =>
    isSet(defaults, field) ? (defaults.fields.get(field)?.member ?? []) : [],
  )
  return [
    ...named.map(({ key, keyRange }) => ({
      fact: `\`${key}\` says that these are no defaults`,
      advice: 'Use `overrides` for a single upstream.',
      range: keyRange,
    })),
    ...oneOf(objectOf(defaults, 'MeshGateway'), 'Mode', ['remote', 'local', 'none']),
  ]
}

function checkDestination(destination: DecodedObject): readonly Fault[] {
  const list = destination.fields.get('Addresses')?.value
  const addresses = list?.type === 'list' ? list.elements : []
  const port = destination.fields.get('Port')?.value
  const isPort = port?.type === 'number' && port.value >= 1 && port.value <= 65535
  const seen = new Set<string>()
  return [
    ...(addresses.length === 0
      ? [{ fact: 'A destination has no address', advice: 'Name at least one in `addresses`.', range: placeOf(destination, 'Addresses') }]
      : []),
    ...addresses.flatMap((element) => {
      if (element.type !== 'string') return []
      const { value, source } = element
      const isRepeated = seen.has(value)
      seen.add(value)
      if (isRepeated) return [{ fact: `\`${value}\` stands here a second time`, advice: 'Remove it.', range: source.range }]
      if (isIP(value) || (value !== '' && value.length <= 254 && !value.includes('*') && !value.includes('..'))) return []
      return [{ fact: `\`${value}\` is no IP address and no host name`, advice: 'Write one without `*`.', range: source.range }]
    }),
    ...(isPort
      ? []
      : [{ fact: 'A destination needs a `port`', advice: 'Write a number from 1 to 65535.', range: valuePlaceOf(destination, 'Port') }]),
  ]
}

function checkRateLimits(limits: DecodedObject | undefined): readonly Fault[] {
  const instance = limits && objectOf(limits, 'InstanceLevel')
  if (!instance) return []
  const routes = objectsOf(instance, 'Routes')
  return [instance, ...routes].flatMap((level) => ['RequestsPerSecond', 'RequestsMaxBurst'].flatMap((field) => notNegative(level, field)))
}

/** Proxy settings, access logs and locality of all proxies. */
export function checkProxyDefaults(root: DecodedObject): readonly Fault[] {
  return [
    ...proxySettings(root),
    ...checkAccessLogs(objectOf(root, 'AccessLogs')),
    ...oneOf(objectOf(root, 'FailoverPolicy'), 'Mode', ['sequential', 'order-by-locality']),
    ...oneOf(objectOf(root, 'PrioritizeByLocality'), 'Mode', ['none', 'failover']),
  ]
}

function checkAccessLogs(logs: DecodedObject | undefined): readonly Fault[] {
  if (!logs) return []
  const isFile = textOf(logs, 'Type') === 'file'
  const wrong = isFile !== isSet(logs, 'Path')
  return [
    ...oneOf(logs, 'Type', ['stdout', 'stderr', 'file']),
    ...(wrong
      ? [
          {
            fact: '`path` goes together with `type: file`',
            advice: 'Set both, or neither.',
            range: placeOf(logs, isFile ? 'Type' : 'Path'),
          },
        ]
      : []),
    ...notTogether(logs, ['JSONFormat', 'TextFormat']),
    ...(isJson(textOf(logs, 'JSONFormat'))
      ? []
      : [{ fact: '`jsonFormat` is no JSON', advice: 'Write an object.', range: valuePlaceOf(logs, 'JSONFormat') }]),
  ]
}

function isJson(text: string): boolean {
  if (text === '') return true
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const tlsVersions = ['TLS_AUTO', 'TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3']

/** Versions of TLS, and what must be said with `http`. */
export function checkMesh(root: DecodedObject): readonly Fault[] {
  const tls = objectOf(root, 'TLS')
  const http = objectOf(root, 'HTTP')
  const isIncomplete = http !== undefined && !http.fields.has('SanitizeXForwardedClientCert')
  return [
    ...['Incoming', 'Outgoing'].flatMap((way) => {
      const settings = tls && objectOf(tls, way)
      return ['TLSMinVersion', 'TLSMaxVersion'].flatMap((field) => oneOf(settings, field, tlsVersions))
    }),
    ...(isIncomplete
      ? [{ fact: '`http` has no `sanitizeXForwardedClientCert`', advice: 'Add it, or remove `http`.', range: placeOf(root, 'HTTP') }]
      : []),
  ]
}
