// How many rows are shown below one: VS Code, and people, take only so many. Pure.
import { leaf } from './leaves.ts'
import { prose } from './markdown.ts'
import type { TreeNode } from './node.ts'

const mostRows = 1_000

/** The rows with at most a thousand below each; where there are more, a last one says how many, and a click on it filters. */
export function limitNodes(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.map(limitNode)
}

function limitNode(node: TreeNode): TreeNode {
  if (node.children.length === 0) return node
  const shown = limitNodes(node.children.slice(0, mostRows))
  const more = node.children.length - shown.length
  return { ...node, children: more === 0 ? shown : [...shown, moreNode(node, more)] }
}

function moreNode({ id, clusterId }: TreeNode, more: number): TreeNode {
  return leaf({
    id: `${id}/:more`,
    clusterId,
    label: `… and ${more} more`,
    tooltip: prose('A filter finds those as well, and so do commands from the palette.'),
    icon: 'ellipsis',
    context: 'none',
    command: { command: 'consulPeering.filterClusters', title: 'Filter…' },
  })
}
