// Which services cross a peering, and where that is said.
import type { Document } from '../document.ts'
import type { Range } from '../range.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'
import { exportOf } from './protocol.ts'

export interface SharedService {
  /** How it crosses, as the end of a sentence about it. */
  readonly how: string
  /** Where an entry says so. */
  readonly place: { readonly document: Document; readonly range: Range } | undefined
}

/** How the service of a routing entry crosses a peering; `undefined` where nothing says that it does. */
export function sharedService(scope: Scope, service: string): SharedService | undefined {
  const exporting = exportOf(scope, service)
  if (exporting) return { how: 'is exported to a peer', place: placeOf(exporting) }
  const peer = scope.facts?.peers?.find(({ imported }) => imported?.includes(service))
  return peer && { how: `comes from the peer \`${peer.name}\``, place: undefined }
}

function placeOf(entry: Entry): SharedService['place'] {
  return { document: entry.document, range: (entry.kindMember ?? entry.root).range }
}
