// Rows without children, and the row that tells of an error.
import type { Explanation } from '../../../consul/src/errors.ts'
import { plainText } from '../plainText.ts'
import { prose } from './markdown.ts'
import type { NodeCommand, TreeNode } from './node.ts'

/** What a row without children is made from. */
export type Leaf = Omit<TreeNode, 'children' | 'startsExpanded'>

/** A row without children. */
export function leaf(node: Leaf): TreeNode {
  return { ...node, children: [], startsExpanded: false }
}

/** What an error row is made from. */
export interface FailedPart extends Explanation {
  /** Of the row above. */
  readonly id: string
  readonly clusterId: string
  /** Kind of the error. */
  readonly kind: string
}

/** One line that says what is wrong; the tooltip adds what to do, and a click does the likeliest of it. */
export function errorNode({ id, clusterId, message, next, kind }: FailedPart): TreeNode {
  return leaf({
    id: `${id}/:error`,
    clusterId,
    label: plainText(message),
    tooltip: `${prose(message)}\n\n${prose(next)}`,
    icon: 'error',
    tone: 'bad',
    context: `error;${kind}`,
    command: cureFor(kind),
  })
}

function cureFor(kind: string): NodeCommand {
  return /^(permission-denied|acl-not-found|bad-acl-token)$/.test(kind)
    ? { command: 'consulPeering.setToken', title: 'Set ACL Token…' }
    : { command: 'consulPeering.refreshClusters', title: 'Try Again' }
}
