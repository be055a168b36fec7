// The Clusters view: shows the rows of the model, and says when somebody looks at them.
import * as vscode from 'vscode'
import type { Clusters } from '../clusters.ts'
import { type Readings, snapshotOf } from '../readings.ts'
import { clusterNodeId, clusterNodes } from './model.ts'
import type { Tone, TreeNode } from './node.ts'
import { unwellPeerings } from './peerings.ts'

/** The view. Rows are known to VS Code by their ids, so that they stay the same rows over all readings. */
export interface ClustersTree extends vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<string>
  /** The rows as they are now. */
  roots(): readonly TreeNode[]
  node(id: string): TreeNode | undefined
}

/** Shows the clusters in the view `consulPeering.clusters`. */
export function createClustersTree(clusters: Clusters, readings: Readings): ClustersTree {
  const changed = new vscode.EventEmitter<string | undefined>()
  const roots = () => clusterNodes(clusters.list(), readings.of)
  const node = (id: string) => findNode(roots(), id)
  const provider: vscode.TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (id) => (id === undefined ? roots() : (node(id)?.children ?? [])).map((child) => child.id),
    getTreeItem: (id) => treeItem(id, node(id)),
    getParent: (id) => findParent(roots(), id)?.id,
  }
  const view = vscode.window.createTreeView('consulPeering.clusters', { treeDataProvider: provider, showCollapseAll: true })
  const showBadge = () => {
    const unwell = clusters.list().reduce((sum, { id }) => {
      const snapshot = snapshotOf(readings.of(id))
      return sum + (snapshot ? unwellPeerings(snapshot) : 0)
    }, 0)
    view.badge =
      unwell === 0 ? undefined : { value: unwell, tooltip: unwell === 1 ? '1 peering needs a look' : `${unwell} peerings need a look` }
  }
  const subscriptions = [
    clusters.onDidChange(() => {
      changed.fire(undefined)
      tellCount(clusters)
    }),
    readings.onDidChange((id) => {
      const profile = clusters.find(id)
      if (profile) changed.fire(clusterNodeId(profile.id))
      showBadge()
    }),
    view.onDidChangeVisibility(({ visible }) => readings.setShown(visible)),
    view,
    changed,
  ]
  readings.setShown(view.visible)
  tellCount(clusters)
  return {
    provider,
    roots,
    node,
    dispose() {
      readings.setShown(false)
      for (const subscription of subscriptions) subscription.dispose()
    },
  }
}

/** Commands that make no sense without clusters are off then; before this was told they are on, so that they start the extension. */
function tellCount(clusters: Clusters): void {
  const count = clusters.list().length
  void vscode.commands.executeCommand('setContext', 'consulPeering.noClusters', count === 0)
  void vscode.commands.executeCommand('setContext', 'consulPeering.tooFewClusters', count < 2)
}

function findNode(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  for (const node of nodes) {
    if (node.id === id) return node
    const found = id.startsWith(`${node.id}/`) ? findNode(node.children, id) : undefined
    if (found) return found
  }
  return undefined
}

function findParent(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  for (const node of nodes) {
    if (node.children.some((child) => child.id === id)) return node
    const found = id.startsWith(`${node.id}/`) ? findParent(node.children, id) : undefined
    if (found) return found
  }
  return undefined
}

/** A row that has gone since VS Code heard of it stays empty until VS Code asks again. */
function treeItem(id: string, node: TreeNode | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(node?.label ?? '', collapsibleState(node))
  item.id = id
  if (!node) return item
  item.iconPath = new vscode.ThemeIcon(node.icon, node.tone && new vscode.ThemeColor(colours[node.tone]))
  item.contextValue = node.context
  if (node.description !== undefined) item.description = node.description
  if (node.tooltip !== undefined) item.tooltip = new vscode.MarkdownString(node.tooltip)
  if (node.command) item.command = { ...node.command, arguments: [id] }
  return item
}

const colours: Readonly<Record<Tone, string>> = {
  good: 'testing.iconPassed',
  warning: 'problemsWarningIcon.foreground',
  bad: 'problemsErrorIcon.foreground',
}

function collapsibleState(node: TreeNode | undefined): vscode.TreeItemCollapsibleState {
  if (!node || node.children.length === 0) return vscode.TreeItemCollapsibleState.None
  return node.startsExpanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed
}
