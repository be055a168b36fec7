// Whether the two clusters are peered and the connection works, as each of them sees it.
import { meaningOfState } from '../peeringStates.ts'
import type { ClusterView } from '../project.ts'
import type { PathContext, PathHop } from './path.ts'
import { releaseOf } from './release.ts'

/** One hop for each side that is known live; one that says so where neither is. */
export function peeringHops({ source, destination, sourcePeer, destinationPeer }: PathContext): readonly PathHop[] {
  const sides = [sideHop(source, destinationPeer, destination), sideHop(destination, sourcePeer, source)]
  const known = sides.filter((hop) => hop !== undefined)
  if (known.length > 0) return known
  return [
    {
      step: 'peering',
      verdict: 'note',
      sentence: `Neither cluster is connected, so the peering of \`${source.name}\` and \`${destination.name}\` is taken for granted.`,
    },
  ]
}

function sideHop(cluster: ClusterView, peer: string, other: ClusterView): PathHop | undefined {
  const { name, scope } = cluster
  const { facts } = scope
  if (!facts?.peers) return undefined
  const live = facts.peers.find((one) => one.name === peer)
  if (!live) {
    const sentence = `\`${name}\` has no peer \`${peer}\`. Peer it with \`${other.name}\` first.`
    return { step: 'peering', verdict: 'no', sentence }
  }
  if (live.state === 'ACTIVE') return { step: 'peering', verdict: 'yes', sentence: `In \`${name}\` the peering \`${peer}\` is ACTIVE.` }
  const meaning = meaningOfState(live.state)
  const sentence = `In \`${name}\` the peering \`${peer}\` is ${live.state}${meaning ? `: ${meaning}` : ''}.`
  // The preview never says more.
  const isSilent = releaseOf(cluster) === 'preview' && (live.state === 'INITIAL' || live.state === 'UNDEFINED' || live.state === 'PENDING')
  return { step: 'peering', verdict: isSilent ? 'note' : 'no', sentence }
}
