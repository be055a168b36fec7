// Copies the name of what a row stands for, or the address of its cluster.
import { rowOf } from '../tree/rows.ts'
import type { Command } from './command.ts'

/** Without a row there is nothing to copy. */
export const copyName: Command = {
  id: 'consulPeering.copyName',
  async run(deps, given) {
    const row = rowOf(deps.clusters.list(), given)
    if (!row) return
    const { subject, profile } = row
    switch (subject.is) {
      case 'cluster':
        return deps.editor.copy(profile.name)
      case 'peering':
      case 'consumer':
        return deps.editor.copy(subject.peer)
      case 'service':
      case 'imported':
        return deps.editor.copy(subject.service)
      case 'intention':
        return deps.editor.copy(subject.destination)
      case 'entry':
        return deps.editor.copy(subject.name)
    }
  },
}

/** The address of the HTTP API of a cluster. */
export const copyAddress: Command = {
  id: 'consulPeering.copyAddress',
  async run(deps, given) {
    const row = rowOf(deps.clusters.list(), given)
    if (row) await deps.editor.copy(row.profile.address)
  },
}
