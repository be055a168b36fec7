// Completion and hover: finds the file of a place, and turns what the core says into the types of LSP.
import {
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import { type Completion, completionsAt, kindsAt } from '../core/features/completion.ts'
import { hoverAt } from '../core/features/hover.ts'
import type { ProjectFile } from '../core/model/project.ts'
import { parse } from '../core/syntax/index.ts'
import { formatOfDocument } from '../workspace/formats.ts'
import { normalizeUri } from '../workspace/uri.ts'
import type { Session } from './session.ts'

/** The choices at a place; none in a file without an entry. */
export function completionAt(params: TextDocumentPositionParams, session: Session): readonly CompletionItem[] {
  const found = placeOf(params, session)
  if (!found) return kindsIn(params, session)
  const { file, offset } = found
  const scope = session.workspace.project.scopeOf(file)
  return completionsAt(file.entries, scope, file.judgement, offset).map((choice) => toItem(choice, file, session))
}

/** A longer text that says no kind is none of ours. */
const longestBeginning = 4_000

/** The kinds, where the first words of an entry are being typed. */
function kindsIn({ textDocument, position }: TextDocumentPositionParams, session: Session): readonly CompletionItem[] {
  const uri = normalizeUri(textDocument.uri)
  const open = session.documents.get(uri)
  const text = open?.getText() ?? ''
  const format = open && formatOfDocument(open)
  if (!format || text.length > longestBeginning) return []
  const document: Document = { uri, format, text, ...parse(text, format) }
  const { start } = session.converter.offsets(document, { start: position, end: position })
  return kindsAt(document, start).map((choice) => toItem(choice, { document }, session))
}

/** What is said about a place. */
export function hoverAtPlace(params: TextDocumentPositionParams, session: Session): Hover | null {
  const found = placeOf(params, session)
  if (!found) return null
  const { file, offset } = found
  const hover = hoverAt(file.entries, session.workspace.project.scopeOf(file), file.judgement, offset)
  if (!hover) return null
  return { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: session.converter.range(file.document, hover.range) }
}

interface Place {
  readonly file: ProjectFile
  readonly offset: number
}

function placeOf({ textDocument, position }: TextDocumentPositionParams, { workspace, converter }: Session): Place | undefined {
  const file = workspace.project.file(normalizeUri(textDocument.uri))
  if (!file) return undefined
  return { file, offset: converter.offsets(file.document, { start: position, end: position }).start }
}

const kinds = { key: CompletionItemKind.Property, value: CompletionItemKind.EnumMember, name: CompletionItemKind.Reference } as const

function toItem(choice: Completion, { document }: Pick<ProjectFile, 'document'>, { converter, features }: Session): CompletionItem {
  const { label, sort, detail, docs, range, newText, isSnippet, isFirst } = choice
  const asSnippet = isSnippet && features.snippets
  return {
    label,
    kind: kinds[sort],
    sortText: `${isFirst ? 0 : 1}${label}`,
    filterText: newText.startsWith('"') ? `"${label}"` : label,
    textEdit: converter.textEdit(document, { range, newText: asSnippet || !isSnippet ? newText : withoutPlaces(newText) }),
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(detail === undefined ? {} : { detail }),
    ...(docs === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: docs } }),
  }
}

/** For clients without snippets: nothing is filled in. */
function withoutPlaces(snippet: string): string {
  return snippet.replaceAll(/\$\{1\|[^}]*\|\}|\$\d/g, '')
}
