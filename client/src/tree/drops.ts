// What it means when one row is dropped on another. Pure.
import type { ClusterProfile } from '../profiles.ts'
import { clusterRowId, rowOf } from './rows.ts'

/** The command that a drop begins, and the rows that it is about. */
export interface Drop {
  readonly command: string
  readonly rows: readonly string[]
}

/** `undefined` for a drop that means nothing. */
export function dropCommand(profiles: readonly ClusterProfile[], targetId: unknown, sourceId: unknown): Drop | undefined {
  const [target, source] = [rowOf(profiles, targetId), rowOf(profiles, sourceId)]
  if (!target || !source || typeof targetId !== 'string' || typeof sourceId !== 'string') return undefined
  if (source.profile.id !== target.profile.id) {
    // The one that it is dropped on accepts, the dragged one dials.
    const isCluster = source.subject.is === 'cluster' && sourceId === clusterRowId(source.profile.id)
    return isCluster ? { command: 'consulPeering.peerClusters', rows: [clusterRowId(target.profile.id), sourceId] } : undefined
  }
  const isExport = target.subject.is === 'peering' && (source.subject.is === 'service' || source.subject.is === 'consumer')
  return isExport ? { command: 'consulPeering.exportService', rows: [targetId, sourceId] } : undefined
}
