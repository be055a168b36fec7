// A proxy on loopback in front of a real agent that does harm on demand, for the faults that lie between us and a cluster.
import * as http from 'node:http'

/** What the proxy does to a request. */
export type Fault =
  /** The agent never hears of it, and nobody answers. */
  | { readonly kind: 'silence' }
  /** The agent does what is asked, and the connection ends in the middle of its answer. */
  | { readonly kind: 'reset' }
  /** The agent does what is asked, and half of its answer arrives as if it were all. */
  | { readonly kind: 'half' }
  /** The agent never hears of it, and this is the answer. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly text: string
      readonly headers?: Readonly<Record<string, string>> | undefined
    }

/** A running proxy. */
export interface FaultProxy {
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  /** Headers of all requests, in order. */
  readonly seen: readonly http.IncomingHttpHeaders[]
  /** From now on; `path` limits the fault to requests whose path begins so. */
  break(fault: Fault, path?: string): void
  /** From now on everything passes. */
  mend(): void
  close(): Promise<void>
}

/** Starts a proxy in front of an agent's `http://127.0.0.1:<port>`. Everything passes until `break`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: http.IncomingHttpHeaders[] = []
  let broken: { readonly fault: Fault; readonly path: string } | undefined
  const server = http.createServer((request, response) => {
    seen.push(request.headers)
    const fault = broken && request.url?.startsWith(broken.path) ? broken.fault : undefined
    if (fault?.kind === 'silence') return
    if (fault?.kind === 'answer') return void response.writeHead(fault.status, fault.headers).end(fault.text)
    void pass(target, request, response, fault?.kind)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    address: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    seen,
    break(fault, path = '') {
      broken = { fault, path }
    },
    mend() {
      broken = undefined
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function pass(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  fault: 'reset' | 'half' | undefined,
): Promise<void> {
  const { method, url = '/', headers } = request
  const onward = http.request(target + url, { method, headers, agent: false }, async (answer) => {
    const body = await readAll(answer)
    const { 'transfer-encoding': _, ...passed } = answer.headers
    const half = body.subarray(0, body.length / 2)
    const told = fault === 'half' ? half.length : body.length
    response.writeHead(answer.statusCode ?? 0, { ...passed, 'content-length': told })
    if (fault === 'reset') response.write(half, () => response.destroy())
    else response.end(fault === 'half' ? half : body)
  })
  // As an agent that is down looks through a proxy of this kind: the connection ends.
  onward.on('error', () => response.destroy())
  onward.end(await readAll(request))
}

async function readAll(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
