// Says by an edit which release a file is judged by: where that is said already, or as near to it as can be.
import type { Document } from '../core/document.ts'
import type { TextEdit } from '../core/edit.ts'
import { commentedTarget } from '../core/model/pragma.ts'
import type { Target } from '../core/schema/target.ts'
import { writeEdit } from '../core/syntax/write.ts'
import { byteOrderMark } from './readText.ts'
import type { Workspace } from './workspace.ts'

export interface JudgeByEdit {
  readonly document: Document
  readonly edits: readonly TextEdit[]
}

/** Whether the file says its target by itself, so that nothing else counts. */
export function saysItsTarget(workspace: Workspace, uri: string): boolean {
  const document = workspace.project.file(uri)?.document
  return document !== undefined && commentedTarget(document) !== undefined
}

/** The edit after which a file is judged by `target`; `undefined` where no file can say so. */
export function judgeByEdit(workspace: Workspace, uri: string, target: Target): JudgeByEdit | undefined {
  const document = workspace.project.file(uri)?.document
  if (!document) return undefined
  if (saysItsTarget(workspace, uri)) return changeComment(document, target)
  return changePeeringFile(workspace, uri, target) ?? addComment(document, target)
}

function changeComment(document: Document, target: Target): JudgeByEdit | undefined {
  for (const { range } of document.comments) {
    const comment = document.text.slice(range.start, range.end)
    const newText = comment.replace(/(consul-peering:\s*target\s*=\s*)\S+/, `$1${target}`)
    if (newText !== comment) return { document, edits: [{ range, newText }] }
  }
  return undefined
}

function changePeeringFile(workspace: Workspace, uri: string, target: Target): JudgeByEdit | undefined {
  const document = workspace.peeringFileOf(uri)?.document
  const root = document?.roots[0]
  if (document === undefined || root?.type !== 'object') return undefined
  const member = root.members.findLast(({ key }) => key === 'target')
  const edits = member
    ? writeEdit(document, { type: 'replaceValue', value: member.value, by: target })
    : writeEdit(document, { type: 'insertMember', into: root, key: 'target', value: target })
  return { document, edits }
}

function addComment(document: Document, target: Target): JudgeByEdit | undefined {
  if (document.format !== 'hcl') return undefined
  const start = document.text.startsWith(byteOrderMark) ? 1 : 0
  const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n'
  return { document, edits: [{ range: { start, end: start }, newText: `# consul-peering: target=${target}${lineBreak}` }] }
}
