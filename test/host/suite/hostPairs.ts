// What the runner tells the tests inside VS Code of the pairs that it has started.

/** One cluster of a pair. */
export interface HostCluster {
  /** What a person enters. */
  readonly address: string
  /** Without TLS, for the test's own questions. */
  readonly plainAddress: string
  /** ACL token with the smallest policy. */
  readonly token?: string
  readonly managementToken?: string
  readonly caFile?: string
}

/** Two clusters; `shop` of the dialer is to call `billing` of the acceptor. */
export interface HostPair {
  readonly title: string
  readonly canPeer: boolean
  readonly acceptor: HostCluster
  readonly dialer: HostCluster
}

/** The pairs that run. */
export function hostPairs(): readonly HostPair[] {
  return JSON.parse(process.env['HOST_PAIRS'] ?? '[]')
}
