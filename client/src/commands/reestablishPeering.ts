// Peers two clusters anew after their peering has broken: both ends are deleted first, since a token for an old record would be dead.

import type { Command, CommandDependencies } from './command.ts'
import { knownPeering } from './counterparts.ts'
import { deleteEnds, findOtherEnd, type PeeringEnd } from './deletePeering.ts'
import { chooseAndRead, subjectOf } from './onEntry.ts'
import { type Pair, peer } from './peerClusters.ts'
import { peerOf, pickPeer } from './share.ts'

const title = 'Re-Establish Peering'

/** Names and roles stay as they were, so that exports and intentions go on as before. */
export const reestablishPeering: Command = {
  id: 'consulPeering.reestablishPeering',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'On which cluster?' })
    const name = cluster && (peerOf(subjectOf(deps, row)) ?? (await pickPeer(deps, cluster, title)))
    if (!cluster || name === undefined) return
    const own: PeeringEnd = { cluster, peer: name }
    const other = await findOtherEnd(deps, own)
    if (!other) {
      const message = `The other end of \`${name}\` belongs to no cluster that is known here. Delete \`${name}\`, delete it there too, then generate a new token.`
      const pressed = await deps.ui.tell('information', message, 'Delete Peering…')
      if (pressed !== undefined) await deps.editor.runCommand('consulPeering.deletePeering', row)
      return
    }
    const isDialer = knownPeering(deps, cluster.profile, name)?.role === 'dialer'
    if (!(await deleteEnds(deps, [own, other]))) return
    const [acceptor, dialer] = isDialer ? [other, own] : [own, other]
    const names = { acceptorName: dialer.peer, dialerName: acceptor.peer }
    await peerOrTell(deps, { acceptor: acceptor.cluster, dialer: dialer.cluster, ...names })
  },
}

const lookMs = 5_000

/** Who leaves after both ends were deleted is told what that means. */
async function peerOrTell(deps: CommandDependencies, pair: Pair): Promise<void> {
  const { acceptor, dialer, dialerName } = pair
  for (;;) {
    await peer(deps, pair)
    const record = await acceptor.client.readPeering(dialerName, { signal: AbortSignal.timeout(lookMs) })
    if (!record.ok || record.value) return
    const message = `${acceptor.profile.name} and ${dialer.profile.name} are not peered any more. Exports and intentions that name the peers stay, and come back to life with a new peering.`
    if ((await deps.ui.tell('warning', message, 'Peer Again…')) === undefined) return
  }
}
