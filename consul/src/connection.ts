// How a cluster is reached, and which origin a stored secret belongs to.
import type { Secret } from './secret.ts'

/** All that is needed to talk to one cluster. PEM texts, not paths: who reads files is the caller's business. */
export interface Connection {
  /** `https://consul.example:8501`, with an optional path prefix; a bare `host:port` means http. */
  readonly address: string
  /** How messages call the cluster; default: host and port. */
  readonly label?: string | undefined
  /** ACL token, sent as `X-Consul-Token` to the origin of `address` only. */
  readonly token?: Secret | undefined
  /** PEM text of the authorities that signed the server's certificate; replaces the system's list. */
  readonly certificateAuthority?: string | undefined
  /** PEM text of the client certificate, for listeners with `verify_incoming`. */
  readonly clientCertificate?: string | undefined
  /** PEM text of the client certificate's key. */
  readonly clientKey?: Secret | undefined
  /** The name that the server's certificate must carry, where it differs from the host (SNI). */
  readonly serverName?: string | undefined
  /** Consul Enterprise only. */
  readonly namespace?: string | undefined
  /** Consul Enterprise only; the community edition refuses any value. */
  readonly partition?: string | undefined
}

/** A usable address: base without a trailing slash, its origin, and what messages show. */
export interface BaseAddress {
  /** Origin and path prefix, without a trailing slash. */
  readonly base: string
  /** `scheme://host:port`, the port left out where it is the scheme's own. */
  readonly origin: string
  /** Host without port and brackets. */
  readonly host: string
  /** `host:port`, for messages. */
  readonly shown: string
}

/** Reads an address as people write it; `undefined` when it is no http(s) address or carries a user name or password. */
export function readAddress(address: string): BaseAddress | undefined {
  const text = address.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined
  if (url.username !== '' || url.password !== '') return undefined
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return {
    base: url.origin + path,
    origin: url.origin,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    shown: `${url.hostname}:${port}`,
  }
}

/** Scheme, host and port of an address: what a stored secret is bound to. `undefined` for an address that cannot be used. */
export function originOf(address: string): string | undefined {
  return readAddress(address)?.origin
}
