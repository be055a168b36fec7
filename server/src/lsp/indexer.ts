// Reads the workspace in the background and keeps up with its files, telling the client about progress.
import type { WorkDoneProgressServerReporter } from 'vscode-languageserver/node'
import { formatOfName } from '../workspace/formats.ts'
import type { FileChanges } from '../workspace/indexing.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { setUpFor } from './engine.ts'
import { detach } from './guard.ts'
import type { DiagnosticSink, Session } from './session.ts'
import type { StatusTeller } from './status.ts'

export interface Indexer {
  /** Reads all files anew. */
  index(): void
  changed(uri: string): void
  deleted(uri: string): void
  renamed(from: string, to: string): void
}

/** How long the first reading goes on before a progress bar shows, in milliseconds: a flash would only disturb. */
const quietMs = 500

/** Makes the indexer of a connection. */
export function createIndexer(session: Session, sink: DiagnosticSink, status: StatusTeller): Indexer {
  const { workspace, background } = session
  const pending: Pending = { changed: new Set(), deleted: new Set() }
  const settle = createSettling(session, sink)
  const index = (): void => background.run('index', () => indexing(session, status, settle))
  let isRefreshing = false
  const refresh = (): void => {
    // The task that runs takes in what comes while it runs.
    if (isRefreshing) return
    isRefreshing = true
    background.run('refresh', function* () {
      try {
        for (let changes = takeAll(pending); changes; changes = takeAll(pending)) yield* workspace.refresh(changes)
      } finally {
        isRefreshing = false
      }
      settle()
    })
  }
  const note = (given: string, into: Set<string>, outOf: Set<string>): void => {
    const uri = normalizeUri(given)
    if (uri.endsWith('/.gitignore')) {
      index()
      return
    }
    outOf.delete(uri)
    into.add(uri)
    refresh()
  }
  const changed = (uri: string): void => note(uri, pending.changed, pending.deleted)
  const deleted = (uri: string): void => note(uri, pending.deleted, pending.changed)
  return {
    index,
    changed,
    deleted,
    renamed(from, to) {
      deleted(from)
      // A folder brings all its files.
      if (formatOfName(to)) changed(to)
      else index()
    },
  }
}

/** What follows each reading: new problems are told once, and diagnostics brought up to date. */
function createSettling({ workspace, connection }: Session, sink: DiagnosticSink): () => void {
  let warned: readonly string[] = []
  return () => {
    for (const problem of workspace.problems) if (!warned.includes(problem)) connection.console.warn(problem)
    warned = workspace.problems
    sink.everythingChanged()
  }
}

function* indexing(session: Session, status: StatusTeller, settle: () => void): Generator<void> {
  status.setIndexing('running')
  const progress = createProgress(session)
  setUpFor('indexing')
  try {
    for (const _ of session.workspace.index()) {
      progress.tick()
      yield
    }
  } finally {
    setUpFor('typing')
    progress.done()
    status.setIndexing('done')
  }
  settle()
}

interface Pending {
  readonly changed: Set<string>
  readonly deleted: Set<string>
}

/** Everything that has come in since the last time: a checkout of a branch is one batch. */
function takeAll({ changed, deleted }: Pending): FileChanges | undefined {
  if (changed.size === 0 && deleted.size === 0) return undefined
  const changes = { changed: [...changed], deleted: [...deleted] }
  changed.clear()
  deleted.clear()
  return changes
}

interface Progress {
  tick(): void
  done(): void
}

function createProgress({ connection, features }: Session): Progress {
  const started = performance.now()
  let isAsked = !features.progress
  let isDone = false
  let reporter: WorkDoneProgressServerReporter | undefined
  return {
    tick() {
      if (isAsked || performance.now() - started < quietMs) return
      isAsked = true
      const shown = connection.window.createWorkDoneProgress().then((created) => {
        if (isDone) return
        reporter = created
        created.begin('Consul peering: reading the workspace')
      })
      detach(connection.console, 'window/workDoneProgress/create', shown)
    },
    done() {
      isDone = true
      reporter?.done()
    },
  }
}
