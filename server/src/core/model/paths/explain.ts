// Says whether a service can reach another one over a peering, and if not, why: each hop judged by files and live facts.
import type { ClusterView } from '../project.ts'
import { exportHop } from './exportHop.ts'
import { intentionHop } from './intentionHop.ts'
import type { ExplainedPath, PathContext, PathEnd, PathHop } from './path.ts'
import { peeringHops } from './peeringHops.ts'
import { peerNameOf } from './peerName.ts'
import { gatewayHop, protocolHop, routingHop } from './trafficHops.ts'

/** The explanation, or a sentence that says what is not known of the ends. */
export type Explanation = { readonly ok: true; readonly path: ExplainedPath } | { readonly ok: false; readonly why: string }

/** Explains a path between two of the clusters. */
export function explainPath(clusters: readonly ClusterView[], from: PathEnd, to: PathEnd): Explanation {
  const source = clusters.find(({ name }) => name === from.cluster)
  const destination = clusters.find(({ name }) => name === to.cluster)
  const missing = source ? (destination ? undefined : to.cluster) : from.cluster
  if (!source || !destination) return { ok: false, why: unknownCluster(missing ?? '', clusters) }
  if (source === destination) {
    return { ok: false, why: `\`${from.cluster}\` is one cluster, so no peering lies between \`${from.service}\` and \`${to.service}\`.` }
  }
  const context = {
    from,
    to,
    source,
    destination,
    sourcePeer: peerNameOf(destination, source),
    destinationPeer: peerNameOf(source, destination),
  }
  return { ok: true, path: judged(context) }
}

function unknownCluster(name: string, clusters: readonly ClusterView[]): string {
  const known = clusters.map((cluster) => `\`${cluster.name}\``).join(', ')
  const hint = known === '' ? 'Put a `consul-peering.json` with its name into the folder of its entries.' : `There are ${known}.`
  return `No folder or live cluster is known as \`${name}\`. ${hint}`
}

function judged(context: PathContext): ExplainedPath {
  const hops: readonly PathHop[] = [
    ...peeringHops(context),
    exportHop(context),
    protocolHop(context),
    intentionHop(context),
    ...routingHop(context),
    ...gatewayHop(context),
  ]
  const decisive = hops.find(({ verdict }) => verdict === 'no') ?? hops.find(({ verdict }) => verdict === 'unknown')
  const { from, to } = context
  const what = `\`${from.service}\` of \`${from.cluster}\` ${decisive ? (decisive.verdict === 'no' ? 'cannot' : 'may or may not') : 'can'} call \`${to.service}\` of \`${to.cluster}\``
  return {
    answer: decisive ? (decisive.verdict === 'no' ? 'no' : 'unknown') : 'yes',
    sentence: decisive ? `${what}: ${decisive.sentence}` : `${what}.`,
    hops,
  }
}
