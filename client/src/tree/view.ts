// The Clusters view: shows the rows of the model, and says when somebody looks at them.
import * as vscode from 'vscode'
import type { Clusters } from '../clusters.ts'
import { type Readings, snapshotOf } from '../readings.ts'
import type { Sections } from '../sections.ts'
import { createDragAndDrop } from './dragAndDrop.ts'
import { createForest, type Forest } from './forest.ts'
import type { Tone, TreeNode } from './node.ts'
import { unwellPeerings } from './peerings.ts'
import { clusterRowId } from './rows.ts'

/** The view. Rows are known to VS Code by their ids, so that they stay the same rows over all readings. */
export interface ClustersTree extends vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<string>
  /** The rows as they are now. */
  roots(): readonly TreeNode[]
  node(id: string): TreeNode | undefined
  /** The text that narrows the view. */
  filter(): string
  setFilter(text: string): void
}

/** What the view shows. */
export interface TreeContext {
  readonly clusters: Clusters
  readonly readings: Readings
  readonly sections: Sections
}

/** Shows the clusters in the view `consulPeering.clusters`. */
export function createClustersTree(context: TreeContext): ClustersTree {
  const { clusters, readings, sections } = context
  const changed = new vscode.EventEmitter<string | undefined>()
  const forest = createForest(context)
  const node = (id: string) => forest.node(id)
  const provider = createProvider(forest, sections, changed.event)
  const view = vscode.window.createTreeView('consulPeering.clusters', {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: createDragAndDrop(clusters),
  })
  let filter = ''
  const setShown = (shown: boolean) => {
    sections.setShown(shown)
    readings.setShown(shown)
  }
  const show = (id: string) => {
    const profile = clusters.find(id)
    if (profile) changed.fire(clusterRowId(profile.id))
  }
  const subscriptions = [
    clusters.onDidChange(() => {
      changed.fire(undefined)
      tellCount(clusters)
    }),
    readings.onDidChange((id) => {
      show(id)
      view.badge = badgeOf(context)
    }),
    sections.onDidChange(show),
    view.onDidCollapseElement(({ element }) => closeSections(sections, node(element))),
    view.onDidExpandElement(({ element }) => openSection(sections, node(element))),
    view.onDidChangeVisibility(({ visible }) => setShown(visible)),
    view,
    changed,
  ]
  setShown(view.visible)
  tellCount(clusters)
  return {
    provider,
    roots: () => forest.roots(),
    node,
    filter: () => filter,
    setFilter(text) {
      filter = text
      forest.setFilter(text)
      view.description = text === '' ? '' : `rows with “${text}”`
      void vscode.commands.executeCommand('setContext', 'consulPeering.isFiltered', text !== '')
      changed.fire(undefined)
    },
    dispose() {
      setShown(false)
      for (const subscription of subscriptions) subscription.dispose()
    },
  }
}

function createProvider(forest: Forest, sections: Sections, changed: vscode.Event<string | undefined>): vscode.TreeDataProvider<string> {
  return {
    onDidChangeTreeData: changed,
    getChildren(id) {
      if (id === undefined) return forest.roots().map((root) => root.id)
      const row = forest.node(id)
      // VS Code asks for the rows below one that is open.
      openSection(sections, row)
      return (forest.node(id)?.children ?? []).map((child) => child.id)
    },
    getTreeItem: (id) => treeItem(id, forest.node(id)),
    getParent: (id) => forest.parent(id)?.id,
  }
}

function openSection(sections: Sections, row: TreeNode | undefined): void {
  if (row?.section) sections.open(row.clusterId, row.section)
}

/** A row that is closed hides all below it. */
function closeSections(sections: Sections, row: TreeNode | undefined): void {
  if (row?.section) sections.close(row.clusterId, row.section)
  for (const child of row?.children ?? []) closeSections(sections, child)
}

function badgeOf({ clusters, readings }: TreeContext): vscode.ViewBadge | undefined {
  const unwell = clusters.list().reduce((sum, { id }) => {
    const snapshot = snapshotOf(readings.of(id))
    return sum + (snapshot ? unwellPeerings(snapshot) : 0)
  }, 0)
  if (unwell === 0) return undefined
  return { value: unwell, tooltip: unwell === 1 ? '1 peering needs a look' : `${unwell} peerings need a look` }
}

/** Commands that make no sense without clusters are off then; before this was told they are on, so that they start the extension. */
function tellCount(clusters: Clusters): void {
  const count = clusters.list().length
  void vscode.commands.executeCommand('setContext', 'consulPeering.noClusters', count === 0)
  void vscode.commands.executeCommand('setContext', 'consulPeering.tooFewClusters', count < 2)
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
