// What of a file leads to the documentation.
import type { Entry } from '../model/entry.ts'
import type { Range } from '../range.ts'

/** A stretch that leads somewhere. */
export interface Link {
  readonly range: Range
  readonly target: string
  readonly tooltip: string
}

/** The kinds of the entries, each with the page of its documentation. */
export function linksOf(entries: readonly Entry[]): readonly Link[] {
  return entries.flatMap(({ kind, kindMember, resource, root }) => {
    const table = kind ?? resource?.type?.kind
    const member = kindMember ?? (root.type === 'object' ? root.members.find(({ key }) => key === 'kind') : undefined)
    if (!table || member?.value.type !== 'string') return []
    return [{ range: member.value.range, target: table.url, tooltip: `Documentation of ${table.kind}` }]
  })
}
