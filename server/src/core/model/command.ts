// A command line that talks to Consul, as scripts, pages and tasks hold them.
import type { Document } from '../document.ts'
import type { ObjectValue } from '../value.ts'

export interface Command {
  readonly document: Document
  /** What the command says, by the names that `syntax/commands.ts` gives to its parts. */
  readonly root: ObjectValue
}

/** The commands of a document. */
export function commandsOf(document: Document): readonly Command[] {
  switch (document.format) {
    case 'shell':
    case 'markdown':
    case 'tasks':
      return document.roots.flatMap((root) => (root.type === 'object' ? [{ document, root }] : []))
    case 'hcl':
    case 'json':
    case 'yaml':
      return []
  }
}
