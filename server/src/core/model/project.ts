// All entries of the workspace, put into scopes: each scope is the entries and settings of one cluster.
import type { Document, Format } from '../document.ts'
import type { ClusterFacts, Facts } from '../facts.ts'
import { type Edition, lowerTarget, parseTarget, type Target } from '../schema/target.ts'
import { parse } from '../syntax/index.ts'
import { reparse } from '../syntax/reparse.ts'
import { type Agent, agentsOf } from './agent.ts'
import { type Command, commandsOf } from './command.ts'
import { type Entry, type EntryMemory, entriesOf } from './entry.ts'
import { commentedTarget } from './pragma.ts'

/** A folder whose files belong to one cluster: a workspace folder, or one with a `consul-peering.json`. */
export interface ScopeSettings {
  /** The URI of the folder, with a slash at its end. */
  readonly folder: string
  /** The cluster's name, by which its Facts are found. */
  readonly cluster?: string
  readonly target?: Target
  readonly edition?: Edition
  /** The files of the folder are all that the cluster has; where it is absent, the settings decide. */
  readonly complete?: boolean
  /** By the name that this cluster gives a peer: the URI of the folder of the peer's cluster, or the cluster's name. */
  readonly peers?: Readonly<Record<string, string>>
  /** Where the scope comes from: the URI of its `consul-peering.json`; absent for a workspace folder. */
  readonly file?: string
}

export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** What a workspace folder sets for its own files, where it differs from the rest. */
export interface FolderSettings {
  /** The URI of the folder, with a slash at its end. */
  readonly folder: string
  readonly target: Target | 'auto'
  readonly edition: Edition
  readonly complete: boolean
}

export interface ProjectSettings {
  readonly target: Target | 'auto'
  readonly edition: Edition
  /** The files are all that the clusters have: what no file says is not there. */
  readonly complete: boolean
  /** By rule code. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>
  readonly scopes: readonly ScopeSettings[]
  /** Workspace folders with settings of their own. */
  readonly folders?: readonly FolderSettings[]
  readonly facts: Facts
}

export interface Judgement {
  readonly target: Target
  readonly edition: Edition
  /** The files of the scope are all that the cluster has. */
  readonly complete: boolean
  /** Why this target is in force, for a person. */
  readonly reason: string
}

export interface ProjectFile {
  readonly document: Document
  readonly entries: readonly Entry[]
  readonly agents: readonly Agent[]
  readonly commands: readonly Command[]
  readonly judgement: Judgement
  /** The folder of the scope that the file belongs to. */
  readonly scope: string
}

/** The entries of one scope, as rules look them up. */
export interface Scope {
  /**
   * The entry of that kind and name, whose case Consul's store does not tell apart; of two, the one in the later path counts.
   * Source: agent/consul/state/config_entry_oss.go indexFromConfigEntryKindName @ v1.16.1; run on 1.13.9 and 1.16.1.
   */
  entry(kind: string, name: string): Entry | undefined
  /** All entries of a kind, by path; the same list as long as none of them changes. */
  entries(kind: string): readonly Entry[]
  /** All files of agent settings, by path: an agent reads a folder of them as one. */
  agents(): readonly Agent[]
  /** All commands of scripts, pages and tasks, by path. */
  commands(): readonly Command[]
  readonly facts: ClusterFacts | undefined
  /**
   * The same scope where nobody notes what is looked up: the same object for all files as long as nothing in it changes,
   * so that what is found out there is found out once. Whoever uses that notes in this scope what it rests on.
   */
  readonly unrecorded?: Scope
}

/** A cluster of the workspace: a folder whose files belong to it. */
export interface ClusterView {
  /** As `consul-peering.json` calls it, else the name of its folder. */
  readonly name: string
  readonly folder: string
  readonly scope: Scope
  readonly judgement: Judgement
  readonly peers: Readonly<Record<string, string>>
}

export interface Project {
  configure(settings: ProjectSettings): void
  /** Reads a file anew; a file without a subject for rules is forgotten. Says whether the file holds one. */
  setFile(uri: string, text: string, format: Format): boolean
  removeFile(uri: string): void
  file(uri: string): ProjectFile | undefined
  /** The files that hold an entry, agent settings or a command, by path. */
  uris(): readonly string[]
  /** How many there are. */
  readonly size: number
  scopeOf(file: ProjectFile): Scope
  /** The clusters of the workspace, by their folders. */
  clusters(): readonly ClusterView[]
  /** By what a text would be judged, whether or not it holds an entry. */
  judgementOf(document: Document): Judgement
  /**
   * A number that changes whenever what `key` names in the scope changes: `kind/name` in lower case, `kind/*`, `agents`,
   * `commands`, or the empty text for its settings.
   */
  revision(scope: string, key: string): number
}

export const defaultSettings: ProjectSettings = {
  target: 'auto',
  edition: 'community',
  complete: false,
  severities: {},
  scopes: [],
  facts: { clusters: [] },
}

