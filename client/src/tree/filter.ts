// Which rows stay when a person looks for a name. Pure.
import type { TreeNode } from './node.ts'

/** The rows that hold the text in their name or description, with those above and below them. Without a text, all. */
export function filterNodes(nodes: readonly TreeNode[], text: string): readonly TreeNode[] {
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? nodes : nodes.flatMap((node) => filterNode(node, wanted))
}

function filterNode(node: TreeNode, wanted: string): readonly TreeNode[] {
  if (says(node.label, wanted) || says(node.description ?? '', wanted)) return [node]
  const children = node.children.flatMap((child) => filterNode(child, wanted))
  return children.length === 0 ? [] : [{ ...node, children, startsExpanded: true }]
}

function says(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted)
}
