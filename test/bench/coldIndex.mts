// What it costs a language server to read a large workspace for the first time: its whole process, from its start.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { statusMethod } from '../../server/src/lsp/protocol.ts'
import { type ProcessCost, readCost, tellCost } from './program.mts'

/** Starts the server on a folder, waits until its files are read, and ends it. */
export async function measureColdIndex(server: string, folder: string): Promise<ProcessCost> {
  const child = spawn(process.execPath, [...tellCost, server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  // Else a server that dies would be waited for without end.
  child.once('exit', () => connection.dispose())
  connection.onRequest((method) => (method === 'workspace/configuration' ? [{ target: '1.16' }] : null))
  const indexed = new Promise<void>((resolve) => {
    connection.onNotification(statusMethod, ({ indexing }: { readonly indexing: boolean }) => {
      if (!indexing) resolve()
    })
  })
  connection.listen()
  const uri = pathToFileURL(folder).href
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { diagnostic: {} } },
  })
  await connection.sendNotification('initialized', {})
  await indexed
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  await ended
  return readCost(stderr)
}
