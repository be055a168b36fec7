// Facts about live clusters as they come from outside, checked: the client and `--facts` files use the same form.
import * as z from 'zod/mini'
import type { Facts } from '../core/facts.ts'
import { editions } from '../core/schema/target.ts'
import { isRecord } from './looseObject.ts'

const peerFacts = z.object({ name: z.string(), state: z.string(), datacenter: z.exactOptional(z.string()) })

const clusterFacts = z.object({
  cluster: z.string(),
  version: z.exactOptional(z.string()),
  edition: z.exactOptional(z.enum(editions)),
  defaultPolicy: z.exactOptional(z.enum(['allow', 'deny'])),
  peers: z.exactOptional(z.array(peerFacts)),
  datacenters: z.exactOptional(z.array(z.string())),
  readAt: z.number(),
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
  const read = clusters.map((cluster: unknown) => clusterFacts.safeParse(cluster))
  return {
    facts: { clusters: read.flatMap(({ data }) => data ?? []) },
    problems: read.flatMap(({ error }, i) =>
      error ? [`The facts of cluster ${i + 1} do not fit at \`${error.issues[0]?.path.join('.') ?? ''}\`; they are left out.`] : [],
    ),
  }
}

/** Says whether two readings tell the same, whenever they were read. */
export function tellTheSame(a: Facts, b: Facts): boolean {
  return JSON.stringify(withoutTimes(a)) === JSON.stringify(withoutTimes(b))
}

function withoutTimes({ clusters }: Facts): readonly unknown[] {
  return clusters.map((cluster) => ({ ...cluster, readAt: 0 }))
}
