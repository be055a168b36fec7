// The order in which kinds are written to a cluster, so that each finds what it needs.

/** The later kinds need the earlier ones; the rest comes last. */
const order = [
  ['mesh', 'jwt-provider', 'sameness-group'],
  ['proxy-defaults'],
  ['service-defaults'],
  ['service-resolver'],
  ['service-splitter'],
  ['service-router'],
  ['exported-services'],
  ['service-intentions'],
]

const ranks: ReadonlyMap<string, number> = new Map(order.flatMap((kinds, rank) => kinds.map((kind): [string, number] => [kind, rank])))

/** The place of a kind in that order. */
export function writeRankOf(kind: string): number {
  return ranks.get(kind) ?? order.length
}