/** Makes an empty project. */
export function createProject(): Project {
  let settings = defaultSettings
  const files = new Map<string, ProjectFile>()
  const scopes = new Map<string, ScopeIndex>()

  const indexOf = (scope: string): ScopeIndex => scopeIndexIn(scopes, scope)
  const memories = new Map<string, Memory>()

  const take = (uri: string): ProjectFile | undefined => {
    const file = files.get(uri)
    if (!file) return undefined
    indexOf(file.scope).remove(file)
    files.delete(uri)
    return file
  }

  const put = (document: Document, isChanged: boolean): boolean => {
    const scope = scopeSettingsOf(document.uri, settings)
    const judgement = judgementFor(document, scope, settings)
    const memory = isChanged ? memoryOf(document.uri, judgement, memories) : undefined
    const file = readFile(document, judgement, scope?.folder ?? '', memory)
    if (!file) return false
    files.set(document.uri, file)
    indexOf(file.scope).add(file)
    return true
  }

  return {
    configure(next) {
      settings = next
      memories.clear()
      for (const { document } of [...files.values()]) {
        take(document.uri)
        put(document, false)
      }
      for (const index of scopes.values()) index.touchSettings()
    },
    setFile(uri, text, format) {
      // It is gone first: what is read of the text before serves for the text now, or, should that fail, for nobody.
      const before = take(uri)
      const again = before?.document.format === format ? reparse(before.document, text) : undefined
      return put({ uri, format, text, ...(again ?? parse(text, format)) }, before !== undefined)
    },
    removeFile(uri) {
      take(uri)
      memories.delete(uri)
    },
    file: (uri) => files.get(uri),
    uris: () => [...files.keys()].sort(),
    get size() {
      return files.size
    },
    scopeOf: (file) => indexOf(file.scope).view(factsOf(scopeSettingsOf(file.document.uri, settings), settings)),
    clusters: () => clusterViews(settings, [...files.values()], indexOf),
    judgementOf: (document) => judgementFor(document, scopeSettingsOf(document.uri, settings), settings),
    revision: (scope, key) => indexOf(scope).revision(key),
  }
}

function scopeIndexIn(scopes: Map<string, ScopeIndex>, scope: string): ScopeIndex {
  let index = scopes.get(scope)
  if (!index) {
    index = createScopeIndex()
    scopes.set(scope, index)
  }
  return index
}

/** Undefined where the document holds no subject for rules. */
function readFile(document: Document, judgement: Judgement, scope: string, memory: EntryMemory | undefined): ProjectFile | undefined {
  const entries = entriesOf(document, judgement, memory)
  const [agents, commands] = [agentsOf(document, judgement), commandsOf(document)]
  if (entries.length === 0 && agents.length === 0 && commands.length === 0) return undefined
  return { document, entries, agents, commands, judgement, scope }
}

/** Of a file that somebody is writing. */
interface Memory extends EntryMemory {
  readonly target: Target
  readonly edition: Edition
}

function memoryOf(uri: string, { target, edition }: Judgement, memories: Map<string, Memory>): EntryMemory {
  const known = memories.get(uri)
  if (known?.target === target && known.edition === edition) return known
  const memory = { target, edition, last: undefined }
  memories.set(uri, memory)
  return memory
}

/** A workspace folder without a `consul-peering.json` is a cluster where it holds entries of its own. */
function clusterViews(
  settings: ProjectSettings,
  files: readonly ProjectFile[],
  indexOf: (scope: string) => ScopeIndex,
): readonly ClusterView[] {
  const used = new Set(files.map(({ scope }) => scope))
  const clusters = settings.scopes.filter(({ cluster, file, folder }) => cluster !== undefined || file !== undefined || used.has(folder))
  return clusters.map((scope) => ({
    name: nameOf(scope),
    folder: scope.folder,
    scope: indexOf(scope.folder).view(factsOf(scope, settings)),
    judgement: judgementFor(emptyDocument(scope.folder), scope, settings),
    peers: scope.peers ?? {},
  }))
}

function nameOf({ cluster, folder }: ScopeSettings): string {
  return cluster ?? decodeURIComponent(folder.split('/').at(-2) ?? '')
}

function emptyDocument(folder: string): Document {
  return { uri: folder, format: 'hcl', text: '', ...parse('', 'hcl') }
}

function scopeSettingsOf(uri: string, settings: ProjectSettings): ScopeSettings | undefined {
  return innermost(uri, settings.scopes)
}

/** Of the folders that a file lies in, the one nearest to it. */
function innermost<F extends { readonly folder: string }>(uri: string, folders: readonly F[]): F | undefined {
  let found: F | undefined
  for (const each of folders) {
    if (uri.startsWith(each.folder) && each.folder.length > (found?.folder.length ?? -1)) found = each
  }
  return found
}

function factsOf(scope: ScopeSettings | undefined, settings: ProjectSettings): ClusterFacts | undefined {
  return settings.facts.clusters.find(({ cluster }) => cluster === scope?.cluster)
}

