// Turns readings of clusters into the Facts that the language server may know: versions, peers and states, no secrets.
import type { Listing, ServiceSummary } from '../../consul/src/client.ts'
import type { Peering } from '../../consul/src/peering.ts'
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

function clusterFacts(
  cluster: string,
  { identity, peerings, datacenters, services, protocols, readAt }: ClusterSnapshot,
): ClusterFacts | undefined {
  if (!identity.ok) return undefined
  const { version, prerelease, edition, aclsEnabled, defaultPolicy } = identity.value
  // Without ACLs everything is allowed, whatever the policy says.
  const policy = aclsEnabled === false ? 'allow' : defaultPolicy
  return {
    cluster,
    version: prerelease === '' ? version : `${version}-${prerelease}`,
    ...(edition && { edition }),
    ...(policy && { defaultPolicy: policy }),
    ...(peerings.ok && { peers: peerings.value.map(({ peering }) => peerFacts(peering)) }),
    ...(datacenters.ok && { datacenters: datacenters.value }),
    ...(services.ok && isWhole(services.value) && { services: services.value.rows.map(({ name }) => serviceFacts(name, protocols)) }),
    readAt,
  }
}

function serviceFacts(name: string, protocols: ClusterSnapshot['protocols']): NonNullable<ClusterFacts['services']>[number] {
  return protocols.ok ? { name, protocol: protocols.value.byService.get(name) ?? protocols.value.otherwise } : { name }
}

/** A list that a weak token has shortened would make services look absent; every cluster has the service `consul`. */
function isWhole({ rows, isFiltered }: Listing<ServiceSummary>): boolean {
  return !isFiltered && rows.some(({ name }) => name === 'consul')
}

function peerFacts({ name, state, remoteDatacenter, imported }: Peering): NonNullable<ClusterFacts['peers']>[number] {
  const names = imported?.names
  return { name, state, ...(remoteDatacenter && { datacenter: remoteDatacenter }), ...(names && { imported: names }) }
}
