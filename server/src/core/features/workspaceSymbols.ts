// Entries of the whole workspace by their name, for somebody who looks for one.
import type { Document } from '../document.ts'
import type { Project } from '../model/project.ts'
import type { Range } from '../range.ts'

/** An entry, as Consul itself names it: `service-defaults/billing`. */
export interface WorkspaceSymbolText {
  readonly name: string
  readonly document: Document
  readonly range: Range
}

/** More than these nobody reads. */
const mostSymbols = 500

/** The entries whose kind and name hold the letters of a query in their order, whatever their case. */
export function workspaceSymbols(project: Project, query: string): readonly WorkspaceSymbolText[] {
  const found: WorkspaceSymbolText[] = []
  for (const uri of project.uris()) {
    for (const { kindName, name, document, nameMember, kindMember, root } of project.file(uri)?.entries ?? []) {
      const text = `${kindName ?? ''}/${name}`
      if (!fits(text.toLowerCase(), query.toLowerCase())) continue
      found.push({ name: text, document, range: (nameMember ?? kindMember)?.value.range ?? root.range })
      if (found.length === mostSymbols) return found
    }
  }
  return found
}

function fits(text: string, query: string): boolean {
  let at = 0
  for (const letter of query) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
