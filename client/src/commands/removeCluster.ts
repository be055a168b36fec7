// Takes a cluster off the list; the cluster itself is not touched.
import { clusterOfRow, pickCluster } from './chooseCluster.ts'
import type { Command } from './command.ts'

/** Forgets a cluster and its token, after asking. */
export const removeCluster: Command = {
  id: 'consulPeering.removeCluster',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title: 'Remove Cluster' }))
    if (!profile) return
    if (profile.source === 'settings') {
      const message = `\`${profile.name}\` comes from the setting \`consulPeering.clusters\`, so it is removed there.`
      if ((await deps.ui.tell('information', message, 'Open Settings')) !== undefined)
        await deps.editor.openSettings('consulPeering.clusters')
      return
    }
    const isSure = await deps.ui.confirm({
      message: `Remove \`${profile.name}\` from this list?`,
      detail: 'Its ACL token is forgotten here. The cluster itself and its peerings stay as they are.',
      verb: 'Remove',
    })
    if (isSure) await deps.clusters.remove(profile.id)
  },
}
