// Keeps the rows of all clusters by id: those of a cluster are made anew only when something about it has changed.
import type { SectionKey } from '../../../consul/src/sections.ts'
import type { ClusterProfile } from '../profiles.ts'
import { type ClusterReading, snapshotOf } from '../readings.ts'
import type { SectionReading } from '../sections.ts'
import { type EndOf, type Ends, indexEnds } from './ends.ts'
import { filterNodes } from './filter.ts'
import { limitNodes } from './limit.ts'
import { clusterNode } from './model.ts'
import type { TreeNode } from './node.ts'
import { rowOf } from './rows.ts'

/** The rows. */
export interface Forest {
  roots(): readonly TreeNode[]
  node(id: string): TreeNode | undefined
  parent(id: string): TreeNode | undefined
  /** Shows only what holds the text; empty for all. */
  setFilter(text: string): void
}

/** Where rows come from. */
export interface ForestContext {
  readonly clusters: { list(): readonly ClusterProfile[] }
  readonly readings: { of(id: string): ClusterReading }
  readonly sections: { of(clusterId: string, key: SectionKey): SectionReading | undefined; versionOf(clusterId: string): number }
}

interface Tree {
  readonly profile: ClusterProfile
  readonly reading: ClusterReading
  readonly version: number
  /** What the other ends of its peerings looked like. */
  readonly others: string
  readonly rows: readonly TreeNode[]
  readonly nodes: ReadonlyMap<string, TreeNode>
  readonly parents: ReadonlyMap<string, TreeNode>
}

/** Makes the rows of clusters as they are asked for. */
export function createForest(context: ForestContext): Forest {
  const kept = new Map<string, Tree>()
  const endsNow = createEndsKeeper(context)
  let filter = ''
  const trees = () => {
    const profiles = context.clusters.list()
    for (const id of kept.keys()) if (!profiles.some((profile) => profile.id === id)) kept.delete(id)
    return profiles.map((profile) => treeOf(context, kept, profile, { ends: endsNow(), filter }))
  }
  /** Only the cluster that a row belongs to: the rows of others need not be known for it. */
  const find = <T>(id: string, look: (tree: Tree) => T | undefined): T | undefined => {
    const profile = rowOf(context.clusters.list(), id)?.profile
    return profile && look(treeOf(context, kept, profile, { ends: endsNow(), filter }))
  }
  return {
    roots: () => trees().flatMap(({ rows }) => rows),
    setFilter(text) {
      filter = text
      kept.clear()
    },
    node: (id) => find(id, ({ nodes }) => nodes.get(id)),
    parent: (id) => find(id, ({ parents }) => parents.get(id)),
  }
}

/** What counts beside the cluster itself. */
interface Sight {
  readonly ends: Ends
  readonly filter: string
}

function treeOf({ readings, sections }: ForestContext, kept: Map<string, Tree>, profile: ClusterProfile, { ends, filter }: Sight): Tree {
  const reading = readings.of(profile.id)
  const version = sections.versionOf(profile.id)
  const endOf: EndOf = (peering) => ends.of(profile.id, peering)
  const others = describeEnds(reading, endOf)
  const known = kept.get(profile.id)
  const isKnown =
    known !== undefined &&
    known.version === version &&
    known.others === others &&
    isSame(known.profile, profile) &&
    isSameReading(known.reading, reading)
  if (isKnown) return known
  const root = clusterNode(profile, reading, (key) => sections.of(profile.id, key), endOf)
  const nodes = new Map<string, TreeNode>()
  const parents = new Map<string, TreeNode>()
  const add = (node: TreeNode) => {
    nodes.set(node.id, node)
    for (const child of node.children) {
      parents.set(child.id, node)
      add(child)
    }
  }
  const rows = limitNodes(filterNodes([root], filter))
  for (const row of rows) add(row)
  const tree = { profile, reading, version, others, rows, nodes, parents }
  kept.set(profile.id, tree)
  return tree
}

/** The index of all peerings, made anew only when some cluster was read. */
function createEndsKeeper({ clusters, readings }: ForestContext): () => Ends {
  let last: readonly ClusterReading[] = []
  let ends = indexEnds([], readings.of)
  return () => {
    const profiles = clusters.list()
    const now = profiles.map(({ id }) => readings.of(id))
    if (now.length !== last.length || now.some((reading, i) => !isSameReading(reading, last[i] ?? reading))) {
      last = now
      ends = indexEnds(profiles, readings.of)
    }
    return ends
  }
}

function describeEnds(reading: ClusterReading, endOf: EndOf): string {
  const peerings = snapshotOf(reading)?.peerings
  if (!peerings?.ok) return ''
  const ends = peerings.value.map(({ peering }) => endOf(peering))
  return ends.map((end) => (end ? `${end.clusterName} ${end.peering.name} ${end.peering.state}` : '')).join('\n')
}

function isSame(a: ClusterProfile, b: ClusterProfile): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** `unread` is told by a new object each time. */
function isSameReading(a: ClusterReading, b: ClusterReading): boolean {
  return a === b || (a.state === 'unread' && b.state === 'unread')
}