/** By what a file is judged: its own comment, its folder, the settings, the connected clusters, else the preview. */
function judgementFor(document: Document, scope: ScopeSettings | undefined, settings: ProjectSettings): Judgement {
  const set = innermost(document.uri, settings.folders ?? []) ?? settings
  const edition = scope?.edition ?? set.edition
  const complete = scope?.complete ?? set.complete
  const commented = commentedTarget(document)
  if (commented) return { target: commented, edition, complete, reason: 'a comment in the file' }
  if (scope?.target && scope.file) return { target: scope.target, edition, complete, reason: placeOf(scope.file) }
  if (set.target !== 'auto') return { target: set.target, edition, complete, reason: 'the setting `consulPeering.target`' }
  const own = factsOf(scope, settings)
  const target = targetOfClusters(own ? [own] : settings.facts.clusters)
  if (target === undefined) return { target: 'preview', edition, complete, reason: 'no cluster is connected' }
  const reason = own ? `the cluster \`${own.cluster}\`` : 'the connected clusters'
  return { target, edition, complete, reason }
}

/** The file with its folder, since each cluster has one of that name. */
function placeOf(uri: string): string {
  return `\`${uri.split('/').slice(-2).map(decodeURIComponent).join('/')}\``
}

/** The lowest release that the clusters run; `undefined` when none of them tells. */
export function targetOfClusters(clusters: Facts['clusters']): Target | undefined {
  const known = clusters.flatMap(({ version }) => parseTarget(version ?? '') ?? [])
  return known.length === 0 ? undefined : known.reduce(lowerTarget)
}

interface ScopeIndex {
  /** The same object as long as nothing changes. */
  view(facts: ClusterFacts | undefined): Scope
  add(file: ProjectFile): void
  remove(file: ProjectFile): void
  touchSettings(): void
  revision(key: string): number
}

function createScopeIndex(): ScopeIndex {
  const agents = new Set<Agent>()
  const commands = new Set<Command>()
  const revisions = new Map<string, number>()
  let view: Scope | undefined
  const touch = (key: string) => {
    view = undefined
    revisions.set(key, (revisions.get(key) ?? 0) + 1)
  }
  const entries = createEntryIndex(touch)
  return {
    view(facts) {
      if (view?.facts === facts && view) return view
      view = {
        entry: entries.entry,
        entries: entries.entries,
        agents: () => [...agents].sort(byPath),
        commands: () => [...commands].sort(byPath),
        facts,
      }
      return view
    },
    add(file) {
      if (file.agents.length > 0) touch('agents')
      if (file.commands.length > 0) touch('commands')
      for (const agent of file.agents) agents.add(agent)
      for (const command of file.commands) commands.add(command)
      for (const entry of file.entries) entries.add(entry)
    },
    remove(file) {
      if (file.agents.length > 0) touch('agents')
      if (file.commands.length > 0) touch('commands')
      for (const agent of file.agents) agents.delete(agent)
      for (const command of file.commands) commands.delete(command)
      for (const entry of file.entries) entries.remove(entry)
    },
    touchSettings: () => {
      touch('')
    },
    revision: (key) => revisions.get(key) ?? 0,
  }
}

interface EntryIndex extends Pick<Scope, 'entry' | 'entries'> {
  add(entry: Entry): void
  remove(entry: Entry): void
}

function createEntryIndex(touch: (key: string) => void): EntryIndex {
  const byKind = new Map<string, Map<string, Entry[]>>()
  /** The entries of a kind by path; the same list as long as none of them changes. */
  const lists = new Map<string, readonly Entry[]>()
  const bucketOf = (entry: Entry): Entry[] => {
    const kind = entry.kindName ?? ''
    const name = entry.name.toLowerCase()
    touch(`${kind}/${name}`)
    touch(`${kind}/*`)
    lists.delete(kind)
    let names = byKind.get(kind)
    if (!names) {
      names = new Map()
      byKind.set(kind, names)
    }
    let bucket = names.get(name)
    if (!bucket) {
      bucket = []
      names.set(name, bucket)
    }
    return bucket
  }
  return {
    entry: (kind, name) => byKind.get(kind)?.get(name.toLowerCase())?.at(-1),
    entries(kind) {
      const known = lists.get(kind)
      if (known) return known
      const list = [...(byKind.get(kind)?.values() ?? [])].flat().sort(byPath)
      lists.set(kind, list)
      return list
    },
    add(entry) {
      const bucket = bucketOf(entry)
      bucket.push(entry)
      bucket.sort(byPath)
    },
    remove(entry) {
      const bucket = bucketOf(entry)
      bucket.splice(bucket.indexOf(entry), 1)
    },
  }
}

type Placed = Pick<Entry, 'document' | 'root'>

function byPath(a: Placed, b: Placed): number {
  if (a.document.uri === b.document.uri) return a.root.range.start - b.root.range.start
  return a.document.uri < b.document.uri ? -1 : 1
}
