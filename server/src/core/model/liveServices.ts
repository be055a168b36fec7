// What the services of a live cluster and of its peers say about a name in a file.
import type { ClusterFacts } from '../facts.ts'

/** The peers that share a service of this name, where the cluster itself is known to have none. */
export function peersWith({ services, peers }: ClusterFacts, service: string): readonly string[] {
  if (!services || service === '*' || services.some(({ name }) => name === service)) return []
  return (peers ?? []).flatMap(({ name, imported }) => (imported?.includes(service) ? [name] : []))
}
