// Definition, references, highlights, rename and the outline: what the core says, as the types of LSP.
import {
  type ChangeAnnotation,
  type DocumentHighlight,
  type DocumentSymbol,
  ErrorCodes,
  type Location,
  MessageType,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  ShowMessageNotification,
  SymbolKind,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import {
  definitionsOf,
  highlightsOf,
  type NamePlace,
  nameAt,
  type Rename,
  referencesOf,
  renameIn,
  renameProblem,
  subjects,
  usesOf,
} from '../core/features/names.ts'
import { type DocumentSymbolText, symbolsOf } from '../core/features/symbols.ts'
import type { Mention } from '../core/model/names.ts'
import type { ProjectFile, Scope } from '../core/model/project.ts'
import { writeEdit } from '../core/syntax/write.ts'
import { type PeerKey, peerKey } from '../workspace/peerKey.ts'
import { normalizeUri } from '../workspace/uri.ts'
import type { Session } from './session.ts'

interface Named {
  readonly file: ProjectFile
  readonly scope: Scope
  readonly mention: Mention
}

function nameIn({ textDocument, position }: TextDocumentPositionParams, { workspace, converter }: Session): Named | undefined {
  const file = workspace.project.file(normalizeUri(textDocument.uri))
  if (!file) return undefined
  const { start } = converter.offsets(file.document, { start: position, end: position })
  const mention = nameAt(file.entries, start)
  return mention && { file, scope: workspace.project.scopeOf(file), mention }
}

/** Where the cluster of the file says which cluster a peer is. */
function keyOf({ file, mention }: Named, { workspace }: Session): PeerKey | undefined {
  return mention.of === 'peer' ? peerKey(workspace, file.document.uri, mention.name) : undefined
}

function toLocation({ document, range }: NamePlace, { converter, documents }: Session): Location {
  return { uri: documents.clientUri(document.uri), range: converter.range(document, range) }
}

/** Where the name at a place is defined. */
export function definitionAt(params: TextDocumentPositionParams, session: Session): readonly Location[] {
  const named = nameIn(params, session)
  if (!named) return []
  const key = keyOf(named, session)
  const places = key ? [{ document: key.document, range: key.member.keyRange }] : definitionsOf(named.scope, named.mention)
  return places.map((place) => toLocation(place, session))
}

/** Where the name at a place is said. */
export function referencesAt(params: ReferenceParams, session: Session): readonly Location[] {
  const named = nameIn(params, session)
  if (!named) return []
  const placesOf = params.context.includeDeclaration ? referencesOf : usesOf
  const key = params.context.includeDeclaration ? keyOf(named, session) : undefined
  const places = [...(key ? [{ document: key.document, range: key.member.keyRange }] : []), ...placesOf(named.scope, named.mention)]
  return places.map((place) => toLocation(place, session))
}

/** The same name in the file. */
export function highlightsAt(params: TextDocumentPositionParams, session: Session): readonly DocumentHighlight[] {
  const named = nameIn(params, session)
  if (!named) return []
  const { document, entries } = named.file
  return highlightsOf(entries, named.mention).map((range) => ({ range: session.converter.range(document, range) }))
}

/** The range of the name that would be renamed; an error says why not. */
export function prepareRename(params: TextDocumentPositionParams, session: Session) {
  const named = nameIn(params, session)
  if (!named) return null
  const { file, mention } = named
  const problem = renameProblem(mention)
  if (problem !== undefined) return refusal(problem)
  return { range: session.converter.range(file.document, mention.range), placeholder: mention.name }
}

/** The edits of a rename in all files of the cluster. */
export function renameAt(params: RenameParams, session: Session): WorkspaceEdit | ResponseError | null {
  const named = nameIn(params, session)
  if (!named) return null
  const renamed = renameIn(named.scope, named.mention, params.newName)
  if (!renamed.ok) return refusal(renamed.why)
  if (renamed.live !== undefined)
    void session.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: plain(renamed.live) })
  const key = keyOf(named, session)
  const keyEdits = key ? writeEdit(key.document, { type: 'renameMember', member: key.member, key: params.newName }) : []
  const changed = [...renamed.files, ...(key ? [{ document: key.document, edits: keyEdits }] : [])]
  const files = changed.map(({ document, edits }) => ({
    uri: session.documents.clientUri(document.uri),
    edits: edits.map((edit) => session.converter.textEdit(document, edit)),
  }))
  if (!session.features.changeAnnotations) return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) }
  const annotationId = 'rename'
  return {
    documentChanges: files.map(({ uri, edits }) => ({
      textDocument: { uri, version: session.documents.get(normalizeUri(uri))?.version ?? null },
      edits: edits.map((edit) => ({ ...edit, annotationId })),
    })),
    changeAnnotations: { [annotationId]: renameAnnotation(named.mention, params.newName, renamed) },
  }
}

/** The title in the editor's preview of a rename. */
function renameAnnotation({ of, name }: Mention, newName: string, { live }: Extract<Rename, { readonly ok: true }>): ChangeAnnotation {
  return { label: `Rename ${subjects[of]} "${name}" to "${newName}"`, ...(live === undefined ? {} : { description: live }) }
}

/** Messages of editors show no Markdown. */
function plain(sentence: string): string {
  return sentence.replaceAll('`', '"')
}

function refusal(why: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, why)
}

/** The outline of a file. */
export function documentSymbols(uri: string, session: Session): readonly DocumentSymbol[] {
  const file = session.workspace.project.file(normalizeUri(uri))
  return file ? symbolsOf(file.entries).map((symbol) => toSymbol(symbol, file, session)) : []
}

const symbolKinds = { entry: SymbolKind.Object, key: SymbolKind.Property, element: SymbolKind.Field } as const

function toSymbol(
  { name, detail, sort, range, nameRange, children }: DocumentSymbolText,
  file: ProjectFile,
  session: Session,
): DocumentSymbol {
  const { converter } = session
  return {
    name,
    detail,
    kind: symbolKinds[sort],
    range: converter.range(file.document, range),
    selectionRange: converter.range(file.document, nameRange),
    children: children.map((child) => toSymbol(child, file, session)),
  }
}
