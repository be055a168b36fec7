// The vocabulary of the preflight checklist.
import { type ConsulError, explain } from './errors.ts'

/** Which cluster a check or a record is about. */
export type Side = 'acceptor' | 'dialer'

/** The names of a pair. Each is local to the cluster that stores it. */
export interface PeerNames {
  /** The name that the dialer gives to the acceptor's cluster: the dialer's record. */
  readonly acceptorName: string
  /** The name that the acceptor gives to the dialer's cluster: the acceptor's record. */
  readonly dialerName: string
}

/** A peering record by its place. */
export interface RecordName {
  readonly side: Side
  /** Its name on that side. */
  readonly name: string
}

/** What a check looks at. */
export type CheckId =
  | 'reachable'
  | 'leader'
  | 'identity'
  | 'generation'
  | 'peering-enabled'
  | 'connect-enabled'
  | 'grpc-port'
  | 'mesh-gateway'
  | 'token-addresses'
  | 'default-policy'
  | 'permission'
  | 'peer-name'
  | 'name-taken'
  | 'leftover'
  | 'live-peering'
  | 'same-cluster'
  | 'same-datacenter'
  | 'federated'

/** One line of the checklist. */
export interface Check {
  readonly id: CheckId
  /** `both`: about the pair. */
  readonly side: Side | 'both'
  /** `blocker`: peering would fail or do harm; `warning`: worth reading; both have `next`. */
  readonly status: 'ok' | 'warning' | 'blocker'
  readonly title: string
  readonly why: string
  readonly next?: string | undefined
  /** Records that stand in the way and may be deleted (`deleteHalfMade`). */
  readonly records?: readonly RecordName[] | undefined
}

type About = readonly [id: CheckId, side: Check['side']]
type Told = { readonly title: string; readonly why: string; readonly next: string; readonly records?: readonly RecordName[] }

/** A check that went well. */
export function fine([id, side]: About, title: string, why: string): Check {
  return { id, side, status: 'ok', title, why }
}

/** A check that is worth reading. */
export function warning([id, side]: About, told: Told): Check {
  return { id, side, status: 'warning', ...told }
}

/** A check that stops the flow. */
export function blocker([id, side]: About, told: Told): Check {
  return { id, side, status: 'blocker', ...told }
}

/** An error of a call as a check that stops the flow. */
export function blockedBy(about: About, title: string, error: ConsulError): Check {
  const { message, next } = explain(error)
  return blocker(about, { title, why: message, next })
}

/** An error of a call as a check that is worth reading. */
export function unknownBy(about: About, title: string, error: ConsulError): Check {
  const { message, next } = explain(error)
  return warning(about, { title, why: message, next })
}
