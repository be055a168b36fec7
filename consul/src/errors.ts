// Everything that can go wrong between us and a cluster, and the one place that says it to people.
import { sentences } from './explanations.ts'

/** One address that a dialer tried, and why it did not work. */
export interface FailedAddress {
  readonly address: string
  readonly reason: string
}

/**
 * Why a call has no value. `address` is `host:port` of the agent. No member ever holds a token, a header or a whole answer:
 * `detail` is one line of Consul's text, cut to 300 characters, with the secrets of the request taken out.
 */
export type ConsulError =
  // The agent was not reached.
  | { readonly kind: 'bad-address' }
  | { readonly kind: 'connection-refused'; readonly address: string }
  | { readonly kind: 'connection-reset'; readonly address: string }
  | { readonly kind: 'host-not-found'; readonly address: string }
  | { readonly kind: 'unreachable'; readonly address: string; readonly code: string }
  | { readonly kind: 'timeout'; readonly address: string; readonly timeoutMs: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'tls-untrusted'; readonly address: string }
  | { readonly kind: 'tls-expired'; readonly address: string }
  | { readonly kind: 'tls-wrong-name'; readonly address: string; readonly expectedName: string | undefined }
  | { readonly kind: 'tls-client-certificate'; readonly address: string }
  | { readonly kind: 'tls-wrong-scheme'; readonly address: string; readonly needed: 'http' | 'https' }
  | { readonly kind: 'tls-settings'; readonly address: string }
  // Something answered, but not as Consul's HTTP API does.
  | { readonly kind: 'not-consul'; readonly address: string; readonly found: 'html' | 'broken-json' | 'other-shape' | 'other-protocol' }
  | { readonly kind: 'redirect'; readonly address: string; readonly target: string | undefined }
  | { readonly kind: 'too-large'; readonly address: string; readonly limitBytes: number }
  // Consul refused this client.
  | { readonly kind: 'permission-denied'; readonly permission: string | undefined; readonly isAnonymous: boolean }
  | { readonly kind: 'bad-acl-token' }
  | { readonly kind: 'acl-not-found' }
  | { readonly kind: 'acl-not-bootstrapped' }
  | { readonly kind: 'acl-disabled' }
  | { readonly kind: 'too-many-requests' }
  // The cluster is not ready for this.
  | { readonly kind: 'no-leader' }
  | { readonly kind: 'no-servers' }
  | { readonly kind: 'ca-not-ready' }
  | { readonly kind: 'peering-disabled' }
  | { readonly kind: 'connect-disabled' }
  | { readonly kind: 'grpc-disabled' }
  | { readonly kind: 'grpc-tls-disabled' }
  | { readonly kind: 'mesh-gateway-missing' }
  | { readonly kind: 'unknown-endpoint'; readonly path: string }
  | { readonly kind: 'method-not-allowed'; readonly path: string }
  | { readonly kind: 'enterprise-only'; readonly feature: string }
  | { readonly kind: 'unsupported'; readonly feature: 'server-external-addresses' | 'imported-services' }
  // The request does not fit what the cluster holds.
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'bad-peer-name'; readonly name: string | undefined }
  | { readonly kind: 'bad-meta'; readonly detail: string }
  | { readonly kind: 'bad-token'; readonly detail: string }
  | { readonly kind: 'secret-spent' }
  | { readonly kind: 'already-dialing'; readonly name: string | undefined }
  | { readonly kind: 'already-accepting'; readonly name: string | undefined }
  | { readonly kind: 'dialing-mode' }
  | { readonly kind: 'same-cluster' }
  | { readonly kind: 'server-name-conflict'; readonly serverName: string | undefined }
  | { readonly kind: 'being-deleted' }
  | { readonly kind: 'still-there'; readonly name: string; readonly waitedMs: number }
  | { readonly kind: 'exchange-failed'; readonly addresses: readonly FailedAddress[] }
  | { readonly kind: 'message-too-large' }
  | { readonly kind: 'missing-field'; readonly detail: string }
  | { readonly kind: 'unknown-field'; readonly detail: string }
  | { readonly kind: 'unknown-config-kind'; readonly configKind: string | undefined }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unexpected'; readonly status: number; readonly detail: string }

/** The kinds of `ConsulError`. */
export type ConsulErrorKind = ConsulError['kind']

/** What is wrong and why it matters, and what to do about it: one sentence each. */
export interface Explanation {
  readonly message: string
  readonly next: string
}

/** The error of one kind. */
export type ErrorOf<K extends ConsulErrorKind> = Extract<ConsulError, { readonly kind: K }>

/** Says an error to a person. */
export function explain(error: ConsulError): Explanation {
  return sentences(error)
}

/** Whether an answer was lost on its way, so that what was asked for may have been done all the same. */
export function isLostAnswer(error: ConsulError): boolean {
  switch (error.kind) {
    case 'timeout':
    case 'connection-reset':
    case 'not-consul':
    case 'too-large':
      return true
    case 'unexpected':
      // What a proxy says when the agent did not answer it.
      return error.status >= 502 && error.status <= 504
    default:
      return false
  }
}
