// The one place where errors of handlers end, and where slow calls show: a fault costs one answer, never the server.
import { type CancellationToken, LSPErrorCodes, type RemoteConsole, ResponseError } from 'vscode-languageserver/node'

/** Runs a handler; when it fails, logs the operation's name and the error's message and gives the fallback. */
export type Guard = <R>(operation: string, fallback: R, run: () => R) => R

/** Makes the guard of a connection. `traceMs`: calls that take longer are logged; never when absent. */
export function createGuard(log: RemoteConsole, traceMs: number | undefined): Guard {
  return (operation, fallback, run) => {
    const started = performance.now()
    try {
      return run()
    } catch (error) {
      log.error(`${operation} failed: ${messageOf(error)}`)
      return fallback
    } finally {
      const took = performance.now() - started
      if (traceMs !== undefined && took >= traceMs) log.log(`${operation} took ${took.toFixed(1)} ms`)
    }
  }
}

/** Lets a promise go on by itself; when it fails, logs the operation's name and the error's message. */
export function detach(log: RemoteConsole, operation: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => log.error(`${operation} failed: ${messageOf(error)}`))
}

/** The threshold of the slow-call trace, from the environment. */
export function traceThreshold(environment: Readonly<Record<string, string | undefined>>): number | undefined {
  const given = Number(environment['CONSUL_PEERING_TRACE'] ?? Number.NaN)
  return Number.isFinite(given) ? given : undefined
}

/** What an error says, without its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'an unknown error'
}

/** The answer to a request that nobody waits for any more. */
export function cancelled(token: CancellationToken): ResponseError<never> | undefined {
  return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.') : undefined
}
