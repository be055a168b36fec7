// One cluster's HTTP connections: limits, time-outs, TLS, and the rule that the token goes to one origin only.
import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { type Dispatcher, Pool } from 'undici'
import { fromAnswer, fromException } from './classify.ts'
import { type BaseAddress, type Connection, readAddress } from './connection.ts'
import type { ConsulError } from './errors.ts'
import { withoutSecrets } from './redact.ts'
import { failure, type Result, success } from './result.ts'
import type { Secret } from './secret.ts'
import { connectionFault } from './tlsDiagnosis.ts'

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** `/v1/…`, its segments encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs: number
  /** A refusal is then Consul's own text. */
  readonly isConfigWrite?: boolean | undefined
  /** What the body holds and no error may repeat; the ACL token is one of them without saying. */
  readonly secrets?: readonly Secret[] | undefined
}

/** An answer with status 2xx. */
export interface HttpAnswer {
  readonly text: string
  /** `X-Consul-Index`. */
  readonly index: string | undefined
  /** `X-Consul-Default-Acl-Policy`. */
  readonly defaultPolicy: string | undefined
  /** `X-Consul-Results-Filtered-By-Acls`. */
  readonly isFiltered: boolean
  /** When it was sent, in milliseconds since 1970: the server's `Date`, else our clock. */
  readonly sentAt: number
}

/** Limits of a transport. */
export interface HttpLimits {
  readonly maximumAnswerBytes: number
  readonly connections: number
}

/** Sends requests to one cluster. */
export interface Transport {
  readonly base: BaseAddress | undefined
  send(request: HttpRequest): Promise<Result<HttpAnswer>>
  close(): Promise<void>
}

type Raw = { readonly status: number; readonly headers: Dispatcher.ResponseData['headers']; readonly text: string }

const maximumRedirects = 3

/** A transport for a connection. Opens nothing before the first request. */
export function createTransport(connection: Connection, limits: HttpLimits): Transport {
  const base = readAddress(connection.address)
  const problem = base ? problemOf(connection, base) : ({ kind: 'bad-address' } as const)
  const closing = new AbortController()
  let pool: Pool | undefined

  return {
    base,
    async send(request) {
      if (!base || problem) return failure(problem ?? { kind: 'bad-address' })
      if (closing.signal.aborted) return failure({ kind: 'cancelled' })
      pool ??= new Pool(base.origin, {
        connections: limits.connections,
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: tlsOptions(connection),
      })
      return await send({ pool, base, connection, limits, closing: closing.signal }, request)
    },
    async close() {
      closing.abort()
      await pool?.destroy()
    },
  }
}

interface Line {
  readonly pool: Pool
  readonly base: BaseAddress
  readonly connection: Connection
  readonly limits: HttpLimits
  readonly closing: AbortSignal
}

async function send(line: Line, request: HttpRequest): Promise<Result<HttpAnswer>> {
  const { base, connection } = line
  const deadline = startDeadline(request.timeoutMs, request.signal, line.closing)
  try {
    return answerOf(line, request, await exchange(line, request, deadline.signal))
  } catch (thrown) {
    if (thrown instanceof Stop) return failure(thrown.error)
    if (deadline.ended() === 'cancelled') return failure({ kind: 'cancelled' })
    if (deadline.ended() === 'timeout') return failure({ kind: 'timeout', address: base.shown, timeoutMs: request.timeoutMs })
    const attempt = { address: base.shown, timeoutMs: request.timeoutMs, expectedName: connection.serverName ?? base.host }
    const error = fromException(thrown, attempt)
    if (error.kind !== 'connection-reset' || !base.origin.startsWith('https:')) return failure(error)
    const fault = await connectionFault(base.origin, tlsOptions(connection))
    return failure(fault ? fromException(fault, attempt) : error)
  } finally {
    deadline.clear()
  }
}

/** Leaves a request from within, with the error to report. */
class Stop extends Error {
  readonly error: ConsulError

  constructor(error: ConsulError) {
    super(error.kind)
    this.error = error
  }
}

interface Deadline {
  readonly signal: AbortSignal
  ended(): 'timeout' | 'cancelled' | undefined
  clear(): void
}

