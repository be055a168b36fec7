// Listens to everything that may change the files of the workspace: watchers, files moved in the editor, folders.
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
  type WorkspaceFolder,
} from 'vscode-languageserver/node'
import { pathOf } from '../workspace/uri.ts'
import { watchedFiles } from './capabilities.ts'
import { detach } from './guard.ts'
import type { Indexer } from './indexer.ts'
import type { Session } from './session.ts'

/** Follows files and folders. `folders`: those that are open at the start. */
export function watchFiles(
  { connection, features, guard, workspace }: Session,
  indexer: Indexer,
  folders: readonly WorkspaceFolder[],
): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    guard('workspace/didChangeWatchedFiles', undefined, () => {
      for (const { uri, type } of changes) {
        if (type === FileChangeType.Deleted) indexer.deleted(uri)
        else indexer.changed(uri)
      }
    })
  })
  connection.workspace.onDidDeleteFiles(({ files }) => {
    guard('workspace/didDeleteFiles', undefined, () => {
      for (const { uri } of files) indexer.deleted(uri)
    })
  })
  connection.workspace.onDidRenameFiles(({ files }) => {
    guard('workspace/didRenameFiles', undefined, () => {
      for (const { oldUri, newUri } of files) indexer.renamed(oldUri, newUri)
    })
  })
  const open = new Map(folders.map((folder) => [folder.uri, pathOf(folder.uri)]))
  const setFolders = (): void => workspace.setFolders([...open.values()].filter((folder) => folder !== undefined))
  setFolders()
  if (features.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      guard('workspace/didChangeWorkspaceFolders', undefined, () => {
        for (const { uri } of removed) open.delete(uri)
        for (const { uri } of added) open.set(uri, pathOf(uri))
        setFolders()
        indexer.index()
      })
    })
  }
  if (features.registersWatchers) {
    const registered = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    detach(connection.console, 'client/registerCapability', registered)
  }
}

const watchers: FileSystemWatcher[] = [
  ...watchedFiles.map((globPattern) => ({ globPattern })),
  // Of a folder that is deleted only the folder itself is told.
  { globPattern: '**', kind: WatchKind.Delete },
]
