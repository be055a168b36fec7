// The texts of the workspace: those that an editor holds open win over those on disk, and each is read once a change.
import type { Format } from '../core/document.ts'
import type { Facts } from '../core/facts.ts'
import type { Project, ProjectSettings } from '../core/model/project.ts'
import type { Finding } from '../core/rules/rule.ts'
import { candidateTest } from './files.ts'
import { formatOfName, formatOfText } from './formats.ts'
import { isPeeringFile } from './peeringFile.ts'
import { beginsWithByteOrderMark, byteOrderMark, type ReadText, readText } from './readText.ts'
import { folderOf, type Scopes } from './scopes.ts'
import type { EditorSettings } from './settings.ts'
import { mayHoldSubject } from './sniff.ts'
import { pathOf } from './uri.ts'

/** A document that an editor holds open: its text wins over the file on disk. */
export interface OpenText {
  readonly format: Format
  text(): string
}

/** What a workspace remembers. */
export interface State {
  readonly project: Project
  readonly scopes: Scopes
  readonly open: Map<string, OpenText>
  /** Open documents whose text has not been read since it changed: a burst of changes is parsed once. */
  readonly dirty: Set<string>
  /** Documents with a byte order mark that editors hide. */
  readonly marked: Set<string>
  settings: EditorSettings
  facts: Facts
  folders: readonly string[]
  /** The settings that the project has, as text, since to configure it is to decode all entries again. */
  configured: string
  problems: readonly string[]
  /** Findings less those that a peering file leaves out; the same list as long as nothing has changed. */
  ignored: WeakMap<readonly Finding[], readonly Finding[]>
}

/** Gives the project its settings anew, when they have changed. */
export function reconfigure(state: State): void {
  const { target, edition, complete, severities, folders = [] } = state.settings
  const scopes = state.scopes.settings(state.folders)
  const next: ProjectSettings = { target, edition, complete, severities, scopes, folders, facts: state.facts }
  const text = JSON.stringify(next)
  if (text === state.configured) return
  state.configured = text
  state.project.configure(next)
}

/** Opens a document, or tells that its text has changed. */
export function open(state: State, uri: string, document: OpenText): void {
  const isNew = !state.open.has(uri)
  state.open.set(uri, document)
  state.dirty.add(uri)
  if (!isNew) return
  noteMark(state, uri)
  const folder = folderOf(uri)
  if (folder !== undefined) readScopesAbove(state, folder)
}

/** Looks whether the file of a document begins with a byte order mark. */
export function noteMark(state: State, uri: string): void {
  const file = pathOf(uri)
  if (file !== undefined && beginsWithByteOrderMark(file)) state.marked.add(uri)
  else state.marked.delete(uri)
}

function readScopesAbove(state: State, folder: string): void {
  for (const uri of state.scopes.above(folder)) if (!state.scopes.get(uri)) readFile(state, uri)
  reconfigure(state)
}

/** Goes back to what is on disk, if anything is. */
export function close(state: State, uri: string): void {
  state.open.delete(uri)
  state.dirty.delete(uri)
  const file = pathOf(uri)
  const isKnown = file !== undefined && (isPeeringFile(uri) || candidateTest(state.folders)(file))
  if (isKnown) readFile(state, uri)
  else forget(state, uri)
  reconfigure(state)
}

/** Reads the open documents whose text has changed. */
export function flush(state: State): void {
  if (state.dirty.size === 0) return
  const dirty = [...state.dirty]
  for (const uri of dirty) {
    const document = state.open.get(uri)
    if (document) setText(state, uri, openText(state, uri, document), document.format)
  }
  state.dirty.clear()
  if (dirty.some(isPeeringFile)) reconfigure(state)
}

function openText(state: State, uri: string, document: OpenText): string {
  const text = document.text()
  if (text.startsWith(byteOrderMark)) state.marked.delete(uri)
  return state.marked.has(uri) ? byteOrderMark + text : text
}

function setText(state: State, uri: string, text: string, format: Format): void {
  if (isPeeringFile(uri)) {
    state.scopes.set(uri, text)
    state.ignored = new WeakMap()
  } else if (mayHoldSubject(text, format)) state.project.setFile(uri, text, formatOfText(text, format))
  else state.project.removeFile(uri)
}

/** Leaves a file out, for the time being. */
export function forget(state: State, uri: string): void {
  state.marked.delete(uri)
  state.project.removeFile(uri)
  if (!isPeeringFile(uri)) return
  state.scopes.set(uri, undefined)
  state.ignored = new WeakMap()
}

/** What keeps a file from being read. */
export type Unread =
  | Exclude<ReadText['type'], 'text'>
  /** The name is none of a file that may hold an entry or a command. */
  | 'other-name'

/** Reads a file from disk, unless it is open. Gives what kept it from being read. */
export function readFile(state: State, uri: string): Unread | undefined {
  if (state.open.has(uri)) return undefined
  const format = formatOfName(uri)
  const file = pathOf(uri)
  if (file === undefined) return undefined
  if (format === undefined) return 'other-name'
  const read = readText(file, state.settings.maxFileSizeKb * 1024)
  if (read.type !== 'text') {
    forget(state, uri)
    return read.type
  }
  if (read.text.startsWith(byteOrderMark)) state.marked.add(uri)
  else state.marked.delete(uri)
  setText(state, uri, read.text, format)
  return undefined
}
