// Tells the client by what its document is judged and how far the workspace is known, whenever that changes.
import { normalizeUri } from '../workspace/uri.ts'
import { detach } from './guard.ts'
import { isLarge, largeSentence } from './limits.ts'
import { type Status, statusMethod } from './protocol.ts'
import type { Session } from './session.ts'

export interface StatusTeller {
  /** The status of a document, which is followed from now on; `null` for one without an entry. */
  of(uri: string): Status | null
  /** Tells the client, soon, if anything has changed. */
  update(): void
  setIndexing(state: 'running' | 'done'): void
  setProblems(problems: readonly string[]): void
}

/** Makes the teller of a connection. */
export function createStatus({ connection, workspace, guard }: Session): StatusTeller {
  let followed: string | undefined
  let told = ''
  // Until the first reading is done, nobody knows what there is.
  let indexing = true
  let settingProblems: readonly string[] = []
  let isWaiting = false

  const now = (): Status => {
    const file = followed === undefined ? undefined : workspace.project.file(normalizeUri(followed))
    const large = file && isLarge(file.document) ? [largeSentence] : []
    const problem = [...settingProblems, ...workspace.problems, ...large].join(' ')
    const { target, edition } = workspace.settings
    return {
      ...(file && followed !== undefined ? { uri: followed } : {}),
      ...(file?.judgement ?? { target, edition, reason: 'the setting `consulPeering.target`' }),
      files: workspace.project.size,
      indexing,
      ...(problem === '' ? {} : { problem }),
    }
  }
  const tell = (): void => {
    isWaiting = false
    guard(statusMethod, undefined, () => {
      const status = now()
      const text = JSON.stringify(status)
      if (text === told) return
      told = text
      detach(connection.console, statusMethod, connection.sendNotification(statusMethod, status))
    })
  }
  const update = (): void => {
    if (isWaiting) return
    isWaiting = true
    setImmediate(tell)
  }
  return {
    of(uri) {
      followed = uri
      // Reads the text of the document if it has changed.
      workspace.findings(normalizeUri(uri))
      const status = now()
      if (status.uri === undefined) return null
      told = JSON.stringify(status)
      return status
    },
    update,
    setIndexing(state) {
      indexing = state === 'running'
      update()
    },
    setProblems(problems) {
      for (const problem of problems) if (!settingProblems.includes(problem)) connection.console.warn(problem)
      settingProblems = problems
      update()
    },
  }
}
