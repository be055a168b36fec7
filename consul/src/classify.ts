// Turns what went wrong on the wire into a ConsulError: exceptions of the transport here, Consul's own texts below.
import type { ConsulError, FailedAddress } from './errors.ts'

/** What an exception is judged with. */
export interface Attempt {
  /** `host:port`. */
  readonly address: string
  readonly timeoutMs: number
  /** The name that the certificate had to carry. */
  readonly expectedName: string | undefined
}

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
])

/** The error for an exception that a request ended with. */
export function fromException(thrown: unknown, { address, timeoutMs, expectedName }: Attempt): ConsulError {
  const { code, message } = describe(thrown)
  if (code === 'ECONNREFUSED') return { kind: 'connection-refused', address }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { kind: 'host-not-found', address }
  if (code === 'UND_ERR_CLOSED' || code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_ABORTED') return { kind: 'cancelled' }
  if (/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$|^ETIMEDOUT$/.test(code)) return { kind: 'timeout', address, timeoutMs }
  if (untrusted.has(code)) return { kind: 'tls-untrusted', address }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return { kind: 'tls-expired', address }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { kind: 'tls-wrong-name', address, expectedName }
  const tls = fromTls(`${code} ${message}`, address)
  if (tls) return tls
  if (code.startsWith('HPE_')) return { kind: 'not-consul', address, found: 'other-protocol' }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return { kind: 'connection-reset', address }
  return { kind: 'unreachable', address, code: code === '' ? 'unknown' : code }
}

/** OpenSSL (Node) and BoringSSL (Electron) word their alerts differently, hence the patterns. */
function fromTls(text: string, address: string): ConsulError | undefined {
  if (/wrong.version.number|http.request|packet.length.too.long|record.layer.failure/i.test(text)) {
    return { kind: 'tls-wrong-scheme', address, needed: 'http' }
  }
  if (/certificate.required|bad.certificate|unknown.ca/i.test(text)) return { kind: 'tls-client-certificate', address }
  if (/pem routines|no.start.line|key.values.mismatch|ERR_OSSL_|bad.decrypt/i.test(text)) return { kind: 'tls-settings', address }
  return undefined
}

/** Code and text of an exception and of those that it wraps. The text is matched against, never shown. */
function describe(thrown: unknown): { readonly code: string; readonly message: string } {
  if (!(thrown instanceof Error)) return { code: '', message: '' }
  // undici leaves the code out of some of its parser errors.
  if (thrown.name === 'HTTPParserError') return { code: 'HPE_OTHER', message: thrown.message }
  const own = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  if (own !== '' && own !== 'UND_ERR_INFO') return { code: own, message: thrown.message }
  const inner = thrown instanceof AggregateError ? thrown.errors[0] : thrown.cause
  return inner === undefined ? { code: own, message: thrown.message } : describe(inner)
}

/** An answer with an error status. */
export interface ErrorAnswer {
  readonly status: number
  /** As Consul sent it. */
  readonly text: string
  /** `host:port`. */
  readonly address: string
  readonly path: string
  /** Whether a config entry was written or deleted, whose refusals are shown as they are. */
  readonly isConfigWrite: boolean
}

type Rule = readonly [pattern: RegExp, error: (found: RegExpExecArray, answer: ErrorAnswer) => ConsulError]

/** The fixed parts of Consul's messages, the special ones before the general. Any call may meet these. */
const commonRules: readonly Rule[] = [
  [/Client sent an HTTP request to an HTTPS server/, (_, { address }) => ({ kind: 'tls-wrong-scheme', address, needed: 'https' })],
  [/ACL system must be bootstrapped/, () => ({ kind: 'acl-not-bootstrapped' })],
  [/^Permission denied/, (_, { text }) => permissionDenied(text)],
  [/^(?:.*: )?ACL not found$/, () => ({ kind: 'acl-not-found' })],
  [/^ACL support disabled/, () => ({ kind: 'acl-disabled' })],
  [/message larger than max/, () => ({ kind: 'message-too-large' })],
  [/rate limit exceeded|too many requests/i, () => ({ kind: 'too-many-requests' })],
  [/^No cluster leader/, () => ({ kind: 'no-leader' })],
  [
    /No known Consul servers|error getting client: failed to get conn|^connection error: desc|resolver error: .*produced/,
    () => ({ kind: 'no-servers' }),
  ],
  [/invalid config entry kind:? ?"?([\w-]*)/, ([, configKind]) => ({ kind: 'unknown-config-kind', configKind: shortened(configKind) })],
  [/^Invalid URL path/, (_, { path }) => ({ kind: 'unknown-endpoint', path })],
  [
    /^Invalid query parameter: "(partition|ns)/,
    ([, what]) => ({ kind: 'enterprise-only', feature: what === 'ns' ? 'namespaces' : 'partitions' }),
  ],
]

/** Not for writes of config entries, whose refusals are shown in Consul's own words. */
const otherRules: readonly Rule[] = [
  [/invalid peering establishment secret/, () => ({ kind: 'secret-spent' })],
  [/failed to exchange peering secret/, (_, { text }) => ({ kind: 'exchange-failed', addresses: failedAddresses(text) })],
  [/CA has not finished initializing/, () => ({ kind: 'ca-not-ready' })],
  [/peering must be enabled/, () => ({ kind: 'peering-disabled' })],
  [/connect\.enabled must be set to true/, () => ({ kind: 'connect-disabled' })],
  [/TLS for gRPC must be enabled/, () => ({ kind: 'grpc-tls-disabled' })],
  [/a grpc bind port must be specified/, () => ({ kind: 'grpc-disabled' })],
  [/no mesh gateway instances are registered/, () => ({ kind: 'mesh-gateway-missing' })],
  [/^(.*) is not a valid peer name/, ([, name]) => ({ kind: 'bad-peer-name', name: shortened(name) })],
  [/^meta tags failed validation: (.*)/s, ([, detail]) => ({ kind: 'bad-meta', detail: oneLine(detail ?? '') })],
  [/cannot create peering with name: "([^"]*)"; there is already/, ([, name]) => ({ kind: 'already-dialing', name: shortened(name) })],
  [
    /cannot create peering with name: "([^"]*)"; there is an existing/,
    ([, name]) => ({ kind: 'already-accepting', name: shortened(name) }),
  ],
  [/Cannot switch peering dialing mode/i, () => ({ kind: 'dialing-mode' })],
  [/cannot create a peering within the same/, () => ({ kind: 'same-cluster' })],
  [
    /peering token's server name matches.*?"([^"]+)"/s,
    ([, serverName]) => ({ kind: 'server-name-conflict', serverName: shortened(serverName) }),
  ],
  [/marked for deletion/, () => ({ kind: 'being-deleted' })],
  [
    /failed to decode token|peering token (?:server|peer|invalid)|is not a valid peering server address|^(?:illegal base64|invalid character|unexpected end of JSON)/,
    (_, { text }) => ({ kind: 'bad-token', detail: oneLine(text) }),
  ],
  [
    /^Config entry not found for "([^"]*)" \/ "([^"]*)"/,
    ([, kind, name]) => ({ kind: 'not-found', what: `The config entry \`${oneLine(`${kind}/${name}`)}\`` }),
  ],
  [/^Peering not found for "([^"]*)"/, ([, name]) => ({ kind: 'not-found', what: `The peering \`${oneLine(name ?? '')}\`` })],
  [
    /(Partition|Namespace)s are a Consul Enterprise feature/i,
    ([, what]) => ({ kind: 'enterprise-only', feature: `${what?.toLowerCase()}s` }),
  ],
  [/(?:PeerName|PeeringToken) is required/, (_, { text }) => ({ kind: 'missing-field', detail: oneLine(text) })],
  [/^Body decoding failed: (.*)/s, ([, detail]) => ({ kind: 'unknown-field', detail: oneLine(detail ?? '') })],
]

