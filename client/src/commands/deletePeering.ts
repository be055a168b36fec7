// Deletes a peering on one side or on both, and offers to clean up what names the peer.
import type { Choice } from '../ui.ts'
import { deleteRecords } from './checkPair.ts'
import { type ChosenCluster, openCluster } from './chooseCluster.ts'
import { cleanUpPeer } from './cleanUpPeer.ts'
import type { Command, CommandDependencies } from './command.ts'
import { knownPeering, otherEnd } from './counterparts.ts'
import { chooseAndRead, readCluster, subjectOf } from './onEntry.ts'
import { peerOf, pickPeer } from './share.ts'

const title = 'Delete Peering'

/** The safe way to peer again is to delete both ends, so both are offered where both clusters are known. */
export const deletePeering: Command = {
  id: 'consulPeering.deletePeering',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'On which cluster?' })
    const peer = cluster && (peerOf(subjectOf(deps, row)) ?? (await pickPeer(deps, cluster, title)))
    if (!cluster || peer === undefined) return
    const ends = await chooseEnds(deps, cluster, peer)
    if (!ends || !(await deleteEnds(deps, ends))) return
    for (const end of ends) {
      const reached = await readCluster(deps, end.cluster)
      if (reached) await cleanUpPeer(deps, reached, end.peer)
    }
  },
}

/** One end: what the peering is called on a cluster. */
export interface PeeringEnd {
  readonly cluster: ChosenCluster
  readonly peer: string
}

/** Asks whether one end is meant or both; `undefined` when that is left unanswered. */
async function chooseEnds(deps: CommandDependencies, cluster: ChosenCluster, peer: string): Promise<readonly PeeringEnd[] | undefined> {
  const own: PeeringEnd = { cluster, peer }
  const other = await findOtherEnd(deps, own)
  if (!other) return [own]
  const [here, there] = [cluster.profile.name, other.cluster.profile.name]
  const choices: readonly Choice<readonly PeeringEnd[]>[] = [
    { label: 'Both ends', detail: `\`${peer}\` on ${here}, \`${other.peer}\` on ${there}`, icon: 'trash', value: [own, other] },
    { label: `Only on ${here}`, detail: `${there} keeps a record that turns TERMINATED`, icon: 'circle-slash', value: [own] },
  ]
  return deps.ui.pick({ title, placeholder: `Delete the peering of ${here} and ${there}`, choices })
}

/** The other end, where its cluster is known and can be opened. */
export async function findOtherEnd(deps: CommandDependencies, { cluster, peer }: PeeringEnd): Promise<PeeringEnd | undefined> {
  const peering = knownPeering(deps, cluster.profile, peer)
  const found = peering && otherEnd(deps, cluster.profile, peering)
  const opened = found && (await openCluster(deps, found.cluster))
  return found && opened ? { cluster: opened, peer: found.peering.name } : undefined
}

/** Asks, deletes, and waits until the records are gone. */
export async function deleteEnds(deps: CommandDependencies, ends: readonly PeeringEnd[]): Promise<boolean> {
  const [first, second] = ends
  if (!first) return false
  const pair = { acceptor: first.cluster, dialer: second?.cluster ?? first.cluster }
  const records = [{ side: 'acceptor' as const, name: first.peer }, ...(second ? [{ side: 'dialer' as const, name: second.peer }] : [])]
  return deleteRecords(deps, pair, records)
}
