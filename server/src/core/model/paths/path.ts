// The form of an explained path: from a service of one cluster over a peering to a service of another one.
import type { Document } from '../../document.ts'
import type { Edit } from '../../edit.ts'
import type { Range } from '../../range.ts'
import type { Entry } from '../entry.ts'
import type { ClusterView } from '../project.ts'

/** A service in a cluster, by the name that `consul-peering.json` gives the cluster. */
export interface PathEnd {
  readonly service: string
  readonly cluster: string
}

/** `note`: decides nothing, and is good to know. */
export type HopVerdict = 'yes' | 'no' | 'unknown' | 'note'

/** One thing that has to hold. */
export interface PathHop {
  readonly step: 'peering' | 'export' | 'protocol' | 'intention' | 'routing' | 'gateway'
  readonly verdict: HopVerdict
  /** A sentence or two for a person; names in backquotes. */
  readonly sentence: string
  /** What decides it, where that stands in a file. */
  readonly place?: HopPlace
  readonly fix?: HopFix
}

export interface HopPlace {
  readonly document: Document
  readonly range: Range
}

/** A change of one entry that makes the hop hold. */
export interface HopFix {
  readonly title: string
  readonly entry: Entry
  readonly edit: Edit
}

/** The answer, the hop that decides it in a sentence, and all hops in the order of a call. */
export interface ExplainedPath {
  readonly answer: 'yes' | 'no' | 'unknown'
  readonly sentence: string
  readonly hops: readonly PathHop[]
}

/** What the hops look at. */
export interface PathContext {
  readonly from: PathEnd
  readonly to: PathEnd
  /** The cluster of the caller. */
  readonly source: ClusterView
  /** The cluster of the called service; its entries decide. */
  readonly destination: ClusterView
  /** What the destination's cluster calls the source's one. */
  readonly sourcePeer: string
  /** What the source's cluster calls the destination's one. */
  readonly destinationPeer: string
}
