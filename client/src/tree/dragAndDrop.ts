// Dragging in the Clusters view: a cluster onto another one peers them, a service onto a peering exports it.
import * as vscode from 'vscode'
import type { Clusters } from '../clusters.ts'
import { dropCommand } from './drops.ts'

const mime = 'application/vnd.code.tree.consulpeering.clusters'

/** What is dropped only begins a command, which asks before anything is changed. */
export function createDragAndDrop(clusters: Pick<Clusters, 'list'>): vscode.TreeDragAndDropController<string> {
  return {
    dragMimeTypes: [mime],
    dropMimeTypes: [mime],
    handleDrag(ids, transfer) {
      transfer.set(mime, new vscode.DataTransferItem(ids[0]))
    },
    async handleDrop(target, transfer) {
      const begun = dropCommand(clusters.list(), target, transfer.get(mime)?.value)
      if (begun) await vscode.commands.executeCommand(begun.command, ...begun.rows)
    },
  }
}
