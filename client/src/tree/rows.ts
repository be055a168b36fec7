// What a row of the Clusters view stands for, by its id alone, so that a command knows what was clicked.
import type { ClusterProfile } from '../profiles.ts'

/** What commands can do something with. */
export type Subject =
  | { readonly is: 'peering'; readonly peer: string }
  /** An exported service. */
  | { readonly is: 'service'; readonly service: string }
  /** An exported service and the peer that may use it. */
  | { readonly is: 'consumer'; readonly service: string; readonly peer: string }
  /** A service of a peer. */
  | { readonly is: 'imported'; readonly peer: string; readonly service: string }
  | { readonly is: 'intention'; readonly destination: string; readonly source: string; readonly peer: string }
  | { readonly is: 'entry'; readonly kind: string; readonly name: string }
  /** The cluster itself, one of its groups, or a row that only tells something. */
  | { readonly is: 'cluster' }

/** A row that was clicked. */
export interface Row {
  readonly profile: ClusterProfile
  readonly subject: Subject
}

/** The id of a cluster's row. */
export function clusterRowId(clusterId: string): string {
  return `cluster/${clusterId}`
}

/** An id below another one; what clusters name things may hold any character. */
export function rowId(parent: string, ...names: readonly string[]): string {
  return [parent, ...names.map(encodeURIComponent)].join('/')
}

/** The row with this id; `undefined` when it is none of ours. */
export function rowOf(profiles: readonly ClusterProfile[], id: unknown): Row | undefined {
  if (typeof id !== 'string') return undefined
  const fitting = profiles.filter((profile) => id === clusterRowId(profile.id) || id.startsWith(`${clusterRowId(profile.id)}/`))
  // One id may begin with another.
  const [profile] = fitting.sort((a, b) => b.id.length - a.id.length)
  if (!profile) return undefined
  const rest = id.slice(clusterRowId(profile.id).length + 1)
  // A row that only tells something; what clusters name things has no colon left.
  if (/(^|\/):/.test(rest)) return { profile, subject: { is: 'cluster' } }
  // A namespace stands behind the name of an exported service.
  const names = rest.replace(/\?[^/]*/, '').split('/')
  return { profile, subject: subjectOf(rest === '' ? [] : names.map(decode)) }
}

function subjectOf([section, first, second, third]: readonly string[]): Subject {
  if (first === undefined) return { is: 'cluster' }
  switch (section) {
    case 'peerings':
      return { is: 'peering', peer: first }
    case 'exports':
      return second === undefined ? { is: 'service', service: first } : { is: 'consumer', service: first, peer: second }
    case 'imports':
      return second === undefined ? { is: 'peering', peer: first } : { is: 'imported', peer: first, service: second }
    case 'intentions':
      return { is: 'intention', destination: first, source: second ?? '', peer: third ?? '' }
    case 'entries':
      return second === undefined ? { is: 'cluster' } : { is: 'entry', kind: first, name: second }
    default:
      return { is: 'cluster' }
  }
}

/** An id of ours always decodes; any other text may not. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (error instanceof URIError) return segment
    throw error
  }
}
