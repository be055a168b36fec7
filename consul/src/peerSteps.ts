// What the one-click flow tells on its way, for the client's progress, the CLI's report and their clean-up.

import type { Check, PeerNames, Side } from './check.ts'
import type { ConsulClient } from './client.ts'
import type { ConsulError } from './errors.ts'
import type { Generation } from './identity.ts'
import type { PeeringState } from './peering.ts'
import type { PeeringToken, TokenWarning } from './token.ts'

/** What to peer. */
export interface PeerRequest extends PeerNames {
  readonly acceptor: ConsulClient
  readonly dialer: ConsulClient
  /** How long both sides may take to turn ACTIVE, in milliseconds; default 30,000 (later peerings of a server need 5 s). */
  readonly timeoutMs?: number | undefined
  /** Milliseconds between two looks at the states; default 250. */
  readonly pollMs?: number | undefined
  /** `host:port` list to put into the token instead of the servers' own addresses. */
  readonly serverExternalAddresses?: readonly string[] | undefined
  /** Asked before a token with warnings is used; `false` ends the flow as cancelled. Without it the token is used. */
  readonly acceptToken?: ((warnings: readonly TokenWarning[]) => Promise<boolean>) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A record that this flow made and that is of no use alone. */
export interface Leftover {
  readonly side: Side
  /** Name of the record on that side. */
  readonly name: string
  /** `false`: the cluster could not be asked whether the record is there. */
  readonly isCertain: boolean
}

/** The state of a record; `NONE` when it is not there, `UNKNOWN` when the cluster did not answer. */
export type SeenState = PeeringState | 'NONE' | 'UNKNOWN'

/** What one side looks like at the end. */
export interface PeerEnd {
  /** The peering's name on that side. */
  readonly name: string
  readonly state: SeenState
  readonly version: string | undefined
}

/** A pair that works as far as can be seen. */
export interface PeerResult {
  readonly acceptor: PeerEnd
  readonly dialer: PeerEnd
  readonly generation: Generation
  /** The pair was ACTIVE before; nothing was changed. */
  readonly wasActive: boolean
  /** `active`: both sides say ACTIVE. `imported-service`, `none`: a technical preview, which never says so; what stands in for it. */
  readonly proof: 'active' | 'imported-service' | 'none'
  /** The result in one sentence. */
  readonly sentence: string
  /** Seen on the way and worth reading. */
  readonly warnings: readonly string[]
}

/** Why the flow stopped, for people and for scripts. */
export interface PeerFailure {
  /** `preflight-blocked`, `bad-token`, `not-active`, `terminated`, `failing`, `record-gone`, else the kind of `consulError`. */
  readonly kind: string
  /** The cluster it is about; `undefined`: both. */
  readonly side: Side | undefined
  readonly message: string
  readonly next: string
  readonly consulError?: ConsulError | undefined
}

/** Where the flow is. */
export type PeerStage = 'preflight' | 'token' | 'establish' | 'wait'

/** One step of the flow. `elapsedMs`: milliseconds that this step took so far. The last one is `done`, `failed` or `cancelled`. */
export type PeerStep =
  /** The checklist; a blocker is followed by `failed`. */
  | { readonly step: 'preflight'; readonly checks: readonly Check[]; readonly elapsedMs: number }
  /** A token was made; its text is not shown, what it says is. */
  | {
      readonly step: 'token'
      readonly token: Omit<PeeringToken, 'secret'>
      readonly warnings: readonly TokenWarning[]
      readonly elapsedMs: number
    }
  /** The dialer took the token. */
  | { readonly step: 'establish'; readonly elapsedMs: number }
  /** Both were looked at. */
  | { readonly step: 'waiting'; readonly acceptor: SeenState; readonly dialer: SeenState; readonly elapsedMs: number }
  | { readonly step: 'done'; readonly result: PeerResult; readonly elapsedMs: number }
  | {
      readonly step: 'failed'
      readonly at: PeerStage
      readonly error: PeerFailure
      readonly leftovers: readonly Leftover[]
      /** States at the end. */
      readonly acceptor: PeerEnd
      readonly dialer: PeerEnd
      readonly elapsedMs: number
    }
  | {
      readonly step: 'cancelled'
      readonly at: PeerStage
      readonly leftovers: readonly Leftover[]
      /** It was too late to cancel: both sides are ACTIVE, and the leftovers are a peering that works. */
      readonly isActive?: true
      readonly elapsedMs: number
    }
