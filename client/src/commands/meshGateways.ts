// Sends the control traffic of peerings through mesh gateways, which one entry of each cluster decides.
import { snapshotOf } from '../readings.ts'
import { planFiles, previewAndApply } from './applyEntries.ts'
import type { ChosenCluster } from './chooseCluster.ts'
import type { CommandDependencies } from './command.ts'
import { readCluster, tellError } from './onEntry.ts'

/** Consul has the setting since 1.14. */
export function hasMeshGateways({ readings }: CommandDependencies, { profile }: ChosenCluster): boolean {
  const identity = snapshotOf(readings.of(profile.id))?.identity
  return identity?.ok === true && identity.value.generation === '1.14+'
}

/** Sets `PeerThroughMeshGateways` in the `mesh` entry of each cluster, after a preview; what else the entry says stays. */
export async function peerThroughGateways(deps: CommandDependencies, clusters: readonly ChosenCluster[]): Promise<void> {
  for (const chosen of clusters) {
    const cluster = await readCluster(deps, chosen)
    const read = cluster && (await cluster.client.readConfigEntry('mesh', 'mesh'))
    if (!cluster || !read) return
    if (!read.ok) return tellError(deps, read.error)
    const { Kind: _, Name: __, ...body } = read.value?.body ?? {}
    const peering = typeof body['Peering'] === 'object' ? body['Peering'] : {}
    const text = JSON.stringify({ Kind: 'mesh', ...body, Peering: { ...peering, PeerThroughMeshGateways: true } })
    const changes = await planFiles(deps, cluster, [{ uri: 'mesh.json', shown: 'mesh', text }])
    if (!changes || !(await previewAndApply(deps, cluster, changes))) return
  }
}
