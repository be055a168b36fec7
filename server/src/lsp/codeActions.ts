// Code actions: the fixes of the findings at a place, and all safe fixes of a file.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CreateFile,
  type Diagnostic,
  type TextEdit as LspTextEdit,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import type { Document } from '../core/document.ts'
import type { TextEdit } from '../core/edit.ts'
import { fixesAt, newFilesOf, type OfferedFix, textEditsOf } from '../core/features/fixes.ts'
import type { EditFix, TargetFix } from '../core/rules/rule.ts'
import { fixAll } from '../workspace/fixAll.ts'
import { judgeByEdit, saysItsTarget } from '../workspace/judgeBy.ts'
import { isTaken } from '../workspace/readText.ts'
import { normalizeUri } from '../workspace/uri.ts'
import { offeredPaths } from './explainPath.ts'
import { explainPathCommand, fixAllKind, judgeByCommand } from './protocol.ts'
import { rewriteActions } from './rewrites.ts'
import type { Session } from './session.ts'

/** The code actions for a place in a document, of the kinds that were asked for. */
export function codeActionsAt(params: CodeActionParams, session: Session): readonly CodeAction[] {
  const { textDocument, range, context } = params
  const uri = normalizeUri(textDocument.uri)
  const wants = (kind: string): boolean =>
    context.only?.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`)) ?? false
  const actions: CodeAction[] = []
  if (!context.only || wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(uri, range, session))
  if (!context.only || wants(CodeActionKind.RefactorRewrite)) actions.push(...rewriteActions(params, session))
  if (!context.only || wants(CodeActionKind.Empty)) actions.push(...pathActions(uri, range, session))
  // To fix all is only offered on request: editors ask for actions at every move of the cursor.
  if (wants(fixAllKind)) actions.push(...fixAllActions(uri, session))
  return actions
}

/** What explains a path that a place is about, for a client that shows it. */
function pathActions(uri: string, range: CodeActionParams['range'], session: Session): readonly CodeAction[] {
  const file = session.explainsPaths ? session.workspace.project.file(uri) : undefined
  if (!file) return []
  const { start, end } = session.converter.offsets(file.document, range)
  return offeredPaths(file, session)
    .filter((path) => path.range.start <= end && start <= path.range.end)
    .map(({ args }) => ({
      title: 'Explain this path…',
      command: { title: 'Explain this path…', command: explainPathCommand, arguments: [...args] },
    }))
}

function quickFixes(uri: string, range: CodeActionParams['range'], session: Session): readonly CodeAction[] {
  const { workspace, converter } = session
  const findings = workspace.findings(uri)
  const document = findings[0]?.document
  if (!document) return []
  const actions = new Map<string, CodeAction & { diagnostics: Diagnostic[] }>()
  for (const offered of fixesAt(findings, converter.offsets(document, range))) {
    const action = quickFix(uri, offered, session)
    if (!action) continue
    const diagnostic = converter.diagnostic(offered.finding)
    // Several findings may be put right by the same change.
    const key = JSON.stringify([action.title, action.edit, action.command])
    const same = actions.get(key)
    if (same) same.diagnostics.push(diagnostic)
    else actions.set(key, { ...action, diagnostics: [diagnostic] })
  }
  return [...actions.values()]
}

function quickFix(uri: string, { fix }: OfferedFix, session: Session): CodeAction | undefined {
  const change = fix.type === 'edit' ? editChange(fix, session) : judgeByChange(uri, fix, session)
  if (!change) return undefined
  return { title: fix.title, kind: CodeActionKind.QuickFix, ...change, ...(isPreferred(fix) ? { isPreferred: true } : {}) }
}

/** A file that is there already is somebody's work, which is never written over. */
function editChange(fix: EditFix, session: Session): Pick<CodeAction, 'edit'> | undefined {
  const edit = workspaceEdit(textEditsOf(fix), session)
  const files = newFilesOf(fix)
  if (files.length === 0) return { edit }
  if (!session.features.createsFiles || files.some(({ uri }) => isTaken(uri))) return undefined
  const created = files.flatMap(({ uri, text }): readonly (CreateFile | TextDocumentEdit)[] => [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: fileStart, newText: text }] },
  ])
  return { edit: { documentChanges: [...created, ...(edit.documentChanges ?? [])] } }
}

const fileStart = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } as const

function isPreferred(fix: EditFix | TargetFix): boolean {
  return fix.type === 'edit' && fix.preferred === true
}

/** The client's command knows more ways; but where the file says its target itself, only a change of that counts. */
function judgeByChange(uri: string, { title, target }: TargetFix, session: Session): Pick<CodeAction, 'command' | 'edit'> | undefined {
  const { workspace, documents, runsJudgeBy } = session
  if (runsJudgeBy && !saysItsTarget(workspace, uri)) {
    return { command: { title, command: judgeByCommand, arguments: [documents.clientUri(uri), target] } }
  }
  const change = judgeByEdit(workspace, uri, target)
  return change && { edit: workspaceEdit(new Map([[change.document, change.edits]]), session) }
}

function fixAllActions(uri: string, session: Session): readonly CodeAction[] {
  const document = session.workspace.project.file(uri)?.document
  const edits = fixAll(session.workspace, uri)
  if (!document || edits.length === 0) return []
  return [
    {
      title: 'Apply all safe fixes of this file',
      kind: fixAllKind,
      edit: workspaceEdit(new Map([[document, edits]]), session),
    },
  ]
}

function workspaceEdit(edits: ReadonlyMap<Document, readonly TextEdit[]>, { converter, documents, features }: Session): WorkspaceEdit {
  const changes = [...edits].map(([document, own]) => ({
    uri: documents.clientUri(document.uri),
    version: documents.get(document.uri)?.version ?? null,
    edits: own.map((edit): LspTextEdit => converter.textEdit(document, edit)),
  }))
  if (!features.documentChanges) return { changes: Object.fromEntries(changes.map((change) => [change.uri, change.edits])) }
  return {
    documentChanges: changes.map(({ uri, version, edits: own }): TextDocumentEdit => ({ textDocument: { uri, version }, edits: own })),
  }
}
