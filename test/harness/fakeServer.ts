// HTTP servers on loopback that answer as a test wants, for what a real Consul cannot be made to do.
import * as http from 'node:http'
import type { TestContext } from 'node:test'
import { type ClientOptions, type ConsulClient, createConsulClient } from '../../consul/src/client.ts'
import type { Connection } from '../../consul/src/connection.ts'

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** A running server. */
export interface FakeServer {
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  readonly seen: readonly SeenRequest[]
}

/** One answer of a fake Consul: a JSON value, or status and text. */
export type FakeAnswer = { readonly json: unknown } | { readonly status: number; readonly text: string }

/** Starts a server that a handler answers for; it ends with the test, open connections too. */
export async function serve(t: TestContext, handle: http.RequestListener): Promise<FakeServer> {
  const seen: SeenRequest[] = []
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      handle(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { address: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`, seen }
}

/** Starts a server with fixed answers by `METHOD /path` (without query); anything else is 404 as in Consul. */
export function serveAnswers(
  t: TestContext,
  answers: Readonly<Record<string, FakeAnswer | ((seen: SeenRequest) => FakeAnswer)>>,
): Promise<FakeServer> {
  const server = serve(t, (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const found = answers[`${request.method} ${path}`]
    const last = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: '' }
    const answer = typeof found === 'function' ? found(last) : found
    if (!answer)
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Invalid URL path: not a recognized HTTP API endpoint')
    if ('json' in answer) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json))
    response.writeHead(answer.status, { 'content-type': 'text/plain; charset=utf-8' }).end(answer.text)
  })
  return server
}

/** A client that is closed with the test. */
export function clientFor(t: TestContext, connection: Connection, options?: ClientOptions): ConsulClient {
  const client = createConsulClient(connection, options)
  t.after(() => client.close())
  return client
}
