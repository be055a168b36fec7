// The settings of a Consul agent, as one file gives them.
import type { Document } from '../document.ts'
import type { ObjectValue, Value } from '../value.ts'

export interface Agent {
  readonly document: Document
  readonly root: ObjectValue
}

/** The agent settings of a document: none where nothing says that it configures an agent of Consul. */
export function agentsOf(document: Document): readonly Agent[] {
  if (document.format !== 'hcl' && document.format !== 'json') return []
  return document.roots.flatMap((root) => (isAgent(root) ? [{ document, root }] : []))
}

function isAgent(root: Value): root is ObjectValue {
  return root.type === 'object' && root.members.some(({ key, value }) => key.toLowerCase() === 'config_entries' && value.type !== 'missing')
}
