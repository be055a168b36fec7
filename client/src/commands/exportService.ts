// Exports a service of a cluster to a peer.
import type { ClusterProfile } from '../profiles.ts'
import type { Command, CommandDependencies } from './command.ts'
import { knownPeering, otherEnd } from './counterparts.ts'
import { chooseAndRead, subjectOf } from './onEntry.ts'
import { consumerRowId, fulfil, ownServices, peerOf, pickPeer, pickService, serviceOf } from './share.ts'

const title = 'Export Service to Peer'

/** Asks for what the row does not say; offers to allow callers next. */
export const exportService: Command = {
  id: 'consulPeering.exportService',
  async run(deps, row, dropped) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    if (!cluster) return
    const subject = subjectOf(deps, row)
    const { profile } = cluster
    const peer = peerOf(subject) ?? (await pickPeer(deps, cluster, title))
    if (peer === undefined) return
    const question = { title, placeholder: `Which service of ${profile.name} may \`${peer}\` use?` }
    const service =
      serviceOf(subject) ?? serviceOf(subjectOf(deps, dropped)) ?? (await pickService(deps, question, await ownServices(deps, cluster)))
    if (service === undefined) return
    if ((await fulfil(deps, cluster, { wish: 'export', service, peer })) !== 'written') return
    refreshOtherEnd(deps, profile, peer)
    const message = `\`${service}\` of \`${profile.name}\` is exported to \`${peer}\`. Its callers need an intention.`
    const pressed = await deps.ui.tell('information', message, 'Allow Callers…')
    if (pressed !== undefined) await deps.editor.runCommand('consulPeering.allowService', consumerRowId(profile.id, service, peer))
  },
}

/** The service arrives there within a moment. */
function refreshOtherEnd(deps: CommandDependencies, profile: ClusterProfile, peer: string): void {
  const peering = knownPeering(deps, profile, peer)
  const other = peering && otherEnd(deps, profile, peering)
  if (other) void deps.readings.refresh(other.cluster.id)
}