/** By hand and not by `AbortSignal.any`, which keeps listeners on long-lived signals in Node 20. */
function startDeadline(timeoutMs: number, ...signals: readonly (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController()
  let cause: 'timeout' | 'cancelled' | undefined
  const end = (why: 'timeout' | 'cancelled') => {
    cause ??= why
    controller.abort()
  }
  const cancel = () => end('cancelled')
  const timer = setTimeout(end, timeoutMs, 'timeout')
  for (const signal of signals) {
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel, { once: true })
  }
  return {
    signal: controller.signal,
    ended: () => cause,
    clear() {
      clearTimeout(timer)
      for (const signal of signals) signal?.removeEventListener('abort', cancel)
    },
  }
}

/** Sends, and follows redirects of a GET as long as they stay on the origin. */
async function exchange(line: Line, request: HttpRequest, signal: AbortSignal): Promise<Raw> {
  const { pool, base, connection, limits } = line
  let path = new URL(base.base).pathname.replace(/\/$/, '') + request.path + queryText(request.query, connection)
  for (let hops = 0; ; hops++) {
    const { statusCode, headers, body } = await pool.request({
      path,
      method: request.method,
      headers: headersOf(connection, request),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal,
    })
    const text = await readText(body, limits.maximumAnswerBytes, base)
    if (statusCode < 300 || statusCode >= 400) return { status: statusCode, headers, text }
    const target = URL.parse(headerText(headers['location']) ?? '', base.origin + path) ?? undefined
    if (request.method !== 'GET' || hops === maximumRedirects || target?.origin !== base.origin) {
      throw new Stop({ kind: 'redirect', address: base.shown, target: target?.origin })
    }
    path = target.pathname + target.search
  }
}

function answerOf({ base, connection }: Line, request: HttpRequest, { status, headers, text }: Raw): Result<HttpAnswer> {
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(text) || headerText(headers['content-type'])?.startsWith('text/html')) {
    return failure({ kind: 'not-consul', address: base.shown, found: 'html' })
  }
  if (status >= 400) {
    const quiet = withoutSecrets(text, [connection.token, ...(request.secrets ?? [])])
    return failure(
      fromAnswer({ status, text: quiet, address: base.shown, path: request.path, isConfigWrite: request.isConfigWrite ?? false }),
    )
  }
  const date = Date.parse(headerText(headers['date']) ?? '')
  return success({
    text,
    index: headerText(headers['x-consul-index']),
    defaultPolicy: headerText(headers['x-consul-default-acl-policy']),
    isFiltered: headerText(headers['x-consul-results-filtered-by-acls']) === 'true',
    sentAt: Number.isNaN(date) ? Date.now() : date,
  })
}

async function readText(body: Dispatcher.ResponseData['body'], limitBytes: number, { shown }: BaseAddress): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes: Buffer = Buffer.from(chunk)
    size += bytes.length
    // Leaving the loop destroys the body, and with it the connection.
    if (size > limitBytes) throw new Stop({ kind: 'too-large', address: shown, limitBytes })
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function headersOf({ token }: Connection, { body }: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const text = token?.reveal().trim()
  if (text) headers['x-consul-token'] = text
  return headers
}

function headerText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

function queryText(query: HttpRequest['query'], { namespace, partition }: Connection): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ns: namespace, partition, ...query })) {
    if (value !== undefined && value !== '') parameters.set(name, value)
  }
  return parameters.size === 0 ? '' : `?${parameters}`
}

/** What can be known to be wrong before anything is sent. */
function problemOf(
  { token, certificateAuthority, clientCertificate, clientKey }: Connection,
  { shown }: BaseAddress,
): ConsulError | undefined {
  if (/[^\x21-\x7e]/.test(token?.reveal().trim() ?? '')) return { kind: 'bad-acl-token' }
  try {
    // Node takes a text without a certificate for an empty list, and then trusts nobody.
    if (certificateAuthority !== undefined) new X509Certificate(certificateAuthority)
    createSecureContext({ ca: certificateAuthority, cert: clientCertificate, key: clientKey?.reveal() })
    return undefined
  } catch (thrown) {
    // OpenSSL's faults are plain errors, a fault of ours is none.
    if (!(thrown instanceof Error) || thrown instanceof TypeError) throw thrown
    return { kind: 'tls-settings', address: shown }
  }
}

function tlsOptions({ certificateAuthority, clientCertificate, clientKey, serverName }: Connection) {
  return {
    ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    ...(clientCertificate !== undefined && { cert: clientCertificate }),
    ...(clientKey !== undefined && { key: clientKey.reveal() }),
    ...(serverName !== undefined && { servername: serverName }),
  }
}
