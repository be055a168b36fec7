// What of the live library asks clusters, in one module: loaded as a bundle of its own when the first cluster is asked.
export { createConsulClient } from '../../consul/src/client.ts'
export { deleteHalfMade } from '../../consul/src/deleteHalfMade.ts'
export { peerClusters } from '../../consul/src/peer.ts'
export { preflight } from '../../consul/src/preflight.ts'
export { readSnapshot } from '../../consul/src/snapshot.ts'
