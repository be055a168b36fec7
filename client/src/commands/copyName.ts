// Copies the name of what a row stands for.
import { rowOf } from '../tree/rows.ts'
import type { Command } from './command.ts'

/** The address of a cluster, the name of anything else. */
export const copyName: Command = {
  id: 'consulPeering.copyName',
  async run(deps, given) {
    const row = rowOf(deps.clusters.list(), given)
    if (!row) return
    const { subject, profile } = row
    switch (subject.is) {
      case 'cluster':
        return deps.editor.copy(profile.address)
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
