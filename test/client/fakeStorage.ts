// VS Code's storages of settings, state and secrets, in memory.
import type { ClusterStorage } from '../../client/src/clusters.ts'
import { createEmitter } from '../../client/src/emitter.ts'
import { readEnvironment } from '../../consul/src/environment.ts'

/** VS Code's storages, in memory. */
export interface FakeStorage extends ClusterStorage {
  readonly stored: Map<string, unknown>
  readonly kept: Map<string, string>
  settings: { user: unknown; workspace: unknown }
  trusted: boolean
  environmentVariables: Readonly<Record<string, string>>
  /** Makes the next write to the memento fail. */
  failNextUpdate: boolean
}

/** Makes empty storages. */
export function fakeStorage(): FakeStorage {
  const stored = new Map<string, unknown>()
  const kept = new Map<string, string>()
  const changed = createEmitter<{ readonly key: string }>()
  const storage: FakeStorage = {
    stored,
    kept,
    settings: { user: undefined, workspace: undefined },
    trusted: true,
    environmentVariables: {},
    failNextUpdate: false,
    memento: {
      get: (key) => stored.get(key),
      async update(key, value) {
        if (storage.failNextUpdate) throw new Error('disk full')
        // What is stored must survive JSON.
        stored.set(key, JSON.parse(JSON.stringify(value)))
      },
    },
    secrets: {
      get: async (key) => kept.get(key),
      async store(key, value) {
        kept.set(key, value)
        changed.fire({ key })
      },
      async delete(key) {
        kept.delete(key)
        changed.fire({ key })
      },
      onDidChange: changed.event,
    },
    presets: () => storage.settings,
    isTrusted: () => storage.trusted,
    environment: () => readEnvironment(storage.environmentVariables),
  }
  return storage
}
