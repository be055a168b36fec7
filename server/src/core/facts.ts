// What live clusters told, as the client or a `--facts` file passes it on: the core never asks a network itself.

export interface Facts {
  readonly clusters: readonly ClusterFacts[]
}

export interface ClusterFacts {
  /** The name that `consul-peering.json` uses for the cluster. */
  readonly cluster: string
  /** As the agent reports it: `1.16.1`, `1.13.0-alpha2`. */
  readonly version?: string
  readonly edition?: 'community' | 'enterprise'
  /** The ACL default policy in force; `allow` also when ACLs are off. */
  readonly defaultPolicy?: 'allow' | 'deny'
  /** All peerings; absent where they could not be read. */
  readonly peers?: readonly PeerFacts[]
  /** All services with instances in the cluster itself; absent where the list may lack some. */
  readonly services?: readonly ServiceFacts[]
  /** All admin partitions (Consul Enterprise). */
  readonly partitions?: readonly string[]
  /** All datacenters of the cluster's federation, itself included. */
  readonly datacenters?: readonly string[]
  /** When the facts were read: milliseconds since 1970. */
  readonly readAt: number
}

export interface PeerFacts {
  readonly name: string
  readonly state: string
  /** The datacenter of the other side, where it is known: since 1.14. */
  readonly datacenter?: string
  /** The services that it shares with the cluster, where that is known: since 1.14. */
  readonly imported?: readonly string[]
}

export interface ServiceFacts {
  readonly name: string
  /** What it speaks by the cluster's own config entries, where that was asked. */
  readonly protocol?: string
}
