// Compares the entries of a file with a cluster.

import { applyAndTell, planFiles } from './applyEntries.ts'
import type { Command } from './command.ts'
import { chooseAndRead, clusterOfFiles } from './onEntry.ts'
import { compareChange } from './showChange.ts'

const title = 'Compare with a Cluster'

/** One entry is shown side by side; of several, the list of what differs. */
export const compareWithCluster: Command = {
  id: 'consulPeering.compareWithCluster',
  async run(deps, ...given) {
    const files = await deps.pages.filesOf(given)
    if (files.length === 0) {
      await deps.ui.tell('information', 'Open a file with config entries first, or choose files in the explorer.')
      return
    }
    const cluster = await chooseAndRead(deps, await clusterOfFiles(deps, files), { title, placeholder: 'With which cluster?' })
    const changes = cluster && (await planFiles(deps, cluster, files))
    if (!changes) return
    const open = changes.filter(({ action }) => action !== 'same')
    const [first] = open
    if (!first) {
      await deps.ui.tell('information', `\`${cluster.profile.name}\` has the same.`)
      return
    }
    if (open.length > 1) {
      await applyAndTell(deps, cluster, changes)
      return
    }
    await compareChange(deps, cluster, first)
    const message = first.action === 'create' ? 'The entry is not on the cluster yet.' : 'The entry differs from the one on the cluster.'
    if ((await deps.ui.tell('information', message, 'Apply…')) !== undefined) await applyAndTell(deps, cluster, changes)
  },
}
