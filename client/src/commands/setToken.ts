// Sets or forgets the ACL token of a known cluster; the only way to give one to a cluster of the settings.
import { askToken } from './askToken.ts'
import { clusterOfRow, pickCluster } from './chooseCluster.ts'
import type { Command } from './command.ts'

/** Asks for the token of the clicked or picked cluster. */
export const setToken: Command = {
  id: 'consulPeering.setToken',
  async run(deps, row) {
    const title = 'Set ACL Token'
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title }))
    if (!profile) return
    const answer = await askToken(deps, { title: `${title} of ${profile.name}`, address: profile.address, none: 'No token' })
    if (!answer) return
    await deps.clusters.setToken(profile, answer.token)
    await deps.readings.refresh(profile.id)
  },
}
