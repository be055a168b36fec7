// What can be done about findings: the fixes at a place, and all safe ones of a file at once.

import { type Document, folderOf } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import { type Range, touches } from '../range.ts'
import type { EditFix, Finding, Fix } from '../rules/rule.ts'
import { writeEdit, writeEntry } from '../syntax/write.ts'
import { ignoreFix } from './ignoreFix.ts'
import { spellEditForResource } from './resourceSpelling.ts'

export interface OfferedFix {
  readonly fix: Fix
  readonly finding: Finding
}

/** The fixes of the findings that touch a range, and after all of them those that only suppress a finding. */
export function fixesAt(findings: readonly Finding[], range: Range): readonly OfferedFix[] {
  const here = findings.filter((finding) => touches(finding.range, range))
  const fixes = here.flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ fix, finding })))
  const last = here.flatMap((finding) => {
    const fix = ignoreFix(finding)
    return fix ? [{ fix, finding }] : []
  })
  return [...fixes, ...last]
}

/** The text edits of a fix, by the document that they change. */
export function textEditsOf(fix: EditFix): ReadonlyMap<Document, readonly TextEdit[]> {
  const byDocument = new Map<Document, TextEdit[]>()
  for (const { document, edit } of fix.edits) {
    const edits = byDocument.get(document) ?? []
    edits.push(...writeEdit(document, document.format === 'yaml' ? spellEditForResource(edit) : edit))
    byDocument.set(document, edits)
  }
  return byDocument
}

export interface WrittenFile {
  readonly uri: string
  readonly text: string
}

/** The files that a fix writes anew. */
export function newFilesOf({ creates = [] }: EditFix): readonly WrittenFile[] {
  return creates.map(({ beside, name, entry }) => ({
    uri: folderOf(beside) + encodeURIComponent(name),
    text: writeEntry(entry, 'hcl'),
  }))
}

/** The edits of all safe fixes of a file; of two that overlap, the first one. Each finding is fixed once. */
export function safeEditsOf(document: Document, findings: readonly Finding[]): readonly TextEdit[] {
  /** By their start, none of which touch. */
  const edits: TextEdit[] = []
  for (const finding of findings) {
    const fix = finding.fixes?.find((candidate) => candidate.type === 'edit' && candidate.safe && !candidate.creates)
    if (fix?.type !== 'edit') continue
    const own = textEditsOf(fix).get(document) ?? []
    if (own.every((edit) => isFree(edits, edit))) for (const edit of own) edits.splice(placeFor(edits, edit), 0, edit)
  }
  return edits
}

/** Says whether an edit touches none of those that are there. */
function isFree(edits: readonly TextEdit[], edit: TextEdit): boolean {
  const at = placeFor(edits, edit)
  return [edits[at - 1], edits[at]].every((other) => other === undefined || !touches(edit.range, other.range))
}

/** Where an edit belongs in the order, found by halving: there may be thousands. */
function placeFor(edits: readonly TextEdit[], { range }: TextEdit): number {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.range.start ?? 0) <= range.start) low = middle + 1
    else high = middle
  }
  return low
}
