// Where a `consul-peering.json` says which cluster a peer is: the place that defines the name of the peer.
import type { Document } from '../core/document.ts'
import type { Member } from '../core/value.ts'
import type { Workspace } from './workspace.ts'

export interface PeerKey {
  readonly document: Document
  readonly member: Member
}

/** The key of a peer in the `peers` of the file's cluster; `undefined` where there is none. */
export function peerKey(workspace: Workspace, uri: string, peer: string): PeerKey | undefined {
  const document = workspace.peeringFileOf(uri)?.document
  const root = document?.roots[0]
  const peers = root?.type === 'object' ? root.members.findLast(({ key }) => key === 'peers')?.value : undefined
  const member = peers?.type === 'object' ? peers.members.findLast(({ key }) => key === peer) : undefined
  return document && member && { document, member }
}