/** The error for an answer whose status says so. */
export function fromAnswer(answer: ErrorAnswer): ConsulError {
  const { status, path, isConfigWrite } = answer
  const text = stripPrefixes(answer.text).trim()
  for (const [pattern, error] of isConfigWrite ? commonRules : [...commonRules, ...otherRules]) {
    const found = pattern.exec(text)
    if (found) return error(found, { ...answer, text })
  }
  if (status === 404) return { kind: 'unknown-endpoint', path }
  if (status === 405) return { kind: 'method-not-allowed', path }
  if (status === 429) return { kind: 'too-many-requests' }
  if (isConfigWrite) return { kind: 'refused', detail: oneLine(text) }
  if (status === 403) return { kind: 'permission-denied', permission: undefined, isAnonymous: false }
  return { kind: 'unexpected', status, detail: oneLine(text) }
}

/** Servers before 1.15 wrap their errors for gRPC, some of them several times. */
function stripPrefixes(text: string): string {
  return text.replace(/rpc error: code = \w+ desc = /g, '').replace(/^rpc error making call: /, '')
}

/** Before 1.15 the anonymous token shows by its accessor only. */
function permissionDenied(text: string): ConsulError {
  const permission = shortened(/lacks permission '([^']+)'/.exec(text)?.[1])
  return { kind: 'permission-denied', permission, isAnonymous: /anonymous token|00000000-0000-0000-0000-000000000002/.test(text) }
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/connection refused/, 'connection refused'],
  [/no such host/, 'no such host'],
  [/does not look like a TLS handshake/, 'the port speaks no TLS: an HTTP or a plain gRPC port'],
  [/connection reset by peer/, 'connection reset, as by the RPC port'],
  [/error reading server preface/, 'the server hung up, as on a token without CA'],
  [/i\/o timeout|deadline exceeded|DeadlineExceeded/, 'no answer in time'],
  [/no route to host|network is unreachable/, 'no route to it'],
  [/certificate/, 'its certificate was not accepted'],
]

/** One line for each address: 1.16 repeats the same failure up to 18 times. */
function failedAddresses(text: string): readonly FailedAddress[] {
  const found = new Map<string, FailedAddress>()
  for (const [, address = '', words = ''] of text.matchAll(
    /failed to exchange peering secret (?:through address|with) "([^"]*)": (.*?)(?=failed to exchange peering secret|$)/gs,
  )) {
    const known = reasons.find(([pattern]) => pattern.test(words))?.[1]
    if (!found.has(address))
      found.set(address, { address: oneLine(address, 120), reason: known ?? oneLine(words.replace(/\*\s*$/, ''), 120) })
  }
  return [...found.values()]
}

/** A name as a server repeats it; `undefined` for an empty one. */
function shortened(name: string | undefined): string | undefined {
  return name ? oneLine(name, 120) : undefined
}

/** A text of Consul on one line and not longer than a message may be; what looks like a token is taken out. */
export function oneLine(text: string, limit = 300): string {
  const line = text
    .replace(/[A-Za-z0-9+/=_-]{100,}/g, '[secret]')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
