// Facts about live clusters as they come from outside, checked: the client and `--facts` files use the same form.
import * as z from 'zod/mini'
import type { ClusterFacts, Facts } from '../core/facts.ts'
import { editions } from '../core/schema/target.ts'
import { isRecord, once } from './looseObject.ts'

const clusterFacts = once(() => {
  const peerFacts = z.object({
    name: z.string(),
    state: z.string(),
    datacenter: z.exactOptional(z.string()),
    imported: z.exactOptional(z.array(z.string())),
  })

  const serviceFacts = z.object({ name: z.string(), protocol: z.exactOptional(z.string()) })

  return z.object({
    cluster: z.string(),
    version: z.exactOptional(z.string()),
    edition: z.exactOptional(z.enum(editions)),
    defaultPolicy: z.exactOptional(z.enum(['allow', 'deny'])),
    peers: z.exactOptional(z.array(peerFacts)),
    services: z.exactOptional(z.array(serviceFacts)),
    partitions: z.exactOptional(z.array(z.string())),
    datacenters: z.exactOptional(z.array(z.string())),
    readAt: z.number(),
  })
})

export interface ReadFacts {
  readonly facts: Facts
  readonly problems: readonly string[]
}

/** Reads facts; a cluster that does not fit is left out and told. */
export function readFacts(given: unknown): ReadFacts {
  const clusters: unknown = isRecord(given) ? given['clusters'] : undefined
  if (!Array.isArray(clusters))
    return { facts: { clusters: [] }, problems: ['The facts have no list `clusters`, so nothing is known of live clusters.'] }
  const read = clusters.map((cluster: unknown) => clusterFacts().safeParse(cluster))
  return {
    facts: { clusters: read.flatMap(({ data }) => data ?? []) },
    problems: read.flatMap(({ error }, i) =>
      error ? [`The facts of cluster ${i + 1} do not fit at \`${error.issues[0]?.path.join('.') ?? ''}\`; they are left out.`] : [],
    ),
  }
}

/** After this time, in milliseconds, peers, services and policy may well be others than those that were read. */
const staleAfterMs = 60 * 60_000

export interface FreshFacts {
  /** Of clusters that were read more than an hour ago, only version, edition and datacenters. */
  readonly facts: Facts
  /** Names of the clusters of which something was left out. */
  readonly stale: readonly string[]
  /** When the next ones turn stale: milliseconds since 1970. */
  readonly staleAtMs: number | undefined
}

/** What can be relied on at `nowMs`, milliseconds since 1970. */
export function freshFacts({ clusters }: Facts, nowMs: number): FreshFacts {
  const isStale = ({ readAt }: ClusterFacts): boolean => nowMs - readAt > staleAfterMs
  const next = clusters.filter((cluster) => !isStale(cluster)).map(({ readAt }) => readAt + staleAfterMs)
  return {
    facts: { clusters: clusters.map((cluster) => (isStale(cluster) ? lastingFacts(cluster) : cluster)) },
    stale: clusters.filter((cluster) => isStale(cluster) && tellsMore(cluster)).map(({ cluster }) => cluster),
    staleAtMs: next.length > 0 ? Math.min(...next) : undefined,
  }
}

/** What does not change by itself within a day. */
function lastingFacts({ cluster, version, edition, datacenters, readAt }: ClusterFacts): ClusterFacts {
  return { cluster, ...(version && { version }), ...(edition && { edition }), ...(datacenters && { datacenters }), readAt }
}

function tellsMore(cluster: ClusterFacts): boolean {
  return Object.keys(cluster).length > Object.keys(lastingFacts(cluster)).length
}

/** Says whether two readings tell the same, whenever they were read. */
export function tellTheSame(a: Facts, b: Facts): boolean {
  return JSON.stringify(withoutTimes(a)) === JSON.stringify(withoutTimes(b))
}

function withoutTimes({ clusters }: Facts): readonly unknown[] {
  return clusters.map((cluster) => ({ ...cluster, readAt: 0 }))
}
