// Keeps the rows of all clusters by id: those of a cluster are made anew only when something about it has changed.
import type { SectionKey } from '../../../consul/src/sections.ts'
import type { ClusterProfile } from '../profiles.ts'
import type { ClusterReading } from '../readings.ts'
import type { SectionReading } from '../sections.ts'
import { clusterNode } from './model.ts'
import type { TreeNode } from './node.ts'
import { rowOf } from './rows.ts'

/** The rows. */
export interface Forest {
  roots(): readonly TreeNode[]
  node(id: string): TreeNode | undefined
  parent(id: string): TreeNode | undefined
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
  readonly root: TreeNode
  readonly nodes: ReadonlyMap<string, TreeNode>
  readonly parents: ReadonlyMap<string, TreeNode>
}

/** Makes the rows of clusters as they are asked for. */
export function createForest(context: ForestContext): Forest {
  const kept = new Map<string, Tree>()
  const trees = () => {
    const profiles = context.clusters.list()
    for (const id of kept.keys()) if (!profiles.some((profile) => profile.id === id)) kept.delete(id)
    return profiles.map((profile) => treeOf(context, kept, profile))
  }
  /** Only the cluster that a row belongs to: the rows of others need not be known for it. */
  const find = <T>(id: string, look: (tree: Tree) => T | undefined): T | undefined => {
    const profile = rowOf(context.clusters.list(), id)?.profile
    return profile && look(treeOf(context, kept, profile))
  }
  return {
    roots: () => trees().map(({ root }) => root),
    node: (id) => find(id, ({ nodes }) => nodes.get(id)),
    parent: (id) => find(id, ({ parents }) => parents.get(id)),
  }
}

function treeOf({ readings, sections }: ForestContext, kept: Map<string, Tree>, profile: ClusterProfile): Tree {
  const reading = readings.of(profile.id)
  const version = sections.versionOf(profile.id)
  const known = kept.get(profile.id)
  const isKnown =
    known !== undefined && known.version === version && isSame(known.profile, profile) && isSameReading(known.reading, reading)
  if (isKnown) return known
  const root = clusterNode(profile, reading, (key) => sections.of(profile.id, key))
  const nodes = new Map<string, TreeNode>()
  const parents = new Map<string, TreeNode>()
  const add = (node: TreeNode) => {
    nodes.set(node.id, node)
    for (const child of node.children) {
      parents.set(child.id, node)
      add(child)
    }
  }
  add(root)
  const tree = { profile, reading, version, root, nodes, parents }
  kept.set(profile.id, tree)
  return tree
}

function isSame(a: ClusterProfile, b: ClusterProfile): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** `unread` is told by a new object each time. */
function isSameReading(a: ClusterReading, b: ClusterReading): boolean {
  return a === b || (a.state === 'unread' && b.state === 'unread')
}
