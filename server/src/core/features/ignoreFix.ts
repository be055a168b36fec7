// The last resort among the fixes of a finding: a comment that suppresses it where it stands.
import type { Document } from '../document.ts'
import type { Edit } from '../edit.ts'
import { type Suppression, suppressionsOf } from '../model/suppression.ts'
import { andCode } from '../model/suppressionEdit.ts'
import { containsRange } from '../range.ts'
import { type EditFix, editFix, type Finding } from '../rules/rule.ts'

/** Suppresses a finding on its line; `undefined` where the format has no comments, or none can stand there. */
export function ignoreFix(finding: Finding): EditFix | undefined {
  const { document, code } = finding
  if (document.format !== 'hcl' && document.format !== 'yaml') return undefined
  // A comment is said to be wrong by the comment itself.
  if (document.comments.some(({ range }) => containsRange(range, finding.range))) return undefined
  const edit = ignoringEdit(document, finding)
  return edit && editFix(finding, `Ignore \`${code}\` on this line`, edit, { safe: false })
}

function ignoringEdit(document: Document, { code, range }: Finding): Edit | undefined {
  const present = suppressionsOf(document, []).find((suppression) => reaches(suppression, range.start))
  if (present) return andCode(present, code)
  const lineStart = document.text.lastIndexOf('\n', range.start - 1) + 1
  const isInside = document.comments.some((comment) => comment.range.start < lineStart && lineStart < comment.range.end)
  return isInside ? undefined : { type: 'insertComment', above: range, text: `consul-peering-ignore ${code}: reason` }
}

function reaches({ form, code, reach }: Suppression, offset: number): boolean {
  return form === 'line' && code !== '' && reach.start <= offset && offset < reach.end
}
