// The release that entries are judged by: what can be chosen, and where the choice is written.
import { applyEdits, modify } from 'jsonc-parser'
import type { Status } from '../../server/src/lsp/protocol.ts'

/** What can be chosen, as in the setting `consulPeering.target`; a test holds both and the server's own list together. */
export const targets = [
  'auto',
  'preview',
  '1.13',
  '1.14',
  '1.15',
  '1.16',
  '1.17',
  '1.18',
  '1.19',
  '1.20',
  '1.21',
  '1.22',
  'latest',
] as const

/** A file `consul-peering.json`. */
export interface ScopeFile {
  readonly uri: string
  /** Path in the workspace, for people. */
  readonly shown: string
  readonly text: string
}

/** Where the target of a document may stand. */
export interface TargetPlaces {
  /** URI of the document in the active editor. */
  activeDocument(): string | undefined
  /** By what a document is judged; `undefined` while no language server runs. */
  statusOf(uri: string): Promise<Status | undefined>
  /** The nearest `consul-peering.json` upwards from a document, inside its workspace folder. */
  scopeFile(uri: string): Promise<ScopeFile | undefined>
  writeScopeFile(file: ScopeFile, text: string): Promise<void>
  /**
   * Sets `consulPeering.target` for the workspace, for the folder of a document that has a target of its own, or for the user
   * where no workspace is open; says which.
   */
  writeSetting(target: string, uri: string | undefined): Promise<'workspace' | 'workspace folder' | 'user'>
}

/** How a target is named in a sentence. */
export function describeTarget(target: string): string {
  switch (target) {
    case 'auto':
      return 'the version of the connected clusters'
    case 'preview':
      return 'the technical preview'
    case 'latest':
      return 'the latest Consul'
    default:
      return `Consul ${target}`
  }
}

/** The text of a `consul-peering.json` with another target and all else as it was; `auto` takes the key out. `undefined`: no JSON object. */
export function withTarget(text: string, target: string): string | undefined {
  if (!isJsonObject(text)) return undefined
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' }
  const edits = modify(text, ['target'], target === 'auto' ? undefined : target, {
    formattingOptions,
    getInsertionIndex: (keys) => keys.indexOf('cluster') + 1,
  })
  return applyEdits(text, edits)
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
