// Finds out whether a TLS server hung up because of the client certificate: the reason comes after the handshake, and undici drops it.
import { type ConnectionOptions, connect } from 'node:tls'

const limitMs = 2_000

/**
 * Connects once more, sends a request without a token, and gives the error that the connection ends with; `undefined` when it
 * does not end with one within two seconds.
 */
export function connectionFault(origin: string, options: ConnectionOptions): Promise<Error | undefined> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ ...options, host, port: Number(port || 443) })
    const end = (error?: Error) => {
      socket.destroy()
      resolve(error)
    }
    socket.setTimeout(limitMs, () => end())
    socket.once('error', end)
    socket.once('close', () => end())
    socket.once('data', () => end())
    socket.write(`GET /v1/status/leader HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`)
  })
}
