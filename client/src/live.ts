// The flows of the live library in one module, so that they are loaded together and only when one is started.
export { deleteHalfMade } from '../../consul/src/deleteHalfMade.ts'
export { peerClusters } from '../../consul/src/peer.ts'
export { preflight } from '../../consul/src/preflight.ts'
