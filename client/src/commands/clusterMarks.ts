// Small changes to the list of clusters: protection, order, and a token that is forgotten.
import { clusterOfRow, pickCluster } from './chooseCluster.ts'
import type { Command, CommandDependencies } from './command.ts'

/** A protected cluster has its name typed before anything is written or deleted on it. */
export const protectCluster: Command = {
  id: 'consulPeering.protectCluster',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title: 'Protect Cluster' }))
    if (!profile) return
    if (profile.source !== 'added') {
      await deps.ui.tell('information', `\`${profile.name}\` was not added here. Write \`"protected": true\` into its settings instead.`)
      return
    }
    await deps.clusters.change(profile.id, { isProtected: profile.isProtected ? undefined : true })
  },
}

/** The cluster is asked without a token from then on. */
export const forgetToken: Command = {
  id: 'consulPeering.forgetToken',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title: 'Forget ACL Token' }))
    if (!profile) return
    if ((await deps.clusters.tokenOf(profile)) === undefined) {
      await deps.ui.tell('information', `No ACL token is kept for \`${profile.name}\`.`)
      return
    }
    const isSure = await deps.ui.confirm({
      message: `Forget the ACL token of \`${profile.name}\`?`,
      detail: 'It is taken out of the secret storage of VS Code. The cluster itself keeps it.',
      verb: 'Forget',
    })
    if (!isSure) return
    await deps.clusters.setToken(profile, undefined)
    await deps.readings.refresh(profile.id)
  },
}

/** One place towards the top. */
export const moveClusterUp: Command = { id: 'consulPeering.moveClusterUp', run: (deps, row) => move(deps, row, -1) }

/** One place towards the end. */
export const moveClusterDown: Command = { id: 'consulPeering.moveClusterDown', run: (deps, row) => move(deps, row, 1) }

async function move(deps: CommandDependencies, row: unknown, by: -1 | 1): Promise<void> {
  const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title: 'Move Cluster' }))
  if (profile) await deps.clusters.move(profile.id, by)
}
