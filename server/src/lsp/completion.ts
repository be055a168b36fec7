// Completion: finds the file of a place, and turns what the core offers into the types of LSP.
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import { beginningsAt, type Completion, completionsAt } from '../core/features/completion.ts'
import { withoutPlaces } from '../core/features/snippet.ts'
import { parse } from '../core/syntax/index.ts'
import { formatOfDocument } from '../workspace/formats.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { cancelled } from './guard.ts'
import { placeOf } from './place.ts'
import { describesKeys, isOn, type Session } from './session.ts'

/** Answers what can be typed at a place, and tells about a choice when it is looked at. */
export function answerCompletion(session: Session): void {
  const { connection, guard } = session
  /** The docs of the choices that were given last: most are never looked at. */
  let last: { readonly serial: number; readonly docs: readonly (string | undefined)[] } = { serial: 0, docs: [] }
  connection.onCompletion(
    (params, token) =>
      cancelled(token) ??
      guard('textDocument/completion', [], () => {
        if (!isOn(session, 'completion.enabled')) return []
        const { document, choices: all } = choicesAt(params, session)
        const choices = describesKeys(session, params.textDocument.uri) ? all.filter(({ sort }) => sort !== 'key') : all
        last = { serial: last.serial + 1, docs: choices.map(({ docs }) => docs) }
        return choices.map((choice, i) => toItem(choice, document, i, last.serial, session))
      }),
  )
  connection.onCompletionResolve((item) =>
    guard('completionItem/resolve', item, () => {
      const [serial, index]: readonly unknown[] = Array.isArray(item.data) ? item.data : []
      const docs = serial === last.serial && typeof index === 'number' ? last.docs[index] : undefined
      return docs === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: docs } }
    }),
  )
}

interface Choices {
  readonly document: Document | undefined
  readonly choices: readonly Completion[]
}

function choicesAt(params: TextDocumentPositionParams, session: Session): Choices {
  const found = placeOf(params, session)
  if (!found || found.file.entries.length === 0) return beginnings(params, session)
  const { file, offset } = found
  const scope = session.workspace.project.scopeOf(file)
  return { document: file.document, choices: completionsAt(file.entries, scope, file.judgement, offset) }
}

/** A longer text that says no kind is none of ours. */
const longestBeginning = 4_000

/** Where an entry is being begun. */
function beginnings({ textDocument, position }: TextDocumentPositionParams, session: Session): Choices {
  const uri = normalizeUri(textDocument.uri)
  const open = session.documents.get(uri)
  const text = open?.getText() ?? ''
  const format = open && formatOfDocument(open)
  if (!format || text.length > longestBeginning) return { document: undefined, choices: [] }
  const document: Document = { uri, format, text, ...parse(text, format) }
  const { start } = session.converter.offsets(document, { start: position, end: position })
  return { document, choices: beginningsAt(document, session.workspace.project.judgementOf(document), start) }
}

const kinds = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
} as const

function toItem(choice: Completion, document: Document | undefined, index: number, serial: number, session: Session): CompletionItem {
  const { label, sort, detail, docs, range, newText, isSnippet, also } = choice
  const { converter, features } = session
  const asSnippet = isSnippet && features.snippets
  const item: CompletionItem = {
    label,
    kind: kinds[sort],
    sortText: String(index).padStart(3, '0'),
    filterText: filterTextOf(choice),
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(detail === undefined ? {} : { detail }),
    ...documentation(docs, [serial, index], features.resolvesDocumentation),
  }
  if (!document) return item
  const text = asSnippet || !isSnippet ? newText : withoutPlaces(newText)
  return {
    ...item,
    textEdit: converter.textEdit(document, { range, newText: text }),
    ...(also.length === 0 ? {} : { additionalTextEdits: also.map((edit) => converter.textEdit(document, edit)) }),
  }
}

/** What is written between quotes is compared with them, as it is typed. */
function filterTextOf({ label, newText }: Completion): string {
  return newText.startsWith('"') ? `"${label}"` : label
}

function documentation(
  docs: string | undefined,
  data: readonly [serial: number, index: number],
  isLater: boolean,
): Pick<CompletionItem, 'data' | 'documentation'> {
  if (docs === undefined) return {}
  return isLater ? { data } : { documentation: { kind: MarkupKind.Markdown, value: docs } }
}
