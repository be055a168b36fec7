// The workspace as a whole: texts of open documents and of files on disk, the scopes they lie in, and what is found in them.
import type { Facts } from '../core/facts.ts'
import { createJudge, type Judge } from '../core/features/diagnostics.ts'
import { createProject, type Project, type Severity } from '../core/model/project.ts'
import type { Finding, Rule } from '../core/rules/rule.ts'
import { tellTheSame } from './facts.ts'
import { type FileChanges, index, type LeftOut, read, refresh } from './indexing.ts'
import type { PeeringFile } from './peeringFile.ts'
import { createScopes } from './scopes.ts'
import { defaultEditorSettings, type EditorSettings } from './settings.ts'
import { close, flush, type OpenText, open, reconfigure, type State } from './texts.ts'

/** All URIs that come in are normalised ones. */
export interface Workspace {
  /** As of now: open documents that have changed are read first. */
  readonly project: Project
  readonly settings: EditorSettings
  /** Why files of the workspace were left out, for a person. */
  readonly problems: readonly string[]
  /** Says whether the files must be indexed again. */
  configure(settings: EditorSettings): boolean
  /** Says whether anything new was learnt. */
  learn(facts: Facts): boolean
  setFolders(folders: readonly string[]): void
  /** Opens a document, or tells that its text has changed. */
  open(uri: string, document: OpenText): void
  close(uri: string): void
  /** Reads these files, wherever they lie, with the peering files above them. Gives those that could not be read. */
  read(uris: readonly string[]): readonly LeftOut[]
  /** Reads all files of the folders; each step is short. */
  index(): Generator<void>
  /** Reads what has changed on disk; each step is short. */
  refresh(changes: FileChanges): Generator<void>
  /** Files that hold an entry, and peering files with something wrong in them. */
  uris(): readonly string[]
  findings(uri: string): readonly Finding[]
  /** The peering file of a document's scope. */
  peeringFileOf(uri: string): PeeringFile | undefined
  /** Whether the text of a document begins with a byte order mark that an editor does not count. */
  hidesMark(uri: string): boolean
}

/** Makes an empty workspace. */
export function createWorkspace(rules: readonly Rule[]): Workspace {
  const project = createProject()
  const state: State = {
    project,
    scopes: createScopes(),
    settings: defaultEditorSettings,
    facts: { clusters: [] },
    folders: [],
    open: new Map(),
    dirty: new Set(),
    marked: new Set(),
    configured: '',
    problems: [],
    ignored: new WeakMap(),
  }
  const judge = createJudge(project, rules, () => state.settings.severities)
  reconfigure(state)
  return {
    get project() {
      flush(state)
      return project
    },
    get settings() {
      return state.settings
    },
    get problems() {
      return state.problems
    },
    configure: (settings) => configure(state, settings),
    learn(facts) {
      if (tellTheSame(facts, state.facts)) return false
      state.facts = facts
      reconfigure(state)
      return true
    },
    setFolders(folders) {
      state.folders = folders
      reconfigure(state)
    },
    open: (uri, document) => open(state, uri, document),
    close: (uri) => close(state, uri),
    read: (uris) => read(state, uris),
    index: () => index(state),
    refresh: (changes) => refresh(state, changes),
    uris() {
      flush(state)
      const wrong = state.scopes.uris().filter((uri) => state.scopes.get(uri)?.findings.length)
      return [...project.uris(), ...wrong]
    },
    findings(uri) {
      flush(state)
      return findings(state, judge, uri)
    },
    peeringFileOf(uri) {
      flush(state)
      return state.scopes.of(uri)
    },
    hidesMark: (uri) => state.marked.has(uri),
  }
}

function configure(state: State, settings: EditorSettings): boolean {
  const { maxFiles, maxFileSizeKb } = state.settings
  state.settings = settings
  reconfigure(state)
  return settings.maxFiles !== maxFiles || settings.maxFileSizeKb !== maxFileSizeKb
}

/** The same list where nothing is said. */
function withSeverity(given: readonly Finding[], severity: Severity | 'off' | undefined): readonly Finding[] {
  if (severity === undefined) return given
  return severity === 'off' ? [] : given.map((finding) => ({ ...finding, severity }))
}

function findings(state: State, judge: Judge, uri: string): readonly Finding[] {
  const own = state.scopes.get(uri)
  if (own) return withSeverity(own.findings, state.settings.severities['peering-file'])
  const all = judge.findings(uri)
  const file = state.scopes.of(uri)
  if (!file || all.length === 0) return all
  const known = state.ignored.get(all)
  if (known) return known
  const kept = all.filter(({ code }) => !file.isIgnored(uri, code))
  const result = kept.length === all.length ? all : kept
  state.ignored.set(all, result)
  return result
}
