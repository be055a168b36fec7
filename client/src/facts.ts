// Turns readings of clusters into the Facts that the language server may know: versions, peers and states, no secrets.
import type { ClusterSnapshot } from '../../consul/src/snapshot.ts'
import type { FactsParams } from '../../server/src/lsp/protocol.ts'
import type { ClusterProfile } from './profiles.ts'

/** The Facts of the clusters that could be read. */
export function factsOf(clusters: readonly ClusterProfile[], snapshotOf: (id: string) => ClusterSnapshot | undefined): FactsParams {
  return {
    clusters: clusters.flatMap(({ id, name }) => {
      const snapshot = snapshotOf(id)
      return snapshot ? (clusterFacts(name, snapshot) ?? []) : []
    }),
  }
}

type ClusterFacts = FactsParams['clusters'][number]

function clusterFacts(cluster: string, { identity, peerings, readAt }: ClusterSnapshot): ClusterFacts | undefined {
  if (!identity.ok) return undefined
  const { version, prerelease, edition, aclsEnabled, defaultPolicy } = identity.value
  // Without ACLs everything is allowed, whatever the policy says.
  const policy = aclsEnabled === false ? 'allow' : defaultPolicy
  return {
    cluster,
    version: prerelease === '' ? version : `${version}-${prerelease}`,
    ...(edition && { edition }),
    ...(policy && { defaultPolicy: policy }),
    ...(peerings.ok && { peers: peerings.value.map(({ peering }) => ({ name: peering.name, state: peering.state })) }),
    readAt,
  }
}
